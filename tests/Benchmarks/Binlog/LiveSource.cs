using System.Collections.Concurrent;
using System.Threading.Channels;
using ConnectRuntime.MySql;
using ConnectRuntime.MySql.Client.Servers;
using ConnectRuntime.MySql.Configuration;
using ConnectRuntime.Connectors;
using ConnectRuntime.Records;
using ConnectRuntime.Testing.Connectors;

namespace ConnectRuntime.Benchmarks.Binlog;

/// <summary>The source's own task over a live server, read without a runtime around it; its position outlives it.</summary>
internal sealed class LiveSource(BinlogServer server, string snapshotMode, MemoryTaskStore? store = null)
{
    private readonly MemoryTaskStore _store = store ?? new();
    private MemoryPositions _positions = new();

    /// <summary>The same source at the same position, from here on on its own.</summary>
    public LiveSource Copy() => new(server, snapshotMode, _store) { _positions = _positions.Copy() };

    /// <summary>Takes note of where the server stands, with the definitions of its tables and no rows.</summary>
    public async Task BeginAsync()
    {
        await using var task = await OpenAsync();
        await ReadAsync(task, 0, static _ => { }, 3);
    }

    /// <summary>Reads on until so many rows of the sample table have come, each batch shown to <paramref name="take"/>.</summary>
    public async Task ReadAsync(long rows, Action<RecordBatch> take)
    {
        await using var task = await OpenAsync();
        await ReadAsync(task, rows, take, int.MaxValue);
    }

    /// <summary>An open task.</summary>
    public async Task<MySqlSourceTask> OpenAsync()
    {
        var options = CapturedBinlog.Options(server);
        options["snapshot.mode"] = snapshotMode;
        options["include.schema.changes"] = "false";
        var config = MySqlSpec.Spec.Parse(options).Require("the rig");
        var task = new MySqlSourceTask(ServerFlavor.MySql);
        await task.OpenAsync(new FakeSourceContext(config) { Stored = _positions, Store = _store }, default);
        return task;
    }

    // As the runtime does it: batches go to a second thread, with two on their way at most.
    private async Task ReadAsync(MySqlSourceTask task, long rows, Action<RecordBatch> take, int patience)
    {
        var filled = Channel.CreateBounded<RecordBatch>(2);
        var free = new ConcurrentBag<RecordBatch>();
        var taking = Task.Run(async () =>
        {
            await foreach (var batch in filled.Reader.ReadAllAsync())
            {
                take(batch);
                free.Add(batch);
            }
        });
        for (long count = 0; patience > 0 && (rows == 0 || count < rows);)
        {
            var batch = free.TryTake(out var known) ? known : new RecordBatch();
            batch.Clear();
            var result = await task.ReadAsync(batch, default);
            count += batch.RowCount;
            patience -= batch.RowCount == 0 ? 1 : 0;
            if (batch.CommitPoints is [.., var last])
            {
                _positions.Put(task.Render(last.Mark));
            }

            await filled.Writer.WriteAsync(batch);
            if (result == ReadResult.Finished)
            {
                break;
            }
        }

        filled.Writer.Complete();
        await taking;
    }
}
