using System.Globalization;
using ConnectRuntime.Configuration;
using ConnectRuntime.Connectors;
using ConnectRuntime.Errors;
using ConnectRuntime.MySql.Client.Servers;
using ConnectRuntime.MySql.Configuration;
using ConnectRuntime.Records;
using ConnectRuntime.Testing.Connectors;
using ConnectRuntime.Testing.Servers;

namespace ConnectRuntime.MySql.Tests.Reference;

/// <summary>Our source over one configuration of a case: what it reads, and why it stopped if it did.</summary>
internal sealed class ReferenceRun(ReferenceVariant variant, MySqlFamilyServer server) : IAsyncDisposable
{
    private static readonly TimeSpan Quiet = TimeSpan.FromMilliseconds(400), Patience = TimeSpan.FromSeconds(8);

    private static int _lastServerId = 7000;

    private readonly RecordBatch _batch = new(1000);
    private readonly FakeSourceContext _context = new(Config(variant, server)) { ConnectorName = variant.Name };
    private ISourceTask? _task;

    /// <summary>The configuration.</summary>
    public ReferenceVariant Variant => variant;

    /// <summary>What the reference wrote for it.</summary>
    public GoldenFile Golden { get; } = new(variant.Expected);

    /// <summary>What was read.</summary>
    public List<ReferenceRecord> Records { get; } = [];

    /// <summary>Why the task failed; null where it did not.</summary>
    public string? Failure { get; private set; }

    /// <summary>Opens the source, from where it stood before if it did.</summary>
    public async Task OpenAsync()
    {
        await CloseAsync();
        if (Failure is null)
        {
            _task = new MySqlSourceTask(variant.IsMariaDb ? ServerFlavor.MariaDb : ServerFlavor.MySql);
            await GuardAsync(() => _task.OpenAsync(_context, CancellationToken.None).AsTask());
        }
    }

    /// <summary>Reads until as many records are there, or nothing has come for a while; and then whether there are more than that.</summary>
    public async Task ReadAsync(int count)
    {
        await ReadAsync(() => Records.Count >= count, Patience);
        await ReadAsync(() => false, Quiet);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync() => await CloseAsync();

    private static ConnectorConfig Config(ReferenceVariant variant, MySqlFamilyServer server)
    {
        var options = new Dictionary<string, string?>(variant.Options)
        {
            ["database.hostname"] = "127.0.0.1",
            ["database.port"] = server.Port.ToString(CultureInfo.InvariantCulture),
            ["database.user"] = MySqlFamilyServer.User,
            ["database.password"] = server.Password,
            ["database.server.id"] = Interlocked.Increment(ref _lastServerId).ToString(CultureInfo.InvariantCulture),
        };
        options.Remove("connector.class");
        return MySqlSpec.Spec.Parse(options).Require(variant.Name);
    }

    private async Task ReadAsync(Func<bool> isEnough, TimeSpan quiet)
    {
        for (var since = DateTime.UtcNow; Failure is null && _task is not null && !isEnough() && DateTime.UtcNow - since < quiet;)
        {
            var before = Records.Count;
            await GuardAsync(ReadOnceAsync);
            since = Records.Skip(before).All(record => record.Topic.Contains("heartbeat", StringComparison.Ordinal)) ? since : DateTime.UtcNow;
        }
    }

    private async Task ReadOnceAsync()
    {
        _batch.Clear();
        var result = await _task!.ReadAsync(_batch, CancellationToken.None);
        var positions = _batch.CommitPoints.ToArray()
            .Where(point => (point.Flags & CommitFlags.Commit) != 0).Select(point => _task.Render(point.Mark)).ToList();
        Records.AddRange(BatchRecords.Of(_batch));
        foreach (var position in positions)
        {
            _context.Stored.Put(position);
            await _task.CommittedAsync(position, CancellationToken.None);
        }

        if (result == ReadResult.Finished)
        {
            await CloseAsync();
        }
    }

    private async Task GuardAsync(Func<Task> step)
    {
        try
        {
            await step();
        }
        catch (ConnectException exception)
        {
            Failure = exception.Message;
            await CloseAsync();
        }
    }

    private async Task CloseAsync()
    {
        if (_task is not null)
        {
            await _task.DisposeAsync();
            _task = null;
        }
    }
}
