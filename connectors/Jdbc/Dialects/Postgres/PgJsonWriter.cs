using System.Buffers;
using System.Buffers.Binary;
using System.Text.Json;
using ConnectRuntime.Jdbc.Apply;
using ConnectRuntime.Records;

namespace ConnectRuntime.Jdbc.Dialects.Postgres;

/// <summary>Writes structs, maps, arrays and scalars as JSON, for columns of json, jsonb and text.</summary>
internal static class PgJsonWriter
{
    private static readonly JsonWriterOptions Options = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static void Write(RowBuffer buffer, RecordBatch batch, Cell cell, PgColumnPlan column)
    {
        var start = buffer.Length;
        var version = column.IsJsonb ? 1 : 0;
        buffer.Take(4 + version).Fill(1);
        using (var json = new Utf8JsonWriter(new Output(buffer), Options))
        {
            ValueJson.Write(json, batch, column.Schema, cell);
        }

        BinaryPrimitives.WriteInt32BigEndian(buffer.Again(start, 4), buffer.Length - start - 4);
    }

    private sealed class Output(RowBuffer buffer) : IBufferWriter<byte>
    {
        public void Advance(int count) => buffer.Take(count);

        public Memory<byte> GetMemory(int sizeHint = 0) => buffer.Room(Math.Max(sizeHint, 256));

        public Span<byte> GetSpan(int sizeHint = 0) => GetMemory(sizeHint).Span;
    }
}
