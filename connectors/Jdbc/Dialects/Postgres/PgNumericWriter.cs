using System.Buffers.Binary;
using ConnectRuntime.Jdbc.Apply;

namespace ConnectRuntime.Jdbc.Dialects.Postgres;

/// <summary>Writes numbers in the binary form of <c>numeric</c>.</summary>
/// <remarks>
/// <code>
/// | digits: int16 | weight: int16 | sign: int16 | scale: int16 | digit: int16 | digit | …
/// </code>
/// The digits are base 10,000, most significant first; the first one stands for 10,000 to the power of weight; sign is 0 or
/// 0x4000; scale is the number of decimal digits shown after the point. Source: numeric_recv in PostgreSQL's numeric.c.
/// </remarks>
internal static class PgNumericWriter
{
    private const int Base = 10_000;
    private const int MaxScale = 16_383;
    private const int MaxStackBytes = 256;

    /// <summary>An integer.</summary>
    public static void Write(RowBuffer buffer, long value, PgColumnPlan column)
    {
        Span<byte> bytes = stackalloc byte[8];
        BinaryPrimitives.WriteInt64BigEndian(bytes, value);
        Write(buffer, bytes, 0, column);
    }

    /// <summary>A decimal.</summary>
    /// <param name="buffer">Receives the field.</param>
    /// <param name="unscaled">Two's complement, big-endian.</param>
    /// <param name="scale">Digits after the point; negative for zeros before it.</param>
    /// <param name="column">The column with its limits.</param>
    public static void Write(RowBuffer buffer, ReadOnlySpan<byte> unscaled, int scale, PgColumnPlan column)
    {
        if (Math.Abs((long)scale) > MaxScale)
        {
            throw JdbcErrors.OutOfRange(column.Column.Name, column.Column.SqlType, $"a decimal with the scale {scale}");
        }

        // The point must lie between two digits of base 10,000: 10^-scale = 10^shift × 10,000^power, 0 ≤ shift < 4.
        var shift = ((-scale % 4) + 4) % 4;
        var power = (-scale - shift) / 4;
        var negative = unscaled.Length > 0 && (unscaled[0] & 0x80) != 0;
        if (unscaled.Length <= 8 && TryMagnitude(unscaled, negative, shift, out var small))
        {
            Span<short> few = stackalloc short[8];
            var count = 0;
            for (; small != 0; small /= Base)
            {
                few[count++] = (short)(small % Base);
            }

            Emit(buffer, few[..count], power, negative, Math.Max(scale, 0), column);
            return;
        }

        WriteLarge(buffer, unscaled, shift, power, negative, Math.Max(scale, 0), column);
    }

    private static bool TryMagnitude(ReadOnlySpan<byte> unscaled, bool negative, int shift, out ulong magnitude)
    {
        var value = negative ? -1L : 0L;
        foreach (var octet in unscaled)
        {
            value = (value << 8) | octet;
        }

        magnitude = negative ? unchecked(0UL - (ulong)value) : (ulong)value;
        var factor = shift switch { 0 => 1UL, 1 => 10UL, 2 => 100UL, _ => 1000UL };
        if (magnitude > ulong.MaxValue / 1000)
        {
            return false;
        }

        magnitude *= factor;
        return true;
    }

    private static void WriteLarge(
        RowBuffer buffer, ReadOnlySpan<byte> unscaled, int shift, int power, bool negative, int scale, PgColumnPlan column)
    {
        // Limbs of 32 bits, least significant first; one more for the shift. A digit takes 13.3 bits.
        var limbCount = (unscaled.Length / 4) + 2;
        var limbs = unscaled.Length <= MaxStackBytes ? stackalloc uint[limbCount] : new uint[limbCount];
        limbs.Clear();
        ReadMagnitude(unscaled, negative, limbs);
        var digits = unscaled.Length <= MaxStackBytes ? stackalloc short[(limbCount * 32 / 13) + 2] : new short[(limbCount * 32 / 13) + 2];
        Multiply(limbs, shift switch { 0 => 1u, 1 => 10u, 2 => 100u, _ => 1000u });
        var count = 0;
        var top = limbCount;
        while (true)
        {
            while (top > 0 && limbs[top - 1] == 0)
            {
                top--;
            }

            if (top == 0)
            {
                break;
            }

            ulong rest = 0;
            for (var i = top - 1; i >= 0; i--)
            {
                rest = (rest << 32) | limbs[i];
                limbs[i] = (uint)(rest / Base);
                rest %= Base;
            }

            digits[count++] = (short)rest;
        }

        Emit(buffer, digits[..count], power, negative, scale, column);
    }

