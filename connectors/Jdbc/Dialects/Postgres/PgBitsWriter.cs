using System.Buffers.Binary;
using ConnectRuntime.Jdbc.Apply;

namespace ConnectRuntime.Jdbc.Dialects.Postgres;

/// <summary>Writes bit strings.</summary>
/// <remarks>
/// A cell holds a number, least significant byte first; PostgreSQL's string begins with the number's highest bit, in the
/// highest bit of its first byte.
/// <code>
/// | bits: int32 | bytes |
/// </code>
/// </remarks>
internal static class PgBitsWriter
{
    public static void Write(RowBuffer buffer, ReadOnlySpan<byte> number, PgColumnPlan column)
    {
        var bits = column.MaxLength > 0 ? column.MaxLength : number.Length * 8;
        for (var i = bits; i < number.Length * 8; i++)
        {
            if (Bit(number, i))
            {
                throw JdbcErrors.OutOfRange(column.Column.Name, column.Column.SqlType, "a bit beyond its length");
            }
        }

        var bytes = (bits + 7) / 8;
        var field = buffer.Take(8 + bytes);
        BinaryPrimitives.WriteInt32BigEndian(field, 4 + bytes);
        BinaryPrimitives.WriteInt32BigEndian(field[4..], bits);
        var target = field[8..];
        target.Clear();
        for (var i = 0; i < bits; i++)
        {
            if (Bit(number, bits - 1 - i))
            {
                target[i / 8] |= (byte)(0x80 >> (i % 8));
            }
        }
    }

    private static bool Bit(ReadOnlySpan<byte> number, int bit) =>
        bit / 8 < number.Length && (number[bit / 8] & (1 << (bit % 8))) != 0;
}
