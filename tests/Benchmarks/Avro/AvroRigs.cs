using ConnectRuntime.Benchmarks.Pipelines;
using ConnectRuntime.Formats;
using ConnectRuntime.Records;

namespace ConnectRuntime.Benchmarks.Avro;

/// <summary>Avro alone, on one core: cells to bytes and back, through the format that a worker opens.</summary>
internal static class AvroRigs
{
    private const int BatchRows = 4096;
    private const int Rounds = 5000;
    private const int WarmUp = 500;

    /// <summary>Cells to Avro with its header.</summary>
    public static async Task<IReadOnlyList<RigResult>> FlatAsync() => [await EncodeAsync("avro-flat", Batches.Flat(BatchRows), Rounds)];

    /// <summary>Before, after and source to an envelope.</summary>
    public static async Task<IReadOnlyList<RigResult>> EnvelopeAsync() => [await EncodeAsync("avro-envelope", Batches.Envelope(BatchRows), Rounds / 2)];

    /// <summary>Avro back to all cells.</summary>
    public static async Task<IReadOnlyList<RigResult>> DecodeAsync() => [await DecodeAsync("avro-decode", null)];

    /// <summary>Avro to one column of eight.</summary>
    public static async Task<IReadOnlyList<RigResult>> ProjectAsync() => [await DecodeAsync("avro-project", new Projection(["account"]))];

    private static async Task<RigResult> EncodeAsync(string rig, RecordBatch batch, int rounds)
    {
        await using var bench = await Bench.OpenTopicsAsync();
        var encoder = await bench.Worker.Format.CreateEncoderAsync(batch.Streams[0], RecordPart.Value, default);
        var buffer = new byte[4 * 1024 * 1024];
        var ends = new int[batch.RowCount];
        Rounded(WarmUp, encoder, batch, buffer, ends);
        var meter = new Meter();
        Rounded(rounds, encoder, batch, buffer, ends);
        var result = meter.Stop(rig, (long)rounds * batch.RowCount, (long)rounds * ends[^1]);
        await CheckAsync(bench, encoder, batch, buffer, ends);
        return result;
    }

    private static void Rounded(int rounds, IRecordEncoder encoder, RecordBatch batch, byte[] buffer, int[] ends)
    {
        for (var round = 0; round < rounds; round++)
        {
            var at = 0;
            for (var i = 0; i < batch.RowCount; i++)
            {
                var written = encoder.Encode(batch, batch.Rows[i], buffer.AsSpan(at));
                at = written > 0 ? at + written : throw new InvalidOperationException($"Row {i} gave {written}.");
                ends[i] = at;
            }
        }
    }

    // What was written is read again and compared cell by cell with what it was made of.
    private static async Task CheckAsync(Bench bench, IRecordEncoder encoder, RecordBatch batch, byte[] buffer, int[] ends)
    {
        var id = bench.Worker.Format.ReadSchemaId(buffer);
        var decoder = await bench.Worker.Format.CreateDecoderAsync("bench", RecordPart.Value, id, default);
        var read = new RecordBatch(batch.RowCount);
        read.Adopt(buffer, ends[^1], NoDecoder.Instance);
        var stream = read.AddStream(decoder.StreamFor("bench", null));
        for (var i = 0; i < batch.RowCount; i++)
        {
            read.Add(stream);
            var start = i == 0 ? 0 : ends[i - 1];
            decoder.Decode(read, ref read.Rows[i], new RawRange(start, ends[i] - start), null);
            var row = new RowReader(read, i);
            Expect(row.After["id"].Int64 == i && row.After["account"].Int64 == SampleRows.Account(i), $"row {i} of {encoder.GetType().Name}");
            Expect(row.After["note"].Text == $"note {i % 100000:00000} x", $"text of row {i}");
        }
    }

    private static async Task<RigResult> DecodeAsync(string rig, Projection? projection)
    {
        await using var bench = await Bench.OpenTopicsAsync();
        var source = Batches.Flat(BatchRows);
        var encoder = await bench.Worker.Format.CreateEncoderAsync(source.Streams[0], RecordPart.Value, default);
        var buffer = new byte[4 * 1024 * 1024];
        var ends = new int[source.RowCount];
        Rounded(1, encoder, source, buffer, ends);
        var decoder = await bench.Worker.Format.CreateDecoderAsync("bench", RecordPart.Value, bench.Worker.Format.ReadSchemaId(buffer), default);
        var stream = decoder.StreamFor("bench", null);
        var batch = new RecordBatch(BatchRows);
        for (var round = 0; round < WarmUp; round++)
        {
            Decode(batch, decoder, stream, buffer, ends, projection);
        }

        var meter = new Meter();
        long sum = 0;
        for (var round = 0; round < Rounds; round++)
        {
            Decode(batch, decoder, stream, buffer, ends, projection);
            sum += batch.Cells[batch.Cells[batch.Rows[round % BatchRows].After].First + 1].Int64;
        }

        var result = meter.Stop(rig, (long)Rounds * BatchRows, (long)Rounds * ends[^1]);
        Expect(sum == Enumerable.Range(0, Rounds).Sum(round => SampleRows.Account(round % BatchRows)), "checksum of account");
        return result;
    }

    private static void Decode(RecordBatch batch, IRecordDecoder decoder, RecordStream stream, byte[] buffer, int[] ends, Projection? projection)
    {
        batch.Adopt(buffer, ends[^1], NoDecoder.Instance);
        var index = batch.AddStream(stream);
        var start = 0;
        for (var i = 0; i < ends.Length; i++)
        {
            batch.Add(index);
            decoder.Decode(batch, ref batch.Rows[i], new RawRange(start, ends[i] - start), projection);
            start = ends[i];
        }
    }

    private static void Expect(bool condition, string what)
    {
        if (!condition)
        {
            throw new InvalidOperationException($"The rig gave a wrong result: {what}.");
        }
    }

    /// <summary>Stands where a fetched batch has its decoder; the rig calls the decoder itself.</summary>
    private sealed class NoDecoder : IBatchDecoder
    {
        public static readonly NoDecoder Instance = new();

        public void Decode(RecordBatch batch, Projection? projection)
        {
        }
    }
}
