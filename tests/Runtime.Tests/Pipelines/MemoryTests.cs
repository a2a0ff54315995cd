using ConnectRuntime.Records;
using ConnectRuntime.Runtime.Pipelines;
using ConnectRuntime.Runtime.Tests.Rig;
using ConnectRuntime.Testing.Transport;

namespace ConnectRuntime.Runtime.Tests.Pipelines;

public sealed class MemoryTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public async Task Budget_holds_back_whoever_has_something_in_flight_and_nobody_else()
    {
        var budget = new MemoryBudget(100);
        budget.Charge(150);
        await budget.WaitAsync(() => 0, None);
        var waiting = budget.WaitAsync(() => 150, None).AsTask();
        Assert.False(waiting.IsCompleted);
        budget.Release(40);
        Assert.False(waiting.IsCompleted);
        budget.Release(20);
        await waiting.WaitAsync(TimeSpan.FromSeconds(10));
        Assert.Equal(90, budget.Used);
        using var stop = new CancellationTokenSource();
        budget.Charge(100);
        var stopped = budget.WaitAsync(() => 1, stop.Token).AsTask();
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => stopped);
    }

    [Fact]
    public async Task Source_stops_reading_while_its_rows_cannot_be_made_durable()
    {
        var full = false;
        var disk = new FaultyFileSystem();
        disk.Before = (operation, _) =>
        {
            if (full && operation == FileOperation.Write)
            {
                throw FaultyFileSystem.DiskFull();
            }
        };
        var text = new string('x', 100_000);
        long read = 0;
        var source = new SourceScript { BatchRows = 5 };
        source.Write = (batch, n) =>
        {
            var value = batch.Add(new RecordStream("rows", null, SourceScript.Value)).After();
            value.Set(0, n);
            value.Set(1, text);
            Interlocked.Exchange(ref read, n + 1);
        };
        await using var worker = await TestWorker.StartAsync(disk, ("memory.budget.bytes", "16777216"));
        await worker.CreateAsync("source", source.Config());
        Interlocked.Add(ref source.Total, 1);
        await Until.True(() => worker.Task("source").Rows == 1);
        full = true;
        Interlocked.Add(ref source.Total, 100_000);
        await Until.True(() => worker.Task("source").Detail is not null);
        long before = -1;
        await Until.True(async () =>
        {
            (before, var last) = (Interlocked.Read(ref read), before);
            await Task.Delay(100, None);
            return before == last;
        });
        // Two buffers of 4 MiB, each filled up by one batch more, two batches in the channel and one that waits for its place there.
        Assert.InRange(read * text.Length, 1, 16_777_216);
        Interlocked.Exchange(ref source.Total, read + 10);
        full = false;
        await worker.UntilIdleAsync("source");
        Assert.Equal(Enumerable.Range(0, (int)source.Total).Select(n => (long)n), (await worker.Topics.ReadAsync("rows")).Select(row => row.Number));
    }
}
