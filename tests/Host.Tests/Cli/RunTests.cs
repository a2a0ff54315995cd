using System.Net;
using System.Net.Sockets;
using ConnectRuntime.Host.Tests.Fakes;
using ConnectRuntime.Runtime.Management;
using TaskStatus = ConnectRuntime.Runtime.Management.TaskStatus;

namespace ConnectRuntime.Host.Tests.Cli;

/// <summary><c>connect run</c>, and the other verbs while it runs.</summary>
public sealed class RunTests : IDisposable
{
    private static readonly Dictionary<string, string> Source = new() { ["connector.class"] = "OrdersSource" };
    private static readonly Dictionary<string, string> Sink = new() { ["connector.class"] = "OrdersSink", ["topics"] = "orders" };
    private readonly CliRig _rig = new();

    public void Dispose() => _rig.Dispose();

    [Fact]
    public async Task It_serves_rest_until_it_is_asked_to_stop_and_is_found_meanwhile()
    {
        using var stop = new CancellationTokenSource();
        var running = _rig.RunAsync(stop.Token, _rig.Worker("run"));
        var url = await _rig.UrlAsync(running);

        using var client = new HttpClient();
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync(new Uri(url + "/health"))).StatusCode);
        var list = await _rig.RunAsync(_rig.Worker("topics", "list"));
        Assert.Equal((0, ""), (list.Code, list.Error));
        var unknown = await _rig.RunAsync(_rig.Worker("topics", "show", "nothing"));
        Assert.Equal(1, unknown.Code);
        Assert.StartsWith("HST003: Cannot show topic 'nothing'", unknown.Error, StringComparison.Ordinal);

        await stop.CancelAsync();
        var result = await running.WaitAsync(TimeSpan.FromSeconds(10));
        Assert.Equal(0, result.Code);
        Assert.Contains($"REST API listens on {url}", result.Out, StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(_rig.Data, "worker.json")));
    }

    [Fact]
    public async Task A_taken_port_is_told_in_a_sentence()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        socket.Listen();
        var port = ((IPEndPoint)socket.LocalEndPoint!).Port;
        var result = await _rig.RunAsync("run", "--set", $"data.dir={_rig.Data}", "--set", $"listeners=http://127.0.0.1:{port}");

        Assert.Equal(3, result.Code);
        Assert.StartsWith("HST002: Cannot listen on", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_locked_data_folder_is_told_in_a_sentence_and_leaves_the_other_worker_alone()
    {
        using var stop = new CancellationTokenSource();
        var running = _rig.RunAsync(stop.Token, _rig.Worker("run"));
        await _rig.UrlAsync(running);
        var second = await _rig.RunAsync(_rig.Worker("run"));

        Assert.Equal(3, second.Code);
        Assert.Matches("^LOG[0-9]{3}: ", second.Error);
        Assert.True(File.Exists(Path.Combine(_rig.Data, "worker.json")));
        await stop.CancelAsync();
        await running;
    }

    [Fact]
    public async Task Once_without_connectors_fails()
    {
        var result = await _rig.RunAsync(_rig.Worker("run", "--once"));
        Assert.Equal(1, result.Code);
        Assert.Contains("no connector", result.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Once_ends_with_0_when_every_task_is_idle_and_tells_rows()
    {
        var idle = new TaskStatus(0, ConnectorState.Running) { IsIdle = true, Rows = 1234567 };
        _rig.Started = connectors => Add(connectors, "a", Source, idle);
        var result = await _rig.RunAsync(_rig.Worker("run", "--once"));
        Assert.Equal(0, result.Code);
        Assert.Matches(@"a +source +RUNNING +1,234,567 rows +0 rows/s", result.Out);
    }

    [Fact]
    public async Task Once_ends_with_1_and_the_reason_when_a_task_failed()
    {
        _rig.Started = connectors => Add(connectors, "a", Source, new TaskStatus(0, ConnectorState.Failed) { Trace = "TAB001: broken" });
        var result = await _rig.RunAsync(_rig.Worker("run", "--once"));
        Assert.Equal(1, result.Code);
        Assert.Contains("Task 0 of connector a failed: TAB001: broken", result.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Once_ends_with_1_and_the_reason_when_a_connector_file_is_refused()
    {
        _rig.Started = connectors =>
        {
            Add(connectors, "a", Source, new TaskStatus(0, ConnectorState.Running) { IsIdle = true });
            connectors.RefusedFiles["broken.json"] = "'}' is invalid";
        };
        var result = await _rig.RunAsync(_rig.Worker("run", "--once"));
        Assert.Equal(1, result.Code);
        Assert.Contains("broken.json: '}' is invalid", result.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Once_ends_with_4_when_the_time_is_up()
    {
        _rig.Started = connectors => Add(connectors, "b", Sink, new TaskStatus(0, ConnectorState.Running) { Lag = 3 });
        var result = await _rig.RunAsync(_rig.Worker("run", "--once", "--once-timeout", "0.5"));
        Assert.Equal(4, result.Code);
        Assert.Contains("lag 3", result.Out, StringComparison.Ordinal);
    }

    private static void Add(FakeConnectors connectors, string name, Dictionary<string, string> config, TaskStatus status)
    {
        connectors.Add(name, config);
        connectors.SetTask(name, status);
    }
}
