using System.Buffers.Binary;
using System.Buffers.Text;
using ConnectRuntime.Jdbc.Apply;

namespace ConnectRuntime.Jdbc.Dialects.Postgres;

/// <summary>Writes UUIDs: 16 bytes, most significant first.</summary>
internal static class PgUuidWriter
{
    public static void FromText(RowBuffer buffer, ReadOnlySpan<byte> text, PgColumnPlan column)
    {
        Guid value;
        if (!(text.Length == 36 && Utf8Parser.TryParse(text, out value, out var used, 'D') && used == 36)
            && !(text.Length == 32 && Utf8Parser.TryParse(text, out value, out used, 'N') && used == 32))
        {
            throw JdbcErrors.OutOfRange(column.Column.Name, column.Column.SqlType, "a text that is no UUID");
        }

        var field = buffer.Take(20);
        BinaryPrimitives.WriteInt32BigEndian(field, 16);
        value.TryWriteBytes(field[4..], bigEndian: true, out _);
    }

    public static void FromBytes(RowBuffer buffer, ReadOnlySpan<byte> bytes, PgColumnPlan column)
    {
        if (bytes.Length != 16)
        {
            throw JdbcErrors.OutOfRange(column.Column.Name, column.Column.SqlType, "bytes that are not 16");
        }

        PgFieldWriter.Bytes(buffer, bytes);
    }
}
