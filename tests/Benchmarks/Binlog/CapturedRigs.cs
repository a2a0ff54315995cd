using ConnectRuntime.Benchmarks.Pipelines;
using ConnectRuntime.Records;

namespace ConnectRuntime.Benchmarks.Binlog;

/// <summary>A captured binary log of a million rows on one core: to cells, and to Avro with key and envelope.</summary>
internal static class CapturedRigs
{
    private const long Rows = 1_000_000;
    private const int Rounds = 5;

    /// <summary>Bytes to cells.</summary>
    public static async Task<IReadOnlyList<RigResult>> DecodeAsync()
    {
        await using var server = await BinlogServer.StartAsync();
        var (captured, expected) = await CaptureAsync(server);
        var batch = new RecordBatch();
        SampleSum sum = default;
        var check = (RecordBatch filled) =>
        {
            // Without rows a batch holds structs alone: a root and its eight cells.
            var cells = filled.Cells;
            for (var at = 0; at < cells.Length; at += 9)
            {
                sum = sum.Add(cells, at + 1);
            }
        };
        captured.Replay(batch, asChanges: false, check);
        expected.Expect(sum, "binlog-decode");
        var meter = new Meter();
        for (var round = 0; round < Rounds; round++)
        {
            captured.Replay(batch, asChanges: false, static _ => { });
        }

        return [meter.Stop("binlog-decode", Rounds * Rows, Rounds * captured.Bytes)];
    }

    /// <summary>Bytes to Avro.</summary>
    public static async Task<IReadOnlyList<RigResult>> AvroAsync()
    {
        await using var server = await BinlogServer.StartAsync();
        var (captured, expected) = await CaptureAsync(server);
        await using var bench = await Bench.OpenTopicsAsync();
        var output = await AvroOutput.OpenAsync(bench, captured.Stream);
        var batch = new RecordBatch();
        captured.Replay(batch, asChanges: true, output.EncodeAndCheck);
        expected.Expect(output.Sum, "binlog-avro");
        var written = output.Bytes;
        var meter = new Meter();
        for (var round = 0; round < Rounds; round++)
        {
            captured.Replay(batch, asChanges: true, output.Encode);
        }

        var result = meter.Stop("binlog-avro", Rounds * Rows, Rounds * captured.Bytes);
        return output.Bytes == written * (Rounds + 1)
            ? [result]
            : throw new InvalidOperationException($"binlog-avro wrote {output.Bytes} bytes, {written * (Rounds + 1)} were expected.");
    }

    private static async Task<(CapturedBinlog Captured, SampleSum Expected)> CaptureAsync(BinlogServer server)
    {
        await server.CreateTableAsync();
        var file = await server.BeginFileAsync();
        await server.InsertAsync(0, Rows);
        await server.BeginFileAsync();
        return (await CapturedBinlog.ReadAsync(server, file), await server.SumAsync());
    }
}
