using System.Text;
using ConnectRuntime.Records;
using ConnectRuntime.Runtime.Management;
using ConnectRuntime.Runtime.Pipelines;
using ConnectRuntime.Runtime.Tests.Rig;

namespace ConnectRuntime.Runtime.Tests.Pipelines;

public sealed class SourceShapeTests
{
    private static readonly RecordSchema Wider = SchemaBuilder.Struct("test.Row")
        .Field("n", RecordSchema.Int64).Field("text", RecordSchema.String).Field("more", SchemaBuilder.Of(FieldKind.Int32).Nullable()).Build();

    [Fact]
    public async Task Schema_changes_in_the_middle_of_a_batch()
    {
        var source = new SourceScript { Total = 100, BatchRows = 100, Finishes = true };
        source.Write = (batch, n) =>
        {
            var row = batch.Add(new RecordStream("rows", RecordSchema.String, n < 42 ? SourceScript.Value : Wider));
            row.SetKey("same");
            var value = row.After();
            value.Set("n", n);
            value.Set("text", "x");
        };
        await using var worker = await RunAsync(source);
        var rows = await worker.Topics.ReadAsync("rows");
        Assert.Equal(Enumerable.Range(0, 100).Select(n => (long)n), rows.Select(row => row.Number));
        Assert.Single(rows[..42].Select(row => row.SchemaId).Distinct());
        Assert.Single(rows[42..].Select(row => row.SchemaId).Distinct());
        Assert.NotEqual(rows[0].SchemaId, rows[42].SchemaId);
        // The wider value ends with a null of a union whose first branch is null: one byte 0.
        Assert.Equal(rows[0].Value!.Length + 1, rows[42].Value!.Length);
    }

    [Fact]
    public async Task Tombstones_headers_explicit_partitions_and_rows_without_key()
    {
        var source = new SourceScript { Total = 4, Finishes = true };
        source.Write = (batch, n) =>
        {
            var row = batch.Add(new RecordStream("rows", RecordSchema.String, SourceScript.Value));
            if (n != 3)
            {
                row.SetKey($"key {n}");
            }

            if (n != 0)
            {
                var value = row.After();
                value.Set(0, n);
                value.Set(1, "x");
            }

            row.Row.Partition = n == 1 ? 4 : -1;
            if (n == 2)
            {
                row.AddHeader("text", "häder");
                batch.AddHeader("number"u8, Cell.Of(17L));
                batch.AddHeader("nothing"u8, Cell.Null);
            }
        };
        await using var worker = await RunAsync(source, ("topic.creation.default.partitions", "5"));
        var rows = await worker.Topics.ReadAsync("rows");
        Assert.Equal(4, rows.Count);
        Assert.Null(Assert.Single(rows, row => row.Key is not null && row.KeyText == "key 0").Value);
        Assert.Equal(4, rows.Single(row => row.Value is not null && row.Number == 1).Partition);
        var headers = rows.Single(row => row.Value is not null && row.Number == 2).Headers;
        Assert.Equal("häder", Encoding.UTF8.GetString(headers["text"]!));
        Assert.Equal("17", Encoding.UTF8.GetString(headers["number"]!));
        Assert.Null(headers["nothing"]);
        Assert.Null(rows.Single(row => row.Value is not null && row.Number == 3).Key);
    }

    [Fact]
    public async Task Ten_thousand_streams_in_one_batch()
    {
        const int count = 10_000;
        var source = new SourceScript { Total = count, BatchRows = count, Finishes = true };
        var schemas = Enumerable.Range(0, 50).Select(i =>
            SchemaBuilder.Struct($"test.Row{i}").Field("n", RecordSchema.Int64).Field("text", RecordSchema.String).Build()).ToArray();
        source.Write = (batch, n) =>
        {
            // 200 topics with 50 schemas each: every row is of a stream of its own.
            var row = batch.Add(new RecordStream($"topic{n % 200}", null, schemas[n / 200]));
            var value = row.After();
            value.Set(0, n);
            value.Set(1, "x");
        };
        await using var worker = await RunAsync(source);
        var numbers = new List<long>();
        for (var i = 0; i < 200; i++)
        {
            var rows = await worker.Topics.ReadAsync($"topic{i}");
            Assert.Equal(50, rows.Select(row => row.SchemaId).Distinct().Count());
            numbers.AddRange(rows.Select(row => row.Number));
        }

        Assert.Equal(Enumerable.Range(0, count).Select(n => (long)n), numbers.Order());
    }

