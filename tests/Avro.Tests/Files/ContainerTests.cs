using System.Text;
using ConnectRuntime.Avro.Files;
using ConnectRuntime.Avro.Tests.Oracle;
using ConnectRuntime.Avro.Tests.Rows;
using ConnectRuntime.Errors;
using ConnectRuntime.Formats;
using ConnectRuntime.Records;
using ConnectRuntime.Testing.Servers;

namespace ConnectRuntime.Avro.Tests.Files;

public class ContainerTests
{
    private static readonly RecordSchema Small = SchemaBuilder.Struct("t.Row")
        .Field("id", RecordSchema.Int64)
        .Field("name", RecordSchema.String.WithNullable(true))
        .Build();

    /// <summary>Worked out by hand from "Object Container Files": magic, two entries, end, sync.</summary>
    [Fact]
    public async Task An_empty_file_is_its_header()
    {
        var bytes = await WriteAsync(RecordSchema.Int64, "null", _ => ValueTask.CompletedTask);
        Assert.Equal("Obj\u0001\u0004\u0016avro.schema\u000C\"long\"\u0014avro.codec\u0008null\0", Encoding.Latin1.GetString(bytes[..^16]));
        var reader = await ContainerReader.OpenAsync(new MemoryStream(bytes), default);
        Assert.Equal("null", reader.Codec);
        Assert.Null(await reader.ReadBlockAsync(default));
    }

    [Fact]
    public async Task A_block_is_count_size_data_and_sync()
    {
        var bytes = await WriteAsync(RecordSchema.Int64, "null", async writer =>
        {
            await writer.AppendRawAsync(new byte[] { 2 }, default);
            await writer.AppendRawAsync(new byte[] { 0x80, 1 }, default);
            Assert.Equal(2, writer.Count);
        });
        Assert.Equal("04060280" + "01", Convert.ToHexString(bytes[^21..^16]));
        Assert.Equal(bytes[^16..], bytes[^37..^21]);
    }

    [Theory]
    [InlineData("null")]
    [InlineData("deflate")]
    public async Task Rows_come_back(string codec)
    {
        var batch = Rows(20_000);
        var bytes = await WriteAsync(Small, codec, async writer =>
        {
            for (var i = 0; i < batch.RowCount; i++)
            {
                await writer.AppendAsync(batch, i, default);
            }
        });
        var reader = await ContainerReader.OpenAsync(new MemoryStream(bytes), default);
        Assert.Same(Small, reader.Schema);
        var back = new RecordBatch();
        var stream = new RecordStream("t", null, reader.Schema);
        var blocks = 0;
        while (await reader.ReadAsync(back, stream, default))
        {
            blocks++;
        }

        Assert.InRange(blocks, 3, 100);
        Assert.Equal(batch.RowCount, back.RowCount);
        for (var i = 0; i < batch.RowCount; i++)
        {
            CellComparison.Same(batch, Small, batch.Cells[batch.Rows[i].After], back, Small, back.Cells[back.Rows[i].After]);
        }
    }

    [Theory]
    [InlineData("null")]
    [InlineData("deflate")]
    public async Task Python_reads_ours_and_we_read_Pythons(string codec)
    {
        using var folder = new TempFolder("avro");
        var (ours, theirs) = (folder.Combine("ours.avro"), folder.Combine("theirs.avro"));
        var batch = Rows(3000);
        await File.WriteAllBytesAsync(ours, await WriteAsync(Small, codec, async writer =>
        {
            for (var i = 0; i < batch.RowCount; i++)
            {
                await writer.AppendAsync(batch, i, default);
            }
        }));
        var rows = Enumerable.Range(0, 3000).Select(i => new { id = i * 1_000_003L, name = i % 2 == 0 ? null : $"é{i}" }).ToArray();
        var schema = new AvroFormat(new NoRegistry()).SchemaText(Small);
        var answers = await PythonAvro.RunAsync([new { @do = "read", path = ours }, new { @do = "write", path = theirs, schema, codec, rows }]);
        Assert.Equal(codec, answers[0].GetProperty("codec").GetString());
        var read = answers[0].GetProperty("rows");
        Assert.Equal(3000, read.GetArrayLength());
        Assert.Equal(("row 2999", 2999L), (read[2999].GetProperty("name").GetString(), read[2999].GetProperty("id").GetInt64()));

        var reader = await ContainerReader.OpenAsync(File.OpenRead(theirs), default);
        var back = new RecordBatch();
        while (await reader.ReadAsync(back, new RecordStream("t", null, reader.Schema), default))
        {
        }

        Assert.Equal(3000, back.RowCount);
        Assert.Equal(rows[2999].id, new RowReader(back, 2999).After[0].Int64);
        Assert.Equal(rows[2999].name, new RowReader(back, 2999).After[1].Text);
    }

