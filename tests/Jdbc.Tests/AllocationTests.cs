using System.Numerics;
using ConnectRuntime.Jdbc.Apply;
using ConnectRuntime.Jdbc.Dialects;
using ConnectRuntime.Jdbc.Dialects.Postgres;
using ConnectRuntime.Jdbc.Tests.Rig;
using ConnectRuntime.Records;
using Npgsql;

namespace ConnectRuntime.Jdbc.Tests;

/// <summary>A warm chunk takes rows without allocating, the reduction by key included.</summary>
public class AllocationTests
{
    private const int Rows = 5000;

    private static readonly (string Name, RecordSchema Schema, uint Type, object Value)[] Fields =
    [
        ("id", RecordSchema.Int64, PgType.Int8, 0L),
        ("number", RecordSchema.Int32, PgType.Int4, 7),
        ("text", RecordSchema.String, PgType.Text, "some text"),
        ("total", SchemaBuilder.Decimal(30, 2).Build(), PgType.Numeric, BigInteger.Pow(10, 25)),
        ("price", SchemaBuilder.Decimal(9, 2).Build(), PgType.Numeric, new BigInteger(1999)),
        ("at", SchemaBuilder.Timestamp(TimeUnit.Micros).Build(), PgType.TimestampTz, 1_700_000_000_000_000L),
        ("zoned", SchemaBuilder.Of(FieldKind.String).Name(LogicalNames.DebeziumZonedTimestamp).Build(), PgType.TimestampTz, "2024-01-01T00:00:00Z"),
        ("ratio", RecordSchema.Float64, PgType.Float8, 0.5),
        ("uuid", SchemaBuilder.Uuid().Build(), PgType.Uuid, "00112233-4455-6677-8899-aabbccddeeff"),
        ("flags", RecordSchema.Bytes, PgType.Bytea, new byte[] { 1, 2 }),
        ("tags", SchemaBuilder.Array(RecordSchema.Int32).Build(), 0, new object?[] { 1, 2 }),
        ("note", RecordSchema.Int64, PgType.Text, -5L),
    ];

    [Fact]
    public void Encoding_a_row_allocates_nothing()
    {
        var stream = new RecordStream("t", null, Streams.Struct([.. Fields.Select(field => (field.Name, field.Schema))]));
        List<ColumnModel> columns =
        [
            .. Fields.Select(field => new ColumnModel(field.Name, "type", field.Type, -1)
            {
                HasByteEquality = true,
                ElementTypeId = field.Name == "tags" ? PgType.Int4 : 0,
            }),
        ];
        var bindings = columns.Select((column, i) => new ColumnBinding(column, ValueOrigin.ValueField, i, Fields[i].Schema)).ToList();
        var encoder = new PgDialect(new NpgsqlConnectionStringBuilder(), "offsets", TimeZoneInfo.Utc).Compile(bindings, 1, false, [])!;
        var table = new TableState(0, new TableModel(new TableName(null, "t"), columns, []));
        var stage = new StageState(0, table, StageAction.Upsert, columns, 1, encoder.Cast, encoder.HasExactKeys);
        var rows = new BatchBuilder();
        for (var i = 0; i < Rows; i++)
        {
            rows.Upsert(stream, i, null, [i % 4000L, .. Fields.Skip(1).Select(field => field.Value)]);
        }

        var chunk = new ChunkState(0);
        Fill(chunk, rows.Batch, encoder, stage);
        Fill(chunk, rows.Batch, encoder, stage);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Fill(chunk, rows.Batch, encoder, stage);

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.Equal((Rows, 1000), (chunk.Count, chunk.Superseded));
    }

    private static void Fill(ChunkState chunk, RecordBatch batch, IRowEncoder encoder, StageState stage)
    {
        chunk.Clear();
        for (var i = 0; i < batch.RowCount; i++)
        {
            var start = chunk.Buffer.Length;
            Assert.True(encoder.Encode(batch, i, batch.Rows[i].After, chunk.Buffer, out var end) == EncodeResult.Whole);
            var key = start + encoder.KeyOffset;
            var entry = new RowEntry { Start = start, Length = chunk.Buffer.Length - start, KeyStart = key, KeyLength = end - key };
            Assert.True(chunk.TryAdd(stage, entry, keyed: true));
        }
    }
}
