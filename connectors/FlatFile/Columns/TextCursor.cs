using System.Runtime.CompilerServices;

namespace ConnectRuntime.FlatFile.Columns;

/// <summary>A place in the text of one field.</summary>
internal ref struct TextCursor(ReadOnlySpan<byte> text)
{
    private readonly ReadOnlySpan<byte> _text = text;
    private int _at;

    public readonly bool AtEnd => _at == _text.Length;

    public readonly byte Current => _at < _text.Length ? _text[_at] : (byte)0;

    public readonly ReadOnlySpan<byte> Rest => _text[_at..];

    public void Skip(int count) => _at += count;

    public bool Take(byte expected)
    {
        if (Current != expected || AtEnd)
        {
            return false;
        }

        _at++;
        return true;
    }

    /// <summary>Reads between <paramref name="least"/> and <paramref name="most"/> digits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Digits(int least, int most, out int value)
    {
        value = 0;
        var end = Math.Min(_text.Length, _at + most);
        var i = _at;
        for (; i < end; i++)
        {
            var digit = (uint)(_text[i] - '0');
            if (digit > 9)
            {
                break;
            }

            value = (value * 10) + (int)digit;
        }

        var count = i - _at;
        _at = i;
        return count >= least;
    }

    /// <summary>Reads a fraction of a second of any length into nanoseconds; digits beyond those must be zeros.</summary>
    public bool Fraction(out int nanos)
    {
        nanos = 0;
        var count = 0;
        for (; _at < _text.Length && (uint)(_text[_at] - '0') <= 9; _at++, count++)
        {
            if (count < 9)
            {
                nanos = (nanos * 10) + (_text[_at] - '0');
            }
            else if (_text[_at] != '0')
            {
                return false;
            }
        }

        for (var i = count; i < 9; i++)
        {
            nanos *= 10;
        }

        return count > 0;
    }

    /// <summary>Reads <c>Z</c>, <c>+02</c>, <c>+0200</c> or <c>+02:00</c>.</summary>
    public bool Offset(ref DateParts parts)
    {
        parts.HasOffset = true;
        if (Take((byte)'Z') || Take((byte)'z'))
        {
            return true;
        }

        var sign = Take((byte)'+') ? 1 : Take((byte)'-') ? -1 : 0;
        if (sign == 0 || !Digits(2, 2, out var hours))
        {
            return false;
        }

        var minutes = 0;
        _ = Take((byte)':');
        if (!AtEnd && !Digits(2, 2, out minutes))
        {
            return false;
        }

        parts.Offset = sign * ((hours * 60) + minutes);
        return hours <= 18 && minutes < 60;
    }
}