    [Fact]
    public async Task Row_of_40_megabytes_passes_alone()
    {
        var large = new string('ä', 20 * 1024 * 1024);
        var source = new SourceScript { Total = 5, BatchRows = 2, Finishes = true };
        source.Write = (batch, n) =>
        {
            var row = batch.Add(new RecordStream("rows", null, SourceScript.Value));
            var value = row.After();
            value.Set(0, n);
            value.Set(1, n == 2 ? large : "small");
        };
        var sink = new SinkScript();
        await using var worker = await RunAsync(source, ("topic.creation.default.partitions", "1"));
        await worker.CreateAsync("sink", sink.Config("rows"));
        await Until.True(() => sink.Rows.Count == 5, () => worker.Log.ToString());
        Assert.Equal([0, 1, 2, 3, 4], sink.Numbers);
        var rows = await worker.Topics.ReadAsync("rows");
        Assert.Equal(large.Length, rows[2].Text.Length);
        Assert.Equal(5 + 1 + 4 + (40 * 1024 * 1024), rows[2].Value!.Length);
    }

    [Fact]
    public async Task Value_above_the_limit_is_a_data_error_that_names_its_row()
    {
        var source = new SourceScript { Total = 3, Finishes = true };
        source.Write = (batch, n) =>
        {
            var row = batch.Add(new RecordStream("rows", null, SourceScript.Value));
            var value = row.After();
            value.Set(0, n);
            value.Set(1, new string('x', n == 1 ? 3000 : 10));
        };
        await using var worker = await TestWorker.StartAsync(("value.bytes.max", "2048"));
        await worker.CreateAsync("source", source.Config());
        await worker.UntilAsync("source", ConnectorState.Failed);
        Assert.Contains("'rows'", worker.Task("source").Trace);
        Assert.Contains("2048", worker.Task("source").Trace);
        Assert.DoesNotContain("   at ", worker.Task("source").Trace);

        await worker.Connectors.PatchConfigAsync("source", new Dictionary<string, string?> { ["errors.tolerance"] = "all" }, CancellationToken.None);
        await worker.UntilIdleAsync("source");
        Assert.Equal([0, 2], (await worker.Topics.ReadAsync("rows")).Select(row => row.Number));
    }

    [Theory]
    // Kafka's own test vectors of its murmur2.
    [InlineData("21", -973932308)]
    [InlineData("foobar", -790332482)]
    [InlineData("a-little-bit-long-string", -985981536)]
    [InlineData("a-little-bit-longer-string", -1486304829)]
    [InlineData("lkjh234lh9fiuh90y23oiuhsafujhadof229phr9h19h89h8", -58897971)]
    [InlineData("abc", 479470107)]
    public void Partition_is_chosen_as_by_Kafka(string key, int hash)
    {
        Assert.Equal(hash, unchecked((int)Murmur2.Hash(Encoding.UTF8.GetBytes(key))));
        Assert.Equal((hash & 0x7fffffff) % 7, Murmur2.Partition(Encoding.UTF8.GetBytes(key), 7));
    }

    private static async Task<TestWorker> RunAsync(SourceScript source, params (string Name, string Value)[] config)
    {
        var worker = await TestWorker.StartAsync();
        await worker.CreateAsync("source", source.Config(config));
        await worker.UntilIdleAsync("source");
        return worker;
    }
}
