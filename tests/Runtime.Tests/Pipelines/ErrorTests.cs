using System.Text;
using System.Text.Json;
using ConnectRuntime.Connectors;
using ConnectRuntime.Errors;
using ConnectRuntime.Records;
using ConnectRuntime.Runtime.Management;
using ConnectRuntime.Runtime.Tests.Rig;
using ConnectRuntime.Transport;

namespace ConnectRuntime.Runtime.Tests.Pipelines;

public sealed class ErrorTests
{
    private const string Prefix = "__connect.errors.";
    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly ConnectException Refused = new(ErrorKind.Data, "TST002", "Cannot keep a row: it is refused. Let it be.");

    [Fact]
    public async Task Source_row_that_is_refused_stops_the_task_or_becomes_a_dead_letter()
    {
        var source = new SourceScript { Total = 10, BatchRows = 4, Finishes = true };
        await using var worker = await TestWorker.StartAsync();
        await worker.CreateAsync("source", source.Config(
            ("transforms", "no"), ("transforms.no.type", "ScriptedTransform"), ("transforms.no.every", "5"), ("transforms.no.refuse", "true")));
        await worker.UntilAsync("source", ConnectorState.Failed);
        Assert.StartsWith("TST001:", worker.Task("source").Trace);
        Assert.NotNull(worker.Task("source").NextStart);
        await Until.True(() => worker.Task("source").Restarts > 2);
        Assert.Empty(await worker.Topics.ReadAsync("rows"));

        await worker.Connectors.PatchConfigAsync("source", new Dictionary<string, string?>
        {
            ["errors.tolerance"] = "all",
            ["errors.deadletterqueue.topic.name"] = "dead",
        }, None);
        await worker.UntilIdleAsync("source");
        Assert.Equal([1, 2, 3, 4, 6, 7, 8, 9], (await worker.Topics.ReadAsync("rows")).Select(row => row.Number));
        var letters = await worker.Topics.ReadAsync("dead");
        Assert.Equal(2, letters.Count);
        Assert.Equal("""{"key":"k5","before":null,"after":{"n":5,"text":"text of row 5"}}""", Encoding.UTF8.GetString(letters[1].Value!));
        Assert.Equal("rows", letters[0].Header(Prefix + "topic"));
        Assert.Equal("source", letters[0].Header(Prefix + "connector.name"));
        Assert.Equal("0", letters[0].Header(Prefix + "task.id"));
        Assert.StartsWith("TST001:", letters[0].Header(Prefix + "exception.message"));
    }

