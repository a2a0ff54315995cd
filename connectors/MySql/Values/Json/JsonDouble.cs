using System.Globalization;

namespace ConnectRuntime.MySql.Values.Json;

/// <summary>Writes a double as MySQL's JSON shows it: the fewest digits that give the same double, plain or with a power of ten.</summary>
/// <remarks>
/// The point stands among the digits, or after up to 15 digits of an integer, or up to 14 zeros before the first digit; otherwise as <c>1.5e20</c> or
/// <c>2e-16</c>. A number that looks like an integer gets <c>.0</c>, so it stays a double wherever it is read.
/// </remarks>
internal static class JsonDouble
{
    /// <summary>The most bytes of one.</summary>
    public const int MaxLength = 40;

    private const int MaxDigits = 17;
    private const int LeastPoint = -14;
    private const int MostPoint = 15;

    /// <summary>Writes one into at least <see cref="MaxLength"/> bytes.</summary>
    /// <returns>Bytes written.</returns>
    public static int Write(double value, Span<byte> to)
    {
        Span<byte> digits = stackalloc byte[MaxDigits + 1];
        var count = Digits(Math.Abs(value), digits, out var point);
        var at = 0;
        if (double.IsNegative(value))
        {
            to[at++] = (byte)'-';
        }

        digits = digits[..count];
        var isPlain = point >= LeastPoint && (point <= MostPoint || point < count);
        return at + (isPlain ? WritePlain(digits, point, to[at..]) : WritePower(digits, point - 1, to[at..]));
    }

    // Digits without zeros at either end, and how many of them stand before the point: 0.5 is 5 and 0, 120 is 12 and 3.
    private static int Digits(double value, Span<byte> digits, out int point)
    {
        Span<byte> text = stackalloc byte[32];
        value.TryFormat(text, out var length, default, CultureInfo.InvariantCulture);
        var count = 0;
        var power = 0;
        var before = -1;
        var seen = 0;
        for (var i = 0; i < length; i++)
        {
            var c = text[i];
            if (c == '.')
            {
                before = seen;
            }
            else if (c == 'E')
            {
                power = int.Parse(text[(i + 1)..length], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
                break;
            }
            else
            {
                seen++;
                if (count > 0 || c != '0')
                {
                    digits[count++] = c;
                }
            }
        }

        // Leading zeros were not kept, but they move the point.
        point = count == 0 ? 1 : (before < 0 ? seen : before) - (seen - count) + power;
        while (count > 0 && digits[count - 1] == '0')
        {
            count--;
        }

        if (count == 0)
        {
            digits[count++] = (byte)'0';
        }

        return count;
    }

    private static int WritePlain(ReadOnlySpan<byte> digits, int point, Span<byte> to)
    {
        if (point <= 0)
        {
            "0."u8.CopyTo(to);
            to[2..(2 - point)].Fill((byte)'0');
            digits.CopyTo(to[(2 - point)..]);
            return 2 - point + digits.Length;
        }

        var whole = Math.Min(point, digits.Length);
        digits[..whole].CopyTo(to);
        to[whole..point].Fill((byte)'0');
        var at = point;
        to[at++] = (byte)'.';
        if (whole == digits.Length)
        {
            to[at++] = (byte)'0';
            return at;
        }

        digits[whole..].CopyTo(to[at..]);
        return at + digits.Length - whole;
    }

    private static int WritePower(ReadOnlySpan<byte> digits, int power, Span<byte> to)
    {
        to[0] = digits[0];
        var at = 1;
        if (digits.Length > 1)
        {
            to[at++] = (byte)'.';
            digits[1..].CopyTo(to[at..]);
            at += digits.Length - 1;
        }

        to[at++] = (byte)'e';
        power.TryFormat(to[at..], out var written, default, CultureInfo.InvariantCulture);
        return at + written;
    }
}
