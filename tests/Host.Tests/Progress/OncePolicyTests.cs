using ConnectRuntime.Host.Progress;
using ConnectRuntime.Host.Tests.Fakes;
using ConnectRuntime.Runtime.Management;
using ConnectRuntime.Testing.Servers;
using ConnectRuntime.Transport;
using ConnectRuntime.Transport.Embedded;
using TaskStatus = ConnectRuntime.Runtime.Management.TaskStatus;

namespace ConnectRuntime.Host.Tests.Progress;

/// <summary>When a worker that runs once may end.</summary>
public sealed class OncePolicyTests : IAsyncDisposable
{
    private readonly TempFolder _folder = new("once");
    private readonly EmbeddedTopicLog _log;
    private readonly FakeConnectors _connectors = new(new FakePlugins());
    private readonly SteppedClock _clock = new();
    private readonly OncePolicy _policy;

    public OncePolicyTests()
    {
        _log = EmbeddedTopicLog.Open(new EmbeddedLogOptions(_folder.Combine("data")));
        _policy = new OncePolicy(_connectors, _log, _clock);
    }

    public async ValueTask DisposeAsync()
    {
        await _log.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task A_source_must_be_idle_for_a_whole_second()
    {
        await AddAsync("a", "OrdersSource");
        Show("a", idle: true, rows: 5);
        Assert.False(await IsDoneAsync());
        Assert.False(await IsDoneAsync());
        Show("a", idle: true, rows: 6);
        Assert.False(await IsDoneAsync());
        Assert.False(await IsDoneAsync());
        Show("a", idle: false, rows: 6);
        Assert.False(await IsDoneAsync());
        Show("a", idle: true, rows: 6);
        Assert.False(await IsDoneAsync());
        Assert.False(await IsDoneAsync());
        Assert.True(await IsDoneAsync());
    }

    [Fact]
    public async Task A_sink_that_has_not_found_its_topic_is_not_done()
    {
        await TestTopics.FillAsync(_log, "orders", 1, TestTopics.Text(null, "a"), TestTopics.Text(null, "b"));
        await AddAsync("b", "OrdersSink");
        Show("b", idle: true, rows: 0);
        for (var i = 0; i < 5; i++)
        {
            Assert.False(await IsDoneAsync());
        }

        await _log.AlterGroupOffsetsAsync("connect-b", new Dictionary<TopicPartition, long?> { [new("orders", 0)] = 2 }, default);
        Assert.False(await IsDoneAsync());
        Assert.False(await IsDoneAsync());
        Assert.True(await IsDoneAsync());
    }

    [Fact]
    public async Task A_pattern_is_the_whole_name()
    {
        await TestTopics.FillAsync(_log, "orders-old", 1, TestTopics.Text(null, "a"));
        await AddAsync("b", "OrdersSink", ("topics.regex", "orders|x.*"));
        Show("b", idle: true, rows: 0);
        for (var i = 0; i < 3; i++)
        {
            await IsDoneAsync();
        }

        Assert.True(await IsDoneAsync());
    }

    [Fact]
    public async Task A_paused_connector_is_left_out_and_a_failed_one_ends_it()
    {
        await AddAsync("a", "OrdersSource");
        await AddAsync("z", "OrdersSource");
        Show("a", idle: true, rows: 1);
        await _connectors.SetTargetStateAsync("z", TargetState.Paused, default);
        for (var i = 0; i < 3; i++)
        {
            await IsDoneAsync();
        }

        Assert.True(await IsDoneAsync());
        _connectors.SetTask("a", new TaskStatus(0, ConnectorState.Failed) { Trace = "why" });
        Assert.Equal("Task 0 of connector a failed: why", (await JudgeAsync()).Failure);
    }

    private async Task AddAsync(string name, string type, params (string Key, string Value)[] options)
    {
        var config = new Dictionary<string, string> { ["connector.class"] = type };
        foreach (var (key, value) in options.DefaultIfEmpty(("topics", "orders, more")))
        {
            config[key] = value;
        }

        await _connectors.CreateAsync(name, config, TargetState.Started, CancellationToken.None);
    }

    private void Show(string name, bool idle, long rows) =>
        _connectors.SetTask(name, new TaskStatus(0, ConnectorState.Running) { IsIdle = idle, Rows = rows });

    private async Task<bool> IsDoneAsync() => (await JudgeAsync()).IsDone;

    private async Task<OnceVerdict> JudgeAsync()
    {
        _clock.Step(TimeSpan.FromMilliseconds(600));
        return await _policy.JudgeAsync([.. _connectors.Names.Select(_connectors.GetStatus)], CancellationToken.None);
    }

    private sealed class SteppedClock : TimeProvider
    {
        private long _now;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => _now;

        public void Step(TimeSpan by) => _now += by.Ticks;
    }
}
