namespace ConnectRuntime.Host.Tests.Cli;

/// <summary>What is read from a command line, and what is said about a wrong one.</summary>
public sealed class ParsingTests : IDisposable
{
    private readonly CliRig _rig = new();

    public void Dispose() => _rig.Dispose();

    [Theory]
    [InlineData("frobnicate")]
    [InlineData("run", "--bogus")]
    [InlineData("run", "--once-timeout", "soon")]
    [InlineData("run", "--once-timeout", "-1")]
    [InlineData("validate")]
    [InlineData("topics")]
    [InlineData("topics", "show")]
    [InlineData("topics", "show", "t", "--from", "-3")]
    [InlineData("topics", "show", "t", "--max", "many")]
    [InlineData("docs")]
    public async Task A_wrong_command_line_ends_with_2(params string[] arguments)
    {
        var result = await _rig.RunAsync(arguments);
        Assert.Equal(2, result.Code);
        Assert.NotEmpty(result.Error);
        Assert.DoesNotContain("   at ", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Help_tells_verbs_and_exit_codes()
    {
        var result = await _rig.RunAsync("--help");
        Assert.Equal(0, result.Code);
        foreach (var word in new[] { "run", "validate", "plugins", "topics", "docs", "130" })
        {
            Assert.Contains(word, result.Out, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("--set", "listeners")]
    [InlineData("--set", "listeners=ftp://x:1")]
    [InlineData("--set", "listeners=http://127.0.0.1")]
    [InlineData("--set", "listeners=https://127.0.0.1:1")]
    [InlineData("--set", "task.restart.backoff.ms=never")]
    [InlineData("--config", "nowhere/worker.json")]
    public async Task A_wrong_worker_configuration_ends_with_3_and_one_sentence(params string[] arguments)
    {
        var result = await _rig.RunAsync(["run", .. _rig.Worker(), .. arguments]);
        Assert.Equal(3, result.Code);
        Assert.Matches("^[A-Z]{3}[0-9]{3}: Cannot ", result.Error);
        Assert.DoesNotContain("   at ", result.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("{")]
    [InlineData("""{"listeners":{}}""")]
    public async Task A_broken_worker_file_is_named(string text)
    {
        var file = _rig.Write("worker.json", text);
        var result = await _rig.RunAsync("run", "--config", file);
        Assert.Equal(3, result.Code);
        Assert.Contains(file, result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task File_environment_and_command_line_win_in_this_order()
    {
        // A listener that is refused says which of the three was taken.
        var file = _rig.Write("worker.json", "{ // comment\n \"listeners\": \"file://1:1\", \"$schema\": \"x\", }");
        Assert.Contains("file://", (await _rig.RunAsync("run", "--config", file)).Error, StringComparison.Ordinal);
        _rig.Environment["CONNECT_LISTENERS"] = "env://1:1";
        _rig.Environment["CONNECT_LOG4J_LOGGERS"] = "not an option of ours";
        Assert.Contains("env://", (await _rig.RunAsync("run", "--config", file)).Error, StringComparison.Ordinal);
        var last = await _rig.RunAsync("run", "--config", file, "--set", "listeners=a://1:1", "--set", "listeners=set://1:1");
        Assert.Contains("set://", last.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("log4j", last.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Verbose_shows_the_trace()
    {
        var result = await _rig.RunAsync("run", "--verbose", "--config", _rig.Path("none.json"));
        Assert.Contains("   at ", result.Error, StringComparison.Ordinal);
    }
}
