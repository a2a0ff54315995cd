using ConnectRuntime.Avro.Tests.Rows;
using ConnectRuntime.Formats;
using ConnectRuntime.Records;

namespace ConnectRuntime.Avro.Tests;

/// <summary>Warm encoders and decoders allocate nothing, to the byte.</summary>
public class AllocationTests
{
    private const int Rows = 500;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Rows_and_envelopes(bool isEnvelope)
    {
        var fixture = await FormatFixture.CreateAsync();
        var batch = new RecordBatch();
        for (var i = 0; i < Rows; i++)
        {
            Shop.Add(batch, isEnvelope ? Shop.Envelope : Shop.Flat, RowOperation.Update, i);
        }

        await ExpectNoneAsync(fixture, batch, new Projection(["city"]));
    }

    [Fact]
    public async Task Everything_nested()
    {
        var random = new Random(42);
        var fixture = await FormatFixture.CreateAsync();
        for (var run = 0; run < 10; run++)
        {
            var schema = new RandomSchemas(random).Struct(3);
            var batch = new RecordBatch();
            for (var i = 0; i < Rows; i++)
            {
                var root = new RandomCells(random, batch).Root(schema);
                batch.Add(new RecordStream("topic", null, schema)).Row.After = root;
            }

            await ExpectNoneAsync(fixture, batch, new Projection(["f0", "f3"]));
        }
    }

    private static async Task ExpectNoneAsync(FormatFixture fixture, RecordBatch batch, Projection projection)
    {
        var encoder = await fixture.Format.CreateEncoderAsync(batch.Streams[0], RecordPart.Value, default);
        var decoder = await fixture.DecoderAsync(FormatFixture.Encode(encoder, batch, 0));
        var bytes = new byte[64 * 1024 * 1024];
        var ends = new int[Rows + 1];
        var target = new RecordBatch(Rows, int.MaxValue);
        var stream = decoder.StreamFor("topic", null);

        void Encode()
        {
            for (var i = 0; i < Rows; i++)
            {
                ends[i + 1] = ends[i] + encoder.Encode(batch, in batch.Rows[i], bytes.AsSpan(ends[i]));
            }
        }

        void Decode(Projection? columns)
        {
            target.Clear();
            target.AddBytes(bytes.AsSpan(0, ends[Rows]));
            var index = target.AddStream(stream);
            for (var i = 0; i < Rows; i++)
            {
                var row = target.Add(index);
                decoder.Decode(target, ref row.Row, new RawRange(ends[i], ends[i + 1] - ends[i]), columns);
            }
        }

        for (var i = 0; i < 3; i++)
        {
            Encode();
            Decode(null);
            Decode(projection);
        }

        // The runtime may compile a loop anew inside any one round, and allocates for that on the thread that runs it.
        var least = long.MaxValue;
        for (var i = 0; i < 5; i++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            Encode();
            Decode(null);
            Decode(projection);
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        Assert.Equal(0, least);
    }
}
