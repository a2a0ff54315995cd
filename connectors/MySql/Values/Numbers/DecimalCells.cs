using System.Buffers.Binary;
using System.Globalization;
using System.Numerics;
using System.Runtime.CompilerServices;
using ConnectRuntime.Records;

namespace ConnectRuntime.MySql.Values.Numbers;

/// <summary>The cells of decimals, whichever way they came.</summary>
internal static class DecimalCells
{
    /// <summary>The most digits whose unscaled value is a number of 64 bits.</summary>
    public const int ShortDigits = 18;

    private const int MostDigits = 65;

    // Up to here integers and powers of ten are exact floats, so that one division gives the nearest float.
    private const int ExactDigits = 15;

    /// <summary>An unscaled value in as few bytes as two's complement needs, big-endian.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Cell Unscaled(RecordBatch batch, long unscaled)
    {
        var count = (72 - BitOperations.LeadingZeroCount((ulong)(unscaled ^ (unscaled >> 63)))) / 8;
        BinaryPrimitives.WriteInt64BigEndian(batch.Reserve(8), unscaled << (64 - (8 * count)));
        return Cell.Bytes(batch.Advance(count), count);
    }

    /// <summary>BIGINT UNSIGNED as a decimal.</summary>
    public static Cell Unsigned(RecordBatch batch, ulong value)
    {
        if (value <= long.MaxValue)
        {
            return Unscaled(batch, (long)value);
        }

        var bytes = batch.Reserve(9);
        bytes[0] = 0;
        BinaryPrimitives.WriteUInt64BigEndian(bytes[1..], value);
        return Cell.Bytes(batch.Advance(9), 9);
    }

    /// <summary>A decimal of the binlog; false for bytes that are no digits.</summary>
    public static bool TryWrite(ValueKind kind, in BinaryDecimal layout, ReadOnlySpan<byte> bytes, RecordBatch batch, out Cell cell)
    {
        cell = default;
        if (kind == ValueKind.Decimal)
        {
            if (layout.Precision <= ShortDigits)
            {
                if (!layout.TryReadShort(bytes, out var unscaled))
                {
                    return false;
                }

                cell = Unscaled(batch, unscaled);
                return true;
            }

            var wide = default(WideInteger);
            return layout.TryRead(bytes, ref wide) && Write(batch, wide, out cell);
        }

        Span<byte> digits = stackalloc byte[MostDigits];
        if (!layout.TryWriteDigits(bytes, digits, out var negative))
        {
            return false;
        }

        cell = OfDigits(kind, batch, digits[..layout.Precision], layout.Scale, negative);
        return true;
    }

    /// <summary>A decimal as the server prints it: all digits of its scale, perhaps zeros before it; false for anything else.</summary>
    public static bool TryWrite(ValueKind kind, int scale, ReadOnlySpan<byte> text, RecordBatch batch, out Cell cell)
    {
        Span<byte> digits = stackalloc byte[MostDigits + 1];
        cell = default;
        var negative = text.Length > 0 && text[0] == '-';
        text = negative ? text[1..] : text;
        var whole = text.Length - (scale == 0 ? 0 : scale + 1);
        if (whole < 0 || text.Length == 0 || text.Length > MostDigits + 1 || (scale > 0 && text[whole] != '.'))
        {
            return false;
        }

        text[..whole].CopyTo(digits);
        text[(text.Length - scale)..].CopyTo(digits[whole..]);
        digits = digits[..(whole + scale)];
        if (digits.IndexOfAnyExceptInRange((byte)'0', (byte)'9') >= 0)
        {
            return false;
        }

        cell = kind != ValueKind.Decimal ? OfDigits(kind, batch, digits, scale, negative) : OfDigits(batch, digits, negative);
        return true;
    }

    private static Cell OfDigits(RecordBatch batch, ReadOnlySpan<byte> digits, bool negative)
    {
        if (digits.Length <= ShortDigits)
        {
            return Unscaled(batch, negative ? -(long)Sum(digits) : (long)Sum(digits));
        }

        var wide = new WideInteger { IsNegative = negative };
        while (digits.Length > 0)
        {
            var count = digits.Length % 9 == 0 ? 9 : digits.Length % 9;
            wide.MultiplyAdd((uint)Powers.Small[count], (uint)Sum(digits[..count]));
            digits = digits[count..];
        }

        Write(batch, wide, out var cell);
        return cell;
    }

    private static Cell OfDigits(ValueKind kind, RecordBatch batch, ReadOnlySpan<byte> digits, int scale, bool negative)
    {
        var zeros = digits[..^scale].IndexOfAnyExcept((byte)'0');
        digits = digits[(zeros < 0 ? digits.Length - scale : zeros)..];
        if (kind == ValueKind.DecimalDouble && digits.Length <= ExactDigits && scale < Powers.Exact.Length)
        {
            var value = Sum(digits) / Powers.Exact[scale];
            return Cell.Of(negative && value != 0 ? -value : value);
        }

        var text = batch.Reserve(MostDigits + 3);
        var at = 0;
        if (negative && digits.IndexOfAnyExcept((byte)'0') >= 0)
        {
            text[at++] = (byte)'-';
        }

        if (digits.Length == scale)
        {
            text[at++] = (byte)'0';
        }

        digits[..^scale].CopyTo(text[at..]);
        at += digits.Length - scale;
        if (scale > 0)
        {
            text[at++] = (byte)'.';
            digits[^scale..].CopyTo(text[at..]);
            at += scale;
        }

        if (kind == ValueKind.DecimalText)
        {
            return Cell.Text(batch.Advance(at), at);
        }

        return Cell.Of(double.Parse(text[..at], NumberStyles.Float, CultureInfo.InvariantCulture));
    }

    private static bool Write(RecordBatch batch, in WideInteger wide, out Cell cell)
    {
        var count = wide.Write(batch.Reserve(32));
        cell = Cell.Bytes(batch.Advance(count), count);
        return true;
    }

    private static ulong Sum(ReadOnlySpan<byte> digits)
    {
        ulong sum = 0;
        foreach (var digit in digits)
        {
            sum = (sum * 10) + digit - '0';
        }

        return sum;
    }
}
