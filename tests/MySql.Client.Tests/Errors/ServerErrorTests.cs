using ConnectRuntime.Errors;
using ConnectRuntime.MySql.Client.Errors;

namespace ConnectRuntime.MySql.Client.Tests.Errors;

/// <summary>Numbers and states of the servers' error references, and what each means to a task.</summary>
public class ServerErrorTests
{
    [Theory]
    [InlineData(1045, "28000", ServerFailure.AccessDenied, ErrorKind.Config)]
    [InlineData(1044, "42000", ServerFailure.AccessDenied, ErrorKind.Config)]
    [InlineData(1049, "42000", ServerFailure.UnknownDatabase, ErrorKind.Config)]
    [InlineData(1040, "08004", ServerFailure.TooManyConnections, ErrorKind.Transient)]
    [InlineData(1203, "42000", ServerFailure.TooManyConnections, ErrorKind.Transient)]
    [InlineData(1461, "42000", ServerFailure.TooManyStatements, ErrorKind.Transient)]
    [InlineData(1129, "HY000", ServerFailure.HostRefused, ErrorKind.Config)]
    [InlineData(1130, "HY000", ServerFailure.HostRefused, ErrorKind.Config)]
    [InlineData(3159, "HY000", ServerFailure.TlsRequired, ErrorKind.Config)]
    [InlineData(1524, "HY000", ServerFailure.PluginMissing, ErrorKind.Config)]
    [InlineData(1820, "HY000", ServerFailure.AccountUnusable, ErrorKind.Config)]
    [InlineData(3118, "HY000", ServerFailure.AccountUnusable, ErrorKind.Config)]
    [InlineData(1053, "08S01", ServerFailure.Gone, ErrorKind.Transient)]
    [InlineData(1927, "70100", ServerFailure.Gone, ErrorKind.Transient)]
    [InlineData(4031, "HY000", ServerFailure.Gone, ErrorKind.Transient)]
    [InlineData(9999, "08S01", ServerFailure.Gone, ErrorKind.Transient)]
    [InlineData(1153, "08S01", ServerFailure.PacketTooLarge, ErrorKind.Data)]
    [InlineData(1213, "40001", ServerFailure.LockConflict, ErrorKind.Transient)]
    [InlineData(1205, "HY000", ServerFailure.LockConflict, ErrorKind.Transient)]
    [InlineData(1684, "HY000", ServerFailure.LockConflict, ErrorKind.Transient)]
    [InlineData(9999, "40001", ServerFailure.LockConflict, ErrorKind.Transient)]
    [InlineData(1227, "42000", ServerFailure.PrivilegeMissing, ErrorKind.Config)]
    [InlineData(1142, "42000", ServerFailure.PrivilegeMissing, ErrorKind.Config)]
    [InlineData(1290, "HY000", ServerFailure.ReadOnly, ErrorKind.Transient)]
    [InlineData(1114, "HY000", ServerFailure.OutOfSpace, ErrorKind.Transient)]
    [InlineData(1406, "22001", ServerFailure.DataRefused, ErrorKind.Data)]
    [InlineData(1062, "23000", ServerFailure.DataRefused, ErrorKind.Data)]
    [InlineData(1366, "HY000", ServerFailure.DataRefused, ErrorKind.Data)]
    [InlineData(3819, "HY000", ServerFailure.DataRefused, ErrorKind.Data)]
    [InlineData(1146, "42S02", ServerFailure.NoSuchObject, ErrorKind.Config)]
    [InlineData(1317, "70100", ServerFailure.Interrupted, ErrorKind.Transient)]
    [InlineData(3024, "HY000", ServerFailure.Interrupted, ErrorKind.Transient)]
    [InlineData(1064, "42000", ServerFailure.Statement, ErrorKind.Fatal)]
    public void An_error_has_its_class_and_kind(int number, string state, ServerFailure failure, ErrorKind kind)
    {
        var error = new MySqlServerException(number, state, "words of the server");
        var shown = ServerErrors.From(error, "do something");
        Assert.Equal((failure, kind), (error.Failure, shown.Kind));
        Assert.Equal(kind == ErrorKind.Transient, error.IsTransient);
        Assert.Contains($"Cannot do something: the server says 'words of the server' (error {number}, SQLSTATE {state}). ", shown.Message, StringComparison.Ordinal);
        Assert.Same(error, MySqlServerException.Of(shown));
    }

    [Fact]
    public void Every_class_has_a_code_of_its_own() => Assert.Equal(
        Enum.GetValues<ServerFailure>().Length,
        new[] { 1064, 1045, 1049, 1040, 1461, 1129, 3159, 1524, 1820, 1053, 1153, 1213, 1227, 1290, 1114, 1062, 1146, 1317 }
            .Select(n => ServerErrors.From(new MySqlServerException(n, n == 1062 ? "23000" : "HY000", ""), "x").Code).Distinct().Count());

    [Fact]
    public void Every_end_of_a_dump_has_a_code_of_its_own()
    {
        string[] texts =
        [
            "purged", "Could not open log file", "same server_uuid", "max_allowed_packet", "impossible position", "bogus data", "more GTIDs", "Binary log is not open", "other",
        ];
        Assert.Equal(
            Enum.GetValues<DumpFailure>().Length - 1,
            texts.Select(t => ServerErrors.From(new MySqlServerException(1236, "HY000", t), "x").Code).Distinct().Count());
        Assert.Null(MySqlServerException.Of(new InvalidOperationException("x", new IOException())));
    }
}
