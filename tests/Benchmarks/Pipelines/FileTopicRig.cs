using System.Text;
using ConnectRuntime.Formats;
using ConnectRuntime.Records;
using ConnectRuntime.Transport;

namespace ConnectRuntime.Benchmarks.Pipelines;

/// <summary>A delimited file of 500 MB to Avro records in the embedded log.</summary>
internal static class FileTopicRig
{
    private const long FileBytes = 500_000_000;
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(10);

    /// <summary>Runs it.</summary>
    public static async Task<IReadOnlyList<RigResult>> RunAsync()
    {
        await using var bench = await Bench.StartAsync();
        var file = bench.Folder.Combine("rows.csv");
        var rows = WriteFile(file);
        Meter.ResetPeak();
        var meter = new Meter();
        await bench.CreateAsync("file", $$"""
            {
              "connector.class": "FlatFileSourceConnector",
              "topic": "rows",
              "file": {{Bench.Quote(file)}},
              "columns": {{Bench.Quote(SampleRows.Columns)}},
              "schema.generation.key.fields": "id"
            }
            """);
        await bench.SettledAsync("file", rows, Limit);
        var result = meter.Stop("file-topic", rows, new FileInfo(file).Length) with { RssMegabytes = Math.Round(Meter.PeakMegabytes()) };
        await CheckAsync(bench, rows);
        return [result];
    }

    private static long WriteFile(string path)
    {
        using var output = new StreamWriter(path, append: false, new UTF8Encoding(false), 1 << 20);
        var line = new StringBuilder();
        long bytes = 0;
        long id = 0;
        for (; bytes < FileBytes; id++)
        {
            line.Clear();
            SampleRows.AppendLine(line, id);
            line.Append('\n');
            output.Write(line);
            bytes += line.Length;
        }

        return id;
    }

    // Every record is read back and decoded; count and sums are known from the row's number.
    private static async Task CheckAsync(Bench bench, long rows)
    {
        var partition = new TopicPartition("rows", 0);
        await using var consumer = await bench.Worker.Log.CreateConsumerAsync(new ConsumerOptions("check"), default);
        consumer.Assign(new Dictionary<TopicPartition, long> { [partition] = -1 });
        var fetched = new FetchedBatch();
        var batch = new RecordBatch();
        IRecordDecoder? decoder = null;
        long count = 0, sum = 0;
        while (count < rows)
        {
            await consumer.FetchAsync(fetched, 4 * 1024 * 1024, TimeSpan.FromSeconds(1), default);
            foreach (var record in fetched.Records.ToArray())
            {
                var value = fetched[record.Value].ToArray();
                decoder ??= await bench.Worker.Format.CreateDecoderAsync("rows", RecordPart.Value, bench.Worker.Format.ReadSchemaId(value), default);
                batch.Clear();
                var at = batch.AddBytes(value);
                var row = batch.Add(decoder.StreamFor("rows", null));
                decoder.Decode(batch, ref row.Row, new RawRange(at, value.Length), null);
                var read = new RowReader(batch, 0);
                sum += read.After["account"].Int64 + read.After["quantity"].Int64 + read.After["note"].Utf8.Length;
                if (read.After["id"].Int64 != count++)
                {
                    throw new InvalidOperationException($"Record {count - 1} holds row {read.After["id"].Int64}.");
                }
            }
        }

        long expected = 0;
        for (long id = 0; id < rows; id++)
        {
            expected += SampleRows.Account(id) + SampleRows.Quantity(id) + 12;
        }

        if (sum != expected)
        {
            throw new InvalidOperationException($"The records' checksum is {sum}, {expected} was expected.");
        }
    }
}