    [Fact]
    public async Task Source_letter_holds_the_raw_bytes_that_the_source_gives()
    {
        var source = new SourceScript { Total = 3, Finishes = true };
        source.Write = (batch, n) =>
        {
            var row = batch.Add(new RecordStream("rows", null, SourceScript.Value));
            var value = row.After();
            value.Set(0, n);
            value.Set(1, "x");
            if (n == 1)
            {
                batch.AddHeader("__connect.errors.raw"u8, Cell.Bytes(batch.AddBytes([1, 2, 0xff]), 3));
                batch.Fail(row.Index, Refused);
            }
        };
        await using var worker = await TestWorker.StartAsync();
        await worker.CreateAsync("source", source.Config(("errors.tolerance", "all"), ("errors.deadletterqueue.topic.name", "dead")));
        await worker.UntilIdleAsync("source");
        Assert.Equal([0, 2], (await worker.Topics.ReadAsync("rows")).Select(row => row.Number));
        Assert.Equal([1, 2, 0xff], Assert.Single(await worker.Topics.ReadAsync("dead")).Value);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Sink_row_that_is_refused_becomes_a_letter_with_its_own_bytes(bool byWrite)
    {
        var source = new SourceScript { Total = 20, BatchRows = 20, Finishes = true };
        source.Write = (batch, n) =>
        {
            var row = batch.Add(new RecordStream("rows", RecordSchema.String, SourceScript.Value));
            row.SetKey($"k{n}");
            row.AddHeader("mine", $"h{n}");
            var value = row.After();
            value.Set(0, n);
            value.Set(1, "x");
        };
        var sink = new SinkScript();
        if (byWrite)
        {
            sink.OnWrite = (batch, _) => Task.FromResult<IReadOnlyList<SinkFailure>>([new(batch.Partitions[0].Partition, batch.Fetched[7].Offset, Refused)]);
        }
        else
        {
            sink.OnFlush = (rows, _) => Task.FromResult<IReadOnlyList<SinkFailure>>(
                [.. rows.Where(row => row.Number == 7).Select(row => new SinkFailure(new(row.Topic, row.Partition), row.Offset, Refused))]);
        }

        await using var worker = await TestWorker.StartAsync();
        await worker.CreateAsync("source", source.Config());
        await worker.UntilIdleAsync("source");
        await worker.CreateAsync("sink", sink.Config("rows"));
        await worker.UntilAsync("sink", ConnectorState.Failed);
        Assert.StartsWith("TST002:", worker.Task("sink").Trace);
        await Until.True(() => worker.Task("sink").Restarts > 2);
        Assert.Empty(await worker.Connectors.GetOffsetsAsync("sink", None));

        while (sink.Rows.TryDequeue(out _))
        {
        }

        await worker.Connectors.PatchConfigAsync("sink", new Dictionary<string, string?>
        {
            ["errors.tolerance"] = "all",
            ["errors.deadletterqueue.topic.name"] = "dead",
        }, None);
        await worker.UntilIdleAsync("sink");
        Assert.Equal(Enumerable.Range(0, 20).Where(n => n != 7).Select(n => (long)n), sink.Numbers.Distinct().Order());
        var original = (await worker.Topics.ReadAsync("rows")).Single(row => row.Number == 7);
        var letter = Assert.Single(await worker.Topics.ReadAsync("dead"));
        Assert.Equal(original.Key, letter.Key);
        Assert.Equal(original.Value, letter.Value);
        Assert.Equal("h7", letter.Header("mine"));
        Assert.Equal("7", letter.Header(Prefix + "offset"));
        Assert.Equal("0", letter.Header(Prefix + "partition"));
    }

    [Fact]
    public async Task Records_that_cannot_be_decoded_become_letters()
    {
        var source = new SourceScript { Total = 2, Finishes = true };
        var sink = new SinkScript();
        await using var worker = await TestWorker.StartAsync();
        await worker.CreateAsync("source", source.Config());
        await worker.UntilIdleAsync("source");
        byte[] garbage = [0x7b, 0x7d];
        byte[] unknown = [0, 0, 0, 0x7f, 0x7f, 1, 2];
        var torn = (await worker.Topics.ReadAsync("rows"))[0].Value![..8];
        await AppendAsync(worker, "rows", garbage, unknown, torn);
        await worker.CreateAsync("sink", sink.Config("rows", ("errors.tolerance", "all"), ("errors.deadletterqueue.topic.name", "dead")));
        await worker.UntilIdleAsync("sink");
        Assert.Equal([0, 1], sink.Numbers);
        var letters = await worker.Topics.ReadAsync("dead");
        Assert.Equal([garbage, unknown, torn], letters.Select(letter => letter.Value));
        Assert.All(letters, letter => Assert.Matches("^[A-Z]{3,}[0-9]{3}: Cannot ", letter.Header(Prefix + "exception.message")));
        Assert.Contains("32639", letters[1].Header(Prefix + "exception.message"));
    }

    [Fact]
    public async Task Letter_is_durable_before_the_offset_passes_its_record()
    {
        var source = new SourceScript { Total = 200, BatchRows = 10, Finishes = true };
        var sink = new SinkScript
        {
            KeepsOffsets = false,
            OnFlush = (rows, _) => Task.FromResult<IReadOnlyList<SinkFailure>>(
                [.. rows.Where(row => row.Number % 10 == 0).Select(row => new SinkFailure(new(row.Topic, row.Partition), row.Offset, Refused))]),
        };
        var disk = new Testing.Transport.FaultyFileSystem();
        await using var worker = await TestWorker.StartAsync(disk);
        await worker.CreateAsync("source", source.Config());
        await worker.UntilIdleAsync("source");
        // What a power cut would leave, at every operation on the disk from here on.
        var cuts = new List<Testing.Transport.FaultyFileSystem>();
        disk.Before = (_, _) => cuts.Add(disk.CrashForgetting());
        await worker.CreateAsync("sink", sink.Config("rows", ("errors.tolerance", "all"), ("errors.deadletterqueue.topic.name", "dead")));
        await worker.UntilIdleAsync("sink");
        disk.Before = null;
        cuts.Add(disk.CrashForgetting());
        Assert.Equal(20, (await worker.Topics.ReadAsync("dead")).Select(row => row.Number).Distinct().Count());

        var passed = 0;
        foreach (var cut in cuts)
        {
            await using var log = Transport.Embedded.EmbeddedTopicLog.Open(new Transport.Embedded.EmbeddedLogOptions("/data") { FileSystem = cut });
            var committed = (await log.GetGroupOffsetsAsync("connect-sink", None)).GetValueOrDefault(new("rows", 0), 0);
            var refused = (await log.ReadAsync("rows")).Where(row => row.Number % 10 == 0 && row.Offset < committed).Select(row => row.Number).ToHashSet();
            Assert.Subset((await log.ReadAsync("dead")).Select(row => row.Number).ToHashSet(), refused);
            passed += refused.Count;
        }

        Assert.True(cuts.Count > 5 && passed > 0, $"{cuts.Count} cuts, {passed} letters in them");
    }

    [Fact]
    public async Task Letters_are_remembered_only_until_their_records_are_committed()
    {
        var source = new SourceScript { Total = 5, Finishes = true };
        var sink = new SinkScript { OnWrite = (batch, _) => Task.FromResult<IReadOnlyList<SinkFailure>>([new(batch.Partitions[0].Partition, 0, Refused)]) };
        await using var worker = await TestWorker.StartAsync();
        await worker.CreateAsync("source", source.Config());
        await worker.UntilIdleAsync("source");
        await worker.CreateAsync("sink", sink.Config("rows", ("errors.tolerance", "all"), ("errors.deadletterqueue.topic.name", "dead")));
        await worker.UntilIdleAsync("sink");
        await worker.Connectors.DeleteAsync("source", None);
        await worker.Topics.DeleteTopicAsync("rows", None);
        await AppendAsync(worker, "rows", [1, 2, 3, 4, 5, 6]);
        await Until.True(async () => (await worker.Topics.ReadAsync("dead")).Count == 2);
    }

    [Fact]
    public async Task Unknown_exception_is_shown_with_its_trace_and_others_with_their_sentence()
    {
        var thrown = new Queue<Exception>(
        [
            new InvalidOperationException("odd"),
            new ConnectException(ErrorKind.Config, "TST003", "Cannot read: a thing is wrong. Correct it."),
            new ConnectException(ErrorKind.Fatal, "TST004", "Cannot read: the place is lost. Nothing."),
        ]);
        var source = new SourceScript { Total = 5, Finishes = true, OnRead = _ => thrown.TryPeek(out var next) ? Task.FromException(next) : Task.CompletedTask };
        await using var worker = await TestWorker.StartAsync();
        await worker.CreateAsync("source", source.Config());
        await Until.True(() => worker.Task("source").Trace is { } trace && trace.Contains("odd", StringComparison.Ordinal) && trace.Contains("   at ", StringComparison.Ordinal));
        thrown.Dequeue();
        await Until.True(() => worker.Task("source").Trace == "TST003: Cannot read: a thing is wrong. Correct it.");
        thrown.Dequeue();
        await Until.True(() => worker.Task("source").Trace == "TST004: Cannot read: the place is lost. Nothing.");
        Assert.True(worker.Task("source").Restarts >= 2);
        thrown.Dequeue();
        await worker.UntilIdleAsync("source");
        Assert.Null(worker.Task("source").Trace);
        Assert.Null(worker.Task("source").NextStart);
        Assert.Equal([0, 1, 2, 3, 4], (await worker.Topics.ReadAsync("rows")).Select(row => row.Number));
    }

    private static async Task AppendAsync(TestWorker worker, string topic, params byte[][] values)
    {
        await worker.Topics.CreateTopicAsync(new TopicSpec(topic, 1), None);
        await using var producer = await worker.Topics.CreateProducerAsync(new ProducerOptions("test"), None);
        var batch = new EncodedBatch();
        foreach (var value in values)
        {
            batch.AddRecord(batch.AddTopic(topic), 0, -1, Slice.Null, batch.Write(value));
        }

        await producer.AppendAsync(batch, None);
    }
}
