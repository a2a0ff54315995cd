using ConnectRuntime.Avro.Mapping;
using ConnectRuntime.Avro.Tests.Rows;
using ConnectRuntime.Errors;
using ConnectRuntime.Formats;
using ConnectRuntime.Records;

namespace ConnectRuntime.Avro.Tests.Reading;

public class EnumTests
{
    private const string Text = """{"type":"record","name":"R","fields":[{"name":"e","type":{"type":"enum","name":"E","symbols":["RED","BLUE"]}}]}""";

    [Fact]
    public async Task Threads_do_not_mix_batches()
    {
        var (fixture, decoder) = await CreateAsync(AvroFormatOptions.Default);
        Assert.NotNull(fixture);
        await Task.WhenAll(Enumerable.Range(0, 8).Select(thread => Task.Run(() =>
        {
            var batch = new RecordBatch();
            for (var round = 0; round < 200; round++)
            {
                batch.Clear();
                batch.AddBytes(new byte[thread * 3]);
                var start = batch.AddBytes([0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 1, 2]);
                for (var i = 0; i < 100; i++)
                {
                    var row = batch.Add(decoder.StreamFor("t", null));
                    decoder.Decode(batch, ref row.Row, new RawRange(start + (i % 2 * 6), 6), null);
                    Assert.Equal(i % 2 == 0 ? "RED" : "BLUE", new RowReader(batch, i).After[0].Text);
                }

            }
        })));
    }

    [Fact]
    public async Task A_symbol_is_put_into_a_batch_once()
    {
        var (_, decoder) = await CreateAsync(AvroFormatOptions.Default);
        for (var shift = 0; shift < 4; shift++)
        {
            var batch = new RecordBatch();
            batch.AddBytes(new byte[shift]);
            var start = batch.AddBytes([0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 1, 2]);
            for (var i = 0; i < 1000; i++)
            {
                var row = batch.Add(decoder.StreamFor("t", null));
                decoder.Decode(batch, ref row.Row, new RawRange(start + (i % 2 * 6), 6), null);
            }

            Assert.Equal(shift + 12 + "REDBLUE".Length, batch.ArenaLength);
        }
    }

    [Fact]
    public async Task Is_written_as_an_enum_again_where_that_is_asked_for()
    {
        var (fixture, decoder) = await CreateAsync(new AvroFormatOptions { Mapping = new AvroMappingOptions { EnhancedSchemas = true } });
        var batch = new RecordBatch();
        batch.Add(new RecordStream("t", null, decoder.Schema)).After().Set(0, "BLUE");
        batch.Add(new RecordStream("t", null, decoder.Schema)).After().Set(0, "GREEN");
        Assert.Equal("02", Convert.ToHexString((await fixture.EncodeAsync(batch, 0)).AsSpan(5)));
        var error = await Assert.ThrowsAsync<ConnectException>(async () => await fixture.EncodeAsync(batch, 1));
        Assert.Contains("'e'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Is_written_as_text_otherwise()
    {
        var (fixture, decoder) = await CreateAsync(AvroFormatOptions.Default);
        var batch = new RecordBatch();
        batch.Add(new RecordStream("t", null, decoder.Schema)).After().Set(0, "GREEN");
        Assert.Equal("0A475245454E", Convert.ToHexString((await fixture.EncodeAsync(batch, 0)).AsSpan(5)));
    }

    private static async Task<(FormatFixture Fixture, IRecordDecoder Decoder)> CreateAsync(AvroFormatOptions options)
    {
        var fixture = await FormatFixture.CreateAsync(options);
        var id = await fixture.Registry.RegisterAsync("x", Text, default);
        return (fixture, await fixture.Format.CreateDecoderAsync("x", RecordPart.Value, id, default));
    }
}
