using ConnectRuntime.Configuration;
using ConnectRuntime.Testing.Servers;

namespace ConnectRuntime.MySql.Tests.Configuration;

/// <summary>Files of TLS that cannot be used are told about.</summary>
public sealed class TlsRuleTests : IDisposable
{
    private readonly TempFolder _folder = new("tls");

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("database.ssl.truststore", new byte[] { 0xFE, 0xED, 0xFE, 0xED, 0 })]
    [InlineData("database.ssl.keystore", new byte[] { 0xCE, 0xCE, 0xCE, 0xCE })]
    public void A_Java_keystore_is_told_how_to_be_converted(string option, byte[] bytes)
    {
        var path = _folder.Combine("store.jks");
        File.WriteAllBytes(path, bytes);
        var error = Assert.Single(Sample.Parse(("database.ssl.mode", "verify_ca"), (option, path)).Errors);
        Assert.Equal(option, error.Key);
        Assert.Contains($"keytool -importkeystore -srckeystore {path} -destkeystore {_folder.Combine("store.p12")}", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_with_that_name_may_be_something_else()
    {
        var path = _folder.Combine("store.jks");
        File.WriteAllText(path, "-----BEGIN CERTIFICATE-----");
        Assert.Empty(Sample.Parse(("database.ssl.mode", "verify_ca"), ("database.ssl.truststore", path)).Problems);
    }

    [Theory]
    [InlineData("disabled", "database.ssl.truststore")]
    [InlineData("preferred", "database.ssl.truststore")]
    [InlineData("disable", "database.ssl.keystore")]
    public void A_file_that_is_not_used_is_a_warning(string mode, string option)
    {
        var problem = Assert.Single(Sample.Parse(("database.ssl.mode", mode), (option, "none.pem")).Problems);
        Assert.Equal((option, ConfigSeverity.Warning), (problem.Key, problem.Severity));
    }

    [Fact]
    public void A_key_needs_its_certificate() =>
        Assert.Equal("database.ssl.key", Assert.Single(Sample.Parse(("database.ssl.mode", "required"), ("database.ssl.key", "k.pem")).Errors).Key);
}
