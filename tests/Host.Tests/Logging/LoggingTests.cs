using ConnectRuntime.Errors;
using ConnectRuntime.Host.Logging;
using Microsoft.Extensions.Logging;

namespace ConnectRuntime.Host.Tests.Logging;

/// <summary>Levels as a tree, and the form of a line.</summary>
public sealed class LoggingTests : IDisposable
{
    private readonly LogLevels _levels = new();
    private readonly List<string> _lines = [];
    private readonly LoggerFactory _factory;

    public LoggingTests() =>
        _factory = new LoggerFactory([new LineLoggerProvider(_levels, _lines.Add)], new LoggerFilterOptions { MinLevel = LogLevel.Trace });

    public void Dispose() => _factory.Dispose();

    [Fact]
    public void A_line_has_time_level_scope_name_and_message()
    {
        var log = _factory.CreateLogger("worker");
        using (log.BeginScope("orders-0"))
        {
            log.LogWarning("Read {Count} rows\nin two lines.", 5);
        }

        const string time = @"20\d\d-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z";
        Assert.Matches($@"^{time} WARN  \[orders-0\] worker: Read 5 rows \| in two lines\.$", Assert.Single(_lines));
    }

    [Fact]
    public void An_expected_error_is_a_sentence_and_a_defect_has_its_trace()
    {
        var log = _factory.CreateLogger("worker");
        log.LogError(new ConnectException(ErrorKind.Config, "TST" + "902", "Cannot do."), "It failed.");
        log.LogError(new InvalidOperationException("defect"), "It broke.");
        Assert.EndsWith("worker: It failed. TST902: Cannot do.", _lines[0], StringComparison.Ordinal);
        Assert.Contains("\nSystem.InvalidOperationException: defect", _lines[1], StringComparison.Ordinal);
    }

    [Fact]
    public void A_level_holds_for_what_is_below_and_one_of_its_own_wins_until_it_is_set_above()
    {
        var (top, mid, low) = (_factory.CreateLogger("a"), _factory.CreateLogger("a.b"), _factory.CreateLogger("a.b.c"));
        var other = _factory.CreateLogger("ab");
        Assert.Equal(["a.b", "a.b.c"], _levels.Set("a.b", LogLevel.Debug));
        Assert.True(mid.IsEnabled(LogLevel.Debug) && low.IsEnabled(LogLevel.Debug));
        Assert.False(top.IsEnabled(LogLevel.Debug) || other.IsEnabled(LogLevel.Debug));
        Assert.Empty(_levels.Set("a.b", LogLevel.Debug));
        Assert.True(_factory.CreateLogger("a.b.late").IsEnabled(LogLevel.Debug));

        Assert.Equal(["root", "a", "ab"], _levels.Set("root", LogLevel.Error));
        Assert.True(mid.IsEnabled(LogLevel.Debug));
        Assert.False(top.IsEnabled(LogLevel.Warning));
        Assert.Equal(["a", "a.b", "a.b.c", "a.b.late"], _levels.Set("a", LogLevel.None));
        Assert.False(low.IsEnabled(LogLevel.Critical));
    }

    [Fact]
    public void The_web_framework_is_quiet_from_the_start()
    {
        Assert.False(_factory.CreateLogger("Microsoft.AspNetCore.Hosting").IsEnabled(LogLevel.Information));
        Assert.Equal("root", _levels.All[0].Key);
    }
}
