using ConnectRuntime.MySql.Client.Tls;
using ConnectRuntime.MySql.Configuration;
using ConnectRuntime.Records;

namespace ConnectRuntime.MySql.Tests.Configuration;

/// <summary>Options reach the model.</summary>
public class ModelTests
{
    [Theory]
    [InlineData("disabled", SslMode.Disabled)]
    [InlineData("preferred", SslMode.Preferred)]
    [InlineData("required", SslMode.Required)]
    [InlineData("verify_ca", SslMode.VerifyCa)]
    [InlineData("verify_identity", SslMode.VerifyIdentity)]
    [InlineData("disable", SslMode.Disabled)]
    [InlineData("trust", SslMode.Required)]
    [InlineData("verify-ca", SslMode.VerifyCa)]
    [InlineData("VERIFY-FULL", SslMode.VerifyIdentity)]
    public void Both_vocabularies_of_TLS_are_known(string word, SslMode mode) =>
        Assert.Equal(mode, Sample.Model(("database.ssl.mode", word)).Connection.SslMode);

    [Theory]
    [InlineData("a;b;;c", "a|b;c")]
    [InlineData("SET x=1; SET y='a;;b';", "SET x=1|SET y='a;b'")]
    [InlineData(" ; ;", "")]
    [InlineData(";;", ";")]
    public void Initial_statements_are_split(string text, string statements) =>
        Assert.Equal(statements, string.Join('|', Sample.Model(("database.initial.statements", text)).Connection.InitialStatements));

    [Theory]
    [InlineData("t", "t")]
    [InlineData("none", "")]
    [InlineData("c, u,d", "cdu")]
    [InlineData("t,r", "rt")]
    public void Operations_are_skipped(string option, string letters) => Assert.Equal(
        letters, string.Concat(Sample.Model(("skipped.operations", option)).SkippedOperations.Select(operation => (char)operation.Code()).Order()));

    [Theory]
    [InlineData("none,c")]
    [InlineData("")]
    [InlineData("T")]
    public void Bad_operations_are_errors(string option) => Assert.Equal("skipped.operations", Assert.Single(Sample.Parse(("skipped.operations", option)).Errors).Key);

    [Fact]
    public void A_password_is_never_shown()
    {
        var model = Sample.Model(("database.password", "s3cret"));
        Assert.Equal("s3cret", model.Connection.Password);
        Assert.DoesNotContain("s3cret", model.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Defaults_are_those_of_the_options()
    {
        var model = Sample.Model();
        Assert.Equal((7u, "p", 3306), (model.ServerId, model.Prefix, model.Connection.Port));
        Assert.Equal(
            (SslMode.Preferred, TimeSpan.FromSeconds(30), TimeSpan.FromMinutes(10)),
            (model.Connection.SslMode, model.Connection.ConnectTimeout, model.Connection.ReadTimeout));
        Assert.Equal(
            (true, true, true, false, false),
            (model.Tombstones, model.IncludeSchemaChanges, model.ExtendedHeaders, model.IncludeQuery, model.TransactionMetadata));
        Assert.Equal((TimeSpan.FromMinutes(1), TimeSpan.FromHours(1), TimeSpan.Zero), (model.KeepAliveInterval, model.NetWriteTimeout, model.HeartbeatInterval));
        Assert.Equal((FailureMode.Fail, FailureMode.Fail, FailureMode.Warn), (model.OnProcessingFailure, model.OnInconsistentSchema, model.Conversion.OnFailure));
        Assert.Equal((SnapshotMode.Initial, LockingMode.Minimal, TimeSpan.FromSeconds(10)), (model.Snapshot.Mode, model.Snapshot.Locking, model.Snapshot.LockTimeout));
        Assert.Equal(
            (DecimalMode.Precise, TimeMode.AdaptiveTimeMicroseconds, UnsignedBigintMode.Long, BinaryMode.Bytes),
            (model.Conversion.Decimal, model.Conversion.Time, model.Conversion.UnsignedBigint, model.Conversion.Binary));
        Assert.Equal(TimeSpan.Zero, Sample.Model(("connect.keep.alive", "false")).KeepAliveInterval);
    }

    [Theory]
    [InlineData("base64-url-safe", nameof(BinaryMode.Base64UrlSafe))]
    [InlineData("base64", nameof(BinaryMode.Base64))]
    [InlineData("hex", nameof(BinaryMode.Hex))]
    public void Binary_modes_have_their_words(string word, string mode) => Assert.Equal(mode, Sample.Model(("binary.handling.mode", word)).Conversion.Binary.ToString());

    [Theory]
    [InlineData("3e11fa47-71ca-11e1-9e33-c80aa9429562", true, true)]
    [InlineData("3E11FA47.*, abc", true, true)]
    [InlineData("abc", false, false)]
    public void Sources_are_included(string list, bool lower, bool upper)
    {
        var filter = Sample.Model(("gtid.source.includes", list)).Gtids;
        Assert.Equal((lower, upper), (filter.Accepts("3e11fa47-71ca-11e1-9e33-c80aa9429562"), filter.Accepts("3E11FA47-71CA-11E1-9E33-C80AA9429562")));
        Assert.True(filter.FiltersRows);
    }

    [Theory]
    [InlineData("gtid.source.includes", "0", true, false)]
    [InlineData("gtid.source.includes", "0-1", true, false)]
    [InlineData("gtid.source.includes", "0-2", false, false)]
    [InlineData("gtid.source.excludes", "0", false, true)]
    [InlineData("gtid.source.excludes", "0-1", false, true)]
    public void Domains_are_sources_of_MariaDB(string option, string list, bool first, bool second)
    {
        var filter = Sample.Model((option, list)).Gtids;
        Assert.Equal((first, second), (filter.Accepts(0, 1), filter.Accepts(1, 1)));
    }
}
