using System.Buffers.Binary;

namespace ConnectRuntime.MySql.Values.Numbers;

/// <summary>The layout of a DECIMAL in the binlog.</summary>
/// <remarks>
/// <code>
/// digits before the point           | digits behind it
/// rest of 1–8 | groups of 9 …       | groups of 9 … | rest of 1–8        groups of nine digits are u32 BE, a rest of n digits has 0 1 1 2 2 3 3 4 4 bytes
/// </code>
/// The top bit of the first byte is turned over; of a negative number all bits are. Page: "decimal2bin" in MySQL's source documentation.
/// </remarks>
internal readonly struct BinaryDecimal
{
    private readonly byte _headDigits;
    private readonly byte _wholeGroups;
    private readonly byte _fractionGroups;
    private readonly byte _tailDigits;

    public BinaryDecimal(int precision, int scale)
    {
        Precision = precision;
        Scale = scale;
        _headDigits = (byte)((precision - scale) % 9);
        _wholeGroups = (byte)((precision - scale) / 9);
        _fractionGroups = (byte)(scale / 9);
        _tailDigits = (byte)(scale % 9);
        Bytes = RestBytes(_headDigits) + (4 * (_wholeGroups + _fractionGroups)) + RestBytes(_tailDigits);
    }

    /// <summary>Digits in all.</summary>
    public int Precision { get; }

    /// <summary>Digits behind the point.</summary>
    public int Scale { get; }

    /// <summary>Bytes of a value.</summary>
    public int Bytes { get; }

    /// <summary>Reads an unscaled value of at most 18 digits; false for bytes that are no digits.</summary>
    public bool TryReadShort(ReadOnlySpan<byte> bytes, out long unscaled)
    {
        var flip = (bytes[0] & 0x80) == 0 ? uint.MaxValue : 0;
        ulong sum = 0;
        var isValid = true;
        var at = 0;
        if (_headDigits > 0)
        {
            sum = Rest(bytes, ref at, _headDigits, flip, ref isValid);
        }

        for (var i = _wholeGroups + _fractionGroups; i > 0; i--)
        {
            sum = (sum * 1_000_000_000) + Group(bytes, ref at, flip, ref isValid);
        }

        if (_tailDigits > 0)
        {
            sum = (sum * Powers.Small[_tailDigits]) + Rest(bytes, ref at, _tailDigits, flip, ref isValid);
        }

        unscaled = flip != 0 ? -(long)sum : (long)sum;
        return isValid;
    }

    /// <summary>Reads an unscaled value of any size; false for bytes that are no digits.</summary>
    public bool TryRead(ReadOnlySpan<byte> bytes, ref WideInteger unscaled)
    {
        var flip = (bytes[0] & 0x80) == 0 ? uint.MaxValue : 0;
        var isValid = true;
        var at = 0;
        if (_headDigits > 0)
        {
            unscaled.MultiplyAdd((uint)Powers.Small[_headDigits], Rest(bytes, ref at, _headDigits, flip, ref isValid));
        }

        for (var i = _wholeGroups + _fractionGroups; i > 0; i--)
        {
            unscaled.MultiplyAdd(1_000_000_000, Group(bytes, ref at, flip, ref isValid));
        }

        if (_tailDigits > 0)
        {
            unscaled.MultiplyAdd((uint)Powers.Small[_tailDigits], Rest(bytes, ref at, _tailDigits, flip, ref isValid));
        }

        unscaled.IsNegative = flip != 0;
        return isValid;
    }

    /// <summary>Writes all digits with neither sign nor point, as many as the precision says; false for bytes that are no digits.</summary>
    public bool TryWriteDigits(ReadOnlySpan<byte> bytes, Span<byte> digits, out bool negative)
    {
        var flip = (bytes[0] & 0x80) == 0 ? uint.MaxValue : 0;
        var isValid = true;
        int at = 0, to = 0;
        if (_headDigits > 0)
        {
            Write(digits, ref to, Rest(bytes, ref at, _headDigits, flip, ref isValid), _headDigits);
        }

        for (var i = _wholeGroups + _fractionGroups; i > 0; i--)
        {
            Write(digits, ref to, Group(bytes, ref at, flip, ref isValid), 9);
        }

        if (_tailDigits > 0)
        {
            Write(digits, ref to, Rest(bytes, ref at, _tailDigits, flip, ref isValid), _tailDigits);
        }

        negative = flip != 0;
        return isValid;
    }

    // The turned bit is the very first one, whichever part that is in.
    private static uint Group(ReadOnlySpan<byte> bytes, ref int at, uint flip, ref bool isValid)
    {
        var value = BinaryPrimitives.ReadUInt32BigEndian(bytes[at..]) ^ flip ^ (at == 0 ? 0x8000_0000 : 0);
        at += 4;
        isValid &= value < 1_000_000_000;
        return value;
    }

    private static uint Rest(ReadOnlySpan<byte> bytes, ref int at, int digits, uint flip, ref bool isValid)
    {
        var count = RestBytes(digits);
        uint value = 0;
        for (var i = 0; i < count; i++)
        {
            value = (value << 8) | (byte)(bytes[at] ^ flip ^ (at == 0 ? 0x80u : 0));
            at++;
        }

        isValid &= value < Powers.Small[digits];
        return value;
    }

    private static void Write(Span<byte> digits, ref int at, uint value, int count)
    {
        for (var i = count - 1; i >= 0; i--)
        {
            digits[at + i] = (byte)('0' + (value % 10));
            value /= 10;
        }

        at += count;
    }

    private static int RestBytes(int digits) => (digits + 1) / 2;
}
