using ConnectRuntime.Records;

namespace ConnectRuntime.Benchmarks.Avro;

/// <summary>Batches of sample rows in memory.</summary>
internal static class Batches
{
    private static readonly RecordSchema Source = SchemaBuilder.Struct("io.debezium.connector.mysql.Source").Version(1)
        .Field("version", RecordSchema.String)
        .Field("connector", RecordSchema.String)
        .Field("name", RecordSchema.String)
        .Field("ts_ms", RecordSchema.Int64)
        .Field("snapshot", RecordSchema.String.WithNullable(true))
        .Field("db", RecordSchema.String)
        .Field("table", RecordSchema.String.WithNullable(true))
        .Field("server_id", RecordSchema.Int64)
        .Field("gtid", RecordSchema.String.WithNullable(true))
        .Field("file", RecordSchema.String)
        .Field("pos", RecordSchema.Int64)
        .Field("row", RecordSchema.Int32)
        .Build();

    /// <summary>Plain rows.</summary>
    public static RecordBatch Flat(int rows)
    {
        var batch = new RecordBatch(rows);
        var stream = new RecordStream("bench", SampleRows.Key, SampleRows.Schema);
        for (var i = 0; i < rows; i++)
        {
            SampleRows.Fill(batch.Add(stream).After(), i);
        }

        return batch;
    }

    /// <summary>Updates with both images, sixteen rows of an event sharing one source block.</summary>
    public static RecordBatch Envelope(int rows)
    {
        var batch = new RecordBatch(rows);
        var stream = new RecordStream("bench", SampleRows.Key, SampleRows.Schema.WithName("shop.inventory.orders.Value"), ValueLayout.Envelope) { SourceSchema = Source };
        var shared = -1;
        for (var i = 0; i < rows; i++)
        {
            var row = batch.Add(stream, RowOperation.Update);
            SampleRows.Fill(row.Before(), i + 1);
            SampleRows.Fill(row.After(), i);
            row.Row.ProcessedAt = 1_767_225_600_000_000_000L + i;
            if (i % 16 == 0)
            {
                FillSource(row.Source(), i);
                shared = row.Row.Source;
            }

            row.Row.Source = shared;
        }

        return batch;
    }

    private static void FillSource(StructWriter source, int row)
    {
        source.Set(0, "0.1.0");
        source.Set(1, "mysql");
        source.Set(2, "shop");
        source.Set(3, 1_767_225_600_000L);
        source.Set(5, "inventory");
        source.Set(6, "orders");
        source.Set(7, 223344L);
        source.Set(8, "3e11fa47-71ca-11e1-9e33-c80aa9429562:23");
        source.Set(9, "mysql-bin.000012");
        source.Set(10, 48213L + row);
        source.Set(11, (long)row);
    }
}