    [Fact]
    public async Task Envelopes_are_written_as_such()
    {
        var batch = new RecordBatch();
        Shop.Add(batch, Shop.Envelope, RowOperation.Update, 5);
        var bytes = await WriteAsync(Shop.Envelope.WrittenSchema!, "null", writer => writer.AppendAsync(batch, 0, default));
        var reader = await ContainerReader.OpenAsync(new MemoryStream(bytes), default);
        var back = new RecordBatch();
        Assert.True(await reader.ReadAsync(back, new RecordStream("t", null, reader.Schema), default));
        var value = new RowReader(back, 0).After;
        Assert.Equal("u", value[reader.Schema.IndexOf("op")].Text);
        Assert.Equal(1_000_005, value[reader.Schema.IndexOf("after")][0].Int64);
    }

    [Fact]
    public async Task A_row_without_a_value_is_refused_and_the_file_goes_on()
    {
        var batch = Rows(2);
        batch.Rows[0].After = -1;
        var bytes = await WriteAsync(Small, "null", async writer =>
        {
            await Assert.ThrowsAsync<ConnectException>(async () => await writer.AppendAsync(batch, 0, default));
            await writer.AppendAsync(batch, 1, default);
        });
        var reader = await ContainerReader.OpenAsync(new MemoryStream(bytes), default);
        Assert.Equal(1, (await reader.ReadBlockAsync(default))!.Value.Count);
    }

    [Fact]
    public async Task A_value_larger_than_a_block_is_a_block()
    {
        var text = new string('x', 300_000);
        var batch = FormatFixture.One(RecordSchema.String, b => b.AddText(text));
        var bytes = await WriteAsync(RecordSchema.String, "deflate", writer => writer.AppendAsync(batch, 0, default));
        var reader = await ContainerReader.OpenAsync(new MemoryStream(bytes), default);
        var back = new RecordBatch();
        Assert.True(await reader.ReadAsync(back, new RecordStream("t", null, reader.Schema), default));
        Assert.Equal(text, new RowReader(back, 0).After.Text);
    }

    [Fact]
    public async Task Damage_is_a_data_error()
    {
        var batch = Rows(50);
        var bytes = await WriteAsync(Small, "deflate", async writer =>
        {
            for (var i = 0; i < batch.RowCount; i++)
            {
                await writer.AppendAsync(batch, i, default);
            }
        });
        for (var seed = 0; seed < 500; seed++)
        {
            var random = new Random(seed);
            var damaged = bytes.AsSpan().ToArray();
            damaged[random.Next(damaged.Length)] ^= (byte)(1 << random.Next(8));
            var cut = damaged[..random.Next(damaged.Length + 1)];
            try
            {
                var reader = await ContainerReader.OpenAsync(new MemoryStream(random.Next(2) == 0 ? cut : damaged), default);
                while (await reader.ReadAsync(new RecordBatch(), new RecordStream("t", null, reader.Schema), default))
                {
                }
            }
            catch (ConnectException e)
            {
                Assert.Equal(ErrorKind.Data, e.Kind);
            }
        }
    }

    [Theory]
    [InlineData("codec", "lzma")]
    [InlineData("block.bytes", "1")]
    public void Options_are_checked(string name, string value)
    {
        var format = new AvroFormat(new NoRegistry());
        var error = Assert.Throws<ConnectException>(() => format.CreateContainerWriter(Small, Stream.Null, new Dictionary<string, string> { [name] = value }));
        Assert.Equal(ErrorKind.Config, error.Kind);
        Assert.Contains(name, error.Message, StringComparison.Ordinal);
    }

    private static RecordBatch Rows(int count)
    {
        var batch = new RecordBatch(count);
        var stream = new RecordStream("t", null, Small);
        for (var i = 0; i < count; i++)
        {
            var row = batch.Add(stream).After();
            row.Set(0, (long)i);
            row.Set(1, i % 7 == 0 ? null : $"row {i}");
        }

        return batch;
    }

    private static async Task<byte[]> WriteAsync(RecordSchema schema, string codec, Func<IContainerWriter, ValueTask> write)
    {
        var output = new MemoryStream();
        var format = new AvroFormat(new NoRegistry());
        await using var writer = format.CreateContainerWriter(schema, output, new Dictionary<string, string> { ["codec"] = codec });
        await write(writer);
        await writer.FinishAsync(default);
        Assert.Equal(output.Length, writer.BytesWritten);
        Assert.True(output.CanRead);
        return output.ToArray();
    }
}