    private static void ReadMagnitude(ReadOnlySpan<byte> unscaled, bool negative, Span<uint> limbs)
    {
        var carry = negative ? 1u : 0u;
        for (var i = 0; i < unscaled.Length; i++)
        {
            uint octet = unscaled[unscaled.Length - 1 - i];
            if (negative)
            {
                octet = (~octet & 0xFF) + carry;
                carry = octet >> 8;
                octet &= 0xFF;
            }

            limbs[i / 4] |= octet << (8 * (i % 4));
        }

        if (negative && carry != 0)
        {
            limbs[unscaled.Length / 4] |= 1u << (8 * (unscaled.Length % 4));
        }
    }

    private static void Multiply(Span<uint> limbs, uint factor)
    {
        ulong carry = 0;
        for (var i = 0; i < limbs.Length; i++)
        {
            carry += (ulong)limbs[i] * factor;
            limbs[i] = (uint)carry;
            carry >>= 32;
        }
    }

    /// <param name="buffer">Receives the field.</param>
    /// <param name="digits">Base 10,000, least significant first, without zeros at the end.</param>
    /// <param name="power">The power of 10,000 that the first of them counts.</param>
    /// <param name="negative">The sign.</param>
    /// <param name="scale">Decimal digits to show after the point.</param>
    /// <param name="column">The column with its limits.</param>
    private static void Emit(RowBuffer buffer, ReadOnlySpan<short> digits, int power, bool negative, int scale, PgColumnPlan column)
    {
        while (digits.Length > 0 && digits[0] == 0)
        {
            digits = digits[1..];
            power++;
        }

        var weight = digits.Length == 0 ? 0 : digits.Length - 1 + power;
        if (column.ColumnScale >= 0 && digits.Length > 0)
        {
            CheckFits(digits, weight, power, column);
        }

        if (weight > short.MaxValue)
        {
            throw JdbcErrors.OutOfRange(column.Column.Name, column.Column.SqlType, "a decimal with too many digits");
        }

        var length = 8 + (2 * digits.Length);
        var field = buffer.Take(4 + length);
        BinaryPrimitives.WriteInt32BigEndian(field, length);
        BinaryPrimitives.WriteInt16BigEndian(field[4..], (short)digits.Length);
        BinaryPrimitives.WriteInt16BigEndian(field[6..], (short)weight);
        BinaryPrimitives.WriteInt16BigEndian(field[8..], negative && digits.Length > 0 ? (short)0x4000 : (short)0);
        BinaryPrimitives.WriteInt16BigEndian(field[10..], (short)(column.ColumnScale >= 0 ? column.ColumnScale : scale));
        for (var i = 0; i < digits.Length; i++)
        {
            BinaryPrimitives.WriteInt16BigEndian(field[(12 + (2 * i))..], digits[digits.Length - 1 - i]);
        }
    }

    // The server would round silently what has more digits after the point than the column.
    private static void CheckFits(ReadOnlySpan<short> digits, int weight, int power, PgColumnPlan column)
    {
        var last = (int)digits[0];
        var zeros = last % 10 != 0 ? 0 : last % 100 != 0 ? 1 : last % 1000 != 0 ? 2 : 3;
        var needed = (-4 * power) - zeros;
        var top = (int)digits[^1];
        var whole = (weight * 4) + (top >= 1000 ? 4 : top >= 100 ? 3 : top >= 10 ? 2 : 1);
        if (needed > column.ColumnScale || whole > column.WholeDigits)
        {
            throw JdbcErrors.OutOfRange(column.Column.Name, column.Column.SqlType, "a number with more digits");
        }
    }
}
