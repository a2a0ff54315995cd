using ConnectRuntime.Configuration;
using ConnectRuntime.Configuration.Providers;
using ConnectRuntime.Errors;

namespace ConnectRuntime.Api.Tests.Configuration.Providers;

public class ResolverTests
{
    [Fact]
    public async Task References_are_replaced_and_remembered()
    {
        var vault = new Vault(new() { ["p"] = "s3cret", ["h"] = "db" }, TimeSpan.FromMinutes(5));
        var resolved = await Resolve(
            vault,
            ("a", "${vault:/kv/a:p}"), ("b", "jdbc:${vault:h}/${vault:h}"),
            ("c", "plain $${vault:p} ${topic}"), ("n", null));
        Assert.Equal("s3cret", resolved.Values["a"]);
        Assert.Equal("jdbc:db/db", resolved.Values["b"]);
        Assert.Equal("plain ${vault:p} ${topic}", resolved.Values["c"]);
        Assert.Null(resolved.Values["n"]);
        Assert.Equal("${vault:/kv/a:p}", resolved.References["a"]);
        Assert.Equal(["a", "b"], resolved.References.Keys.Order());
        Assert.Equal(TimeSpan.FromMinutes(5), resolved.RefreshAfter);
        Assert.Equal(["/kv/a: p", ": h"], vault.Reads);
    }

    [Fact]
    public async Task What_cannot_be_resolved_is_an_error_of_its_option_and_of_nothing_else()
    {
        var resolved = await Resolve(
            new Vault([], null),
            ("connection.url", "${vault:gone}"), ("batch.size", "${vualt:x}"),
            ("connection.password", "${vault:/broken:x}"), ("pk.mode", "bad"));
        Assert.Equal(
            """
            CFG014: Cannot resolve ${vualt:x} of 'batch.size': no config provider is called 'vualt', one of vault is required. Correct it, or write $${ for a plain ${.
            CFG016: Cannot resolve ${vault:/broken:x} of 'connection.password': the config provider 'vault' failed, its answer is required. VLT001: Cannot open.
            CFG015: Cannot resolve ${vault:gone} of 'connection.url': the config provider 'vault' has no 'gone', a key that exists is required. Set it there or correct the reference.
            """,
            string.Join('\n', resolved.Problems.Select(problem => problem.ToString())));
        Assert.Equal(
            ["batch.size", "connection.password", "connection.url", "pk.mode"],
            SampleSpec.Spec.Parse(resolved).Errors.Select(error => error.Key));
    }

    [Fact]
    public async Task A_resolved_value_is_never_shown()
    {
        var vault = new Vault(new() { ["p"] = "s3cret" }, null);
        var resolved = await Resolve(vault, ("connection.url", "u"), ("batch.size", "${vault:p}"), ("zebra", "${vault:p}"));
        var result = SampleSpec.Spec.Parse(resolved);
        Assert.Equal(
            "Cannot use 'batch.size': a hidden value was found, a whole number from 1 to 1000000 is required. "
            + "Change it, or remove it to get the default '3000'.",
            Assert.Single(result.Errors).Message);
        Assert.DoesNotContain("s3cret", string.Concat(result.Problems) + string.Concat(result.Entries), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_good_resolved_value_is_shown_as_it_was_written()
    {
        var resolved = await Resolve(new Vault(new() { ["p"] = "7" }, null), ("connection.url", "u"), ("batch.size", "${vault:p}"));
        var result = SampleSpec.Spec.Parse(resolved);
        var config = result.Require("x");
        Assert.Equal(7, config.Get(SampleSpec.BatchSize));
        Assert.Contains("batch.size=${vault:p}", config.ToString(), StringComparison.Ordinal);
        Assert.Equal("${vault:p}", result.Entries.Single(entry => entry.Name == "batch.size").Value);
    }

    [Fact]
    public async Task A_provider_that_is_away_for_the_moment_ends_the_resolution()
    {
        var error = await Assert.ThrowsAsync<ConnectException>(async () => await Resolve(new Vault([], null), ("a", "${vault:/away:x}")));
        Assert.Equal(ErrorKind.Transient, error.Kind);
    }

    [Fact]
    public async Task An_escaped_reference_is_taken_literally_beside_a_real_one()
    {
        var resolved = await Resolve(new Vault(new() { ["p"] = "x" }, null), ("a", "$${vault:p}${vault:p}"));
        Assert.Equal("${vault:p}x", resolved.Values["a"]);
    }

    private static async Task<ResolvedConfig> Resolve(IConfigProvider vault, params (string Name, string? Value)[] options) =>
        await new ConfigResolver([new("vault", vault)])
            .ResolveAsync(options.ToDictionary(option => option.Name, option => option.Value), TestContext.Current.CancellationToken);

    private sealed class Vault(Dictionary<string, string> values, TimeSpan? timeToLive) : IConfigProvider
    {
        public List<string> Reads { get; } = [];

        public ValueTask<ConfigProviderValues> ReadAsync(string path, IReadOnlyCollection<string> keys, CancellationToken cancellationToken)
        {
            Reads.Add($"{path}: {string.Join(' ', keys)}");
            return path switch
            {
                "/broken" => throw new ConnectException(ErrorKind.Config, "VLT001", "Cannot open."),
                "/away" => throw new ConnectException(ErrorKind.Transient, "VLT002", "Away."),
                _ => new(new ConfigProviderValues(values, timeToLive)),
            };
        }
    }
}
