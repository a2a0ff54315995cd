using ConnectRuntime.Avro.Tests.Rows;
using ConnectRuntime.Records;

namespace ConnectRuntime.Avro.Tests.Oracle;

public class PythonAvroTests
{
    /// <summary>Python reads our datum to its last byte with our schema, and writes the value again as the same bytes.</summary>
    [Fact]
    public async Task Reads_our_rows_and_writes_them_alike()
    {
        var jobs = new List<object>();
        var expected = new List<string>();
        for (var seed = 0; seed < 300; seed++)
        {
            var random = new Random(seed);
            var fixture = await FormatFixture.CreateAsync();
            var schema = new RandomSchemas(random, isPlain: true).Struct(3);
            var batch = new RecordBatch();
            batch.Add(new RecordStream("topic", null, schema)).Row.After = new RandomCells(random, batch).Root(schema);
            var hex = Convert.ToHexString((await fixture.EncodeAsync(batch, 0)).AsSpan(5));
            jobs.Add(new { @do = "copy", schema = fixture.Format.SchemaText(schema), hex });
            expected.Add(hex);
        }

        var answers = await PythonAvro.RunAsync(jobs);
        Assert.Equal(expected.Count, answers.Count);
        for (var i = 0; i < expected.Count; i++)
        {
            Assert.Equal((0, expected[i]), (answers[i].GetProperty("rest").GetInt32(), answers[i].GetProperty("hex").GetString()));
        }
    }

    [Fact]
    public async Task Reads_our_envelopes()
    {
        var fixture = await FormatFixture.CreateAsync();
        var batch = new RecordBatch();
        var jobs = new List<object>();
        var expected = new List<string>();
        foreach (var operation in new[] { RowOperation.Create, RowOperation.Update, RowOperation.Delete, RowOperation.Read })
        {
            Shop.Add(batch, Shop.Envelope, operation, 77);
            var hex = Convert.ToHexString((await fixture.EncodeAsync(batch, batch.RowCount - 1)).AsSpan(5));
            jobs.Add(new { @do = "copy", schema = fixture.Format.SchemaText(Shop.Envelope.WrittenSchema!), hex });
            expected.Add(hex);
        }

        Assert.Equal(expected, (await PythonAvro.RunAsync(jobs)).Select(answer => answer.GetProperty("hex").GetString()));
    }
}
