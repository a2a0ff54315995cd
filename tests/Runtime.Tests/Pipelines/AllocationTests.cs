using ConnectRuntime.Avro;
using ConnectRuntime.Avro.Registry;
using ConnectRuntime.Records;
using ConnectRuntime.Runtime.Errors;
using ConnectRuntime.Runtime.Management;
using ConnectRuntime.Runtime.Pipelines;
using ConnectRuntime.Runtime.Storage;
using ConnectRuntime.Runtime.Tests.Rig;
using ConnectRuntime.Transport;
using ConnectRuntime.Transport.Embedded;
using ConnectRuntime.Testing.Servers;

namespace ConnectRuntime.Runtime.Tests.Pipelines;

/// <summary>What the data path allocates once it is warm, on the classes that run it.</summary>
public sealed class AllocationTests(ITestOutputHelper output)
{
    private const int Rows = 4000;
    private static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public async Task Encoding_allocates_nothing_per_row()
    {
        await using var log = await OpenAsync();
        var encoder = Encoder(log.Topics, log.Format);
        var (batch, into) = (new RecordBatch(), new EncodedBatch());
        async Task RunAsync(int rows)
        {
            Fill(batch, rows);
            into.Clear();
            await encoder.EncodeAsync(batch, into, None);
        }

        await MeasureAsync(RunAsync);
        Assert.Equal(Rows, into.Records.Length);
    }

    [Fact]
    public async Task Fetched_batches_allocate_nothing_per_row()
    {
        await using var log = await OpenAsync();
        var encoder = Encoder(log.Topics, log.Format);
        var (batch, encoded) = (new RecordBatch(), new EncodedBatch());
        await using var producer = await log.Topics.CreateProducerAsync(new ProducerOptions("test"), None);
        await using var consumer = await log.Topics.CreateConsumerAsync(new ConsumerOptions("test"), None);
        var reader = new FetchedBatchReader(log.Format, log.Format);
        var (fetched, read) = (new FetchedBatch(), new RecordBatch());
        var projection = new Projection(["n"]);
        long sum = 0;
        async Task RunAsync(int rows)
        {
            // What is measured begins behind the fetch: the log has tests of its own.
            await reader.ReadAsync(fetched, read, None);
            read.Decode(projection);
            foreach (ref readonly var row in read.Rows)
            {
                sum += read.Cells[read.Cells[row.After].First].Int64;
            }
        }

        async Task PrepareAsync(int rows)
        {
            Fill(batch, rows);
            encoded.Clear();
            await encoder.EncodeAsync(batch, encoded, None);
            await log.Topics.DeleteTopicAsync("rows", None);
            await log.Topics.CreateTopicAsync(new TopicSpec("rows", 1), None);
            await producer.AppendAsync(encoded, None);
            consumer.Assign(new Dictionary<TopicPartition, long> { [new("rows", 0)] = 0 });
            await consumer.FetchAsync(fetched, 16 * 1024 * 1024, TimeSpan.FromSeconds(5), None);
            Assert.Equal(rows, fetched.Records.Length);
        }

        await log.Topics.CreateTopicAsync(new TopicSpec("rows", 1), None);
        await MeasureAsync(RunAsync, PrepareAsync);
        Assert.True(sum > 0);
        Assert.Equal(Rows, read.RowCount);
    }

    // A batch has a cost of its own; what a row costs is the difference between many and few.
    private async Task MeasureAsync(Func<int, Task> run, Func<int, Task>? prepare = null)
    {
        for (var i = 0; i < 30; i++)
        {
            await OnceAsync(Rows);
            await OnceAsync(10);
        }

        var (few, many) = (long.MaxValue, long.MaxValue);
        for (var i = 0; i < 10; i++)
        {
            few = Math.Min(few, await OnceAsync(10));
            many = Math.Min(many, await OnceAsync(Rows));
        }

        output.WriteLine($"{few} bytes for 10 rows, {many} bytes for {Rows} rows");
        Assert.Equal(few, many);

        async Task<long> OnceAsync(int rows)
        {
            if (prepare is not null)
            {
                await prepare(rows);
            }

            var before = GC.GetAllocatedBytesForCurrentThread();
            var thread = Environment.CurrentManagedThreadId;
            await run(rows);
            var used = GC.GetAllocatedBytesForCurrentThread() - before;
            return thread == Environment.CurrentManagedThreadId ? used : long.MaxValue;
        }
    }

    private static void Fill(RecordBatch batch, int rows)
    {
        batch.Clear();
        var stream = batch.AddStream(new RecordStream("rows", RecordSchema.String, SourceScript.Value));
        for (var i = 0; i < rows; i++)
        {
            var row = batch.Add(stream);
            row.SetKey("key");
            var value = row.After();
            value.Set(0, i);
            value.Set(1, "some text");
            batch.AddHeader("name"u8, batch.AddText("value"));
        }
    }

    private static BatchEncoder Encoder(ITopicLog log, AvroFormat format)
    {
        var errors = new ErrorPolicy(CommonErrors(), "test", 0, new LogLines(), TimeProvider.System);
        return new BatchEncoder(new StreamEncoderCache(format, format, new TopicDirectory(log, 1, -1, _ => { })), errors, 1 << 20);
    }

    private static Configuration.ConnectorConfig CommonErrors() => Configuration.ConfigSpec
        .Of(CommonConfig.Tolerance, CommonConfig.DeadLetterTopic, CommonConfig.DeadLetterHeaders, CommonConfig.LogErrors)
        .Parse(new Dictionary<string, string?>()).Require("errors");

    private static async Task<Opened> OpenAsync()
    {
        var folder = new TempFolder("allocation", Directory.Exists("/dev/shm") ? "/dev/shm" : null);
        var log = EmbeddedTopicLog.Open(new EmbeddedLogOptions(folder.Combine("data")));
        return new Opened(folder, log, new AvroFormat(await EmbeddedSchemaRegistry.OpenAsync(new TopicSchemaLog(log), None)));
    }

    private sealed record Opened(TempFolder Folder, EmbeddedTopicLog Topics, AvroFormat Format) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            await Topics.DisposeAsync();
            Folder.Dispose();
        }
    }
}
