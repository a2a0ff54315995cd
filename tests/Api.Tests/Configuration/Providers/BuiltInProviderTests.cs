using ConnectRuntime.Configuration;
using ConnectRuntime.Configuration.Providers;
using ConnectRuntime.Errors;

namespace ConnectRuntime.Api.Tests.Configuration.Providers;

public sealed class BuiltInProviderTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("config-providers-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task Env_reads_variables_that_the_list_allows()
    {
        Environment.SetEnvironmentVariable("CONNECT_TEST_A", "1");
        Environment.SetEnvironmentVariable("XCONNECT_TEST_A", "2");
        var provider = new EnvVarConfigProvider();
        var all = await Read(provider, "", "CONNECT_TEST_A", "XCONNECT_TEST_A", "CONNECT_TEST_NONE");
        Assert.Equal(["CONNECT_TEST_A", "XCONNECT_TEST_A"], all.Keys.Order());
        Configure(provider, "allowlist.pattern", "CONNECT_.*|Y");
        Assert.Equal(["CONNECT_TEST_A"], (await Read(provider, "", "CONNECT_TEST_A", "XCONNECT_TEST_A")).Keys);
    }

    [Fact]
    public async Task File_reads_properties()
    {
        var path = Path.Combine(folder, "db.properties");
        await File.WriteAllTextAsync(path, "\uFEFFuser=joe\npassword = p=1\n", TestContext.Current.CancellationToken);
        var values = await Read(new FileConfigProvider(), path, "user", "password", "none");
        Assert.Equal(("joe", "p=1", 2), (values["user"], values["password"], values.Count));
    }

    [Fact]
    public async Task Dir_reads_a_file_per_key_and_no_other_folder()
    {
        await File.WriteAllTextAsync(Path.Combine(folder, "pw"), "s3cret\n", TestContext.Current.CancellationToken);
        var name = Path.GetFileName(folder);
        var values = await Read(new DirectoryConfigProvider(), folder, "pw", "none", "..", $"../{name}/pw");
        Assert.Equal(["pw"], values.Keys);
        Assert.Equal("s3cret\n", values["pw"]);
    }

    [Fact]
    public async Task Paths_outside_the_allowed_ones_are_refused_even_through_a_link()
    {
        var inside = Directory.CreateDirectory(Path.Combine(folder, "in")).FullName;
        var outside = Path.Combine(folder, "in-truth.properties");
        await File.WriteAllTextAsync(outside, "a=1", TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(Path.Combine(inside, "ok.properties"), "a=1", TestContext.Current.CancellationToken);
        File.CreateSymbolicLink(Path.Combine(inside, "link"), outside);
        File.CreateSymbolicLink(Path.Combine(inside, "circle"), Path.Combine(inside, "circle"));
        var provider = new FileConfigProvider();
        Configure(provider, "allowed.paths", inside);

        Assert.Equal("1", (await Read(provider, Path.Combine(inside, "ok.properties"), "a"))["a"]);
        foreach (var name in new[] { "../in-truth.properties", "link", "circle" })
        {
            Assert.Equal("CFG021", await Refusal(provider, Path.Combine(inside, name)));
        }
    }

    [Theory]
    [InlineData("db.properties", "CFG020")]
    [InlineData("/nowhere/db.properties", "CFG023")]
    [InlineData("/dev/zero", "CFG022")]
    public async Task Unreadable_files_are_refused(string path, string code) =>
        Assert.Equal(code, await Refusal(new FileConfigProvider(), path));

    [Fact]
    public async Task The_built_in_resolver_knows_all_three()
    {
        Environment.SetEnvironmentVariable("CONNECT_TEST_B", "b");
        await File.WriteAllTextAsync(Path.Combine(folder, "c"), "k=c", TestContext.Current.CancellationToken);
        var resolved = await ConfigResolver.BuiltIn.ResolveAsync(
            new Dictionary<string, string?> { ["x"] = $"${{env:CONNECT_TEST_B}} ${{file:{folder}/c:k}} ${{dir:{folder}:c}}" },
            TestContext.Current.CancellationToken);
        Assert.Equal("b c k=c", resolved.Values["x"]);
    }

    private static void Configure(IConfigProvider provider, string name, string value) =>
        provider.Configure(provider.Config.Parse(new Dictionary<string, string?> { [name] = value }).Require("provider"));

    private static async Task<IReadOnlyDictionary<string, string>> Read(IConfigProvider provider, string path, params string[] keys) =>
        (await provider.ReadAsync(path, keys, TestContext.Current.CancellationToken)).Values;

    private static async Task<string> Refusal(IConfigProvider provider, string path) =>
        (await Assert.ThrowsAsync<ConnectException>(async () => await Read(provider, path, "a"))).Code;
}
