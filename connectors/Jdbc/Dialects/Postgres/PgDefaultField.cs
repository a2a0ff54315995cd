using ConnectRuntime.Jdbc.Apply;
using ConnectRuntime.Records;

namespace ConnectRuntime.Jdbc.Dialects.Postgres;

/// <summary>A field's default as an encoded field of a COPY row.</summary>
internal static class PgDefaultField
{
    /// <summary>The encoded default; null where there is none, or it is null or nested.</summary>
    public static byte[]? Of(PgColumnPlan column)
    {
        var batch = new RecordBatch(1, 1024);
        Cell? cell = column.Schema.Default switch
        {
            bool value => Cell.Of(value),
            long value => Cell.OfInteger(column.Schema.Kind, value),
            double value when column.Schema.Kind == FieldKind.Float32 => Cell.Of((float)value),
            double value => Cell.Of(value),
            string value => batch.AddText(value),
            byte[] value => Cell.Bytes(batch.AddBytes(value), value.Length),
            _ => null,
        };
        if (cell is not { } found)
        {
            return null;
        }

        var buffer = new RowBuffer();
        PgFieldWriter.Write(buffer, batch, found, column);
        return buffer.Written.ToArray();
    }
}
