using System.Runtime.CompilerServices;

namespace ConnectRuntime.MySql.Values.Times;

/// <summary>Reads dates and times as the server prints them.</summary>
/// <remarks>
/// <code>
/// yyyy-mm-dd              [-]h+:mm:ss[.fraction]              yyyy-mm-dd hh:mm:ss[.fraction]
/// </code>
/// </remarks>
internal static class TemporalText
{
    private const int DateLength = 10;
    private const long MicrosOfDay = 86_400_000_000;

    /// <summary>A date alone, or a date and a time.</summary>
    public static bool TryDateTime(ReadOnlySpan<byte> text, out Moment moment)
    {
        moment = default;
        if (text.Length < DateLength || text[4] != '-' || text[7] != '-')
        {
            return false;
        }

        int century = Two(text, 0), year = Two(text, 2), month = Two(text, 5), day = Two(text, 8);
        long micros = 0;
        if ((century | year | month | day) < 0 || (text.Length > DateLength && (text[DateLength] != ' ' || !TryTime(text[(DateLength + 1)..], out micros))))
        {
            return false;
        }

        moment = new Moment((century * 100) + year, month, day, micros);
        return month <= 12 && day <= 31 && (ulong)micros < MicrosOfDay;
    }

    /// <summary>A time in microseconds.</summary>
    public static bool TryTime(ReadOnlySpan<byte> text, out long micros)
    {
        var negative = text.Length > 0 && text[0] == '-';
        var at = negative ? 1 : 0;
        micros = 0;
        long hours = 0;
        var first = at;
        for (; at < text.Length && (uint)(text[at] - '0') <= 9 && at - first < 6; at++)
        {
            hours = (hours * 10) + text[at] - '0';
        }

        if (at == first || at + 6 > text.Length || text[at] != ':' || text[at + 3] != ':')
        {
            return false;
        }

        int minutes = Two(text, at + 1), seconds = Two(text, at + 4);
        if ((minutes | seconds) < 0 || minutes > 59 || seconds > 59 || !TryFraction(text[(at + 6)..], out var fraction))
        {
            return false;
        }

        micros = ((((hours * 60) + minutes) * 60) + seconds) * 1_000_000 + fraction;
        micros = negative ? -micros : micros;
        return true;
    }

    private static bool TryFraction(ReadOnlySpan<byte> text, out int micros)
    {
        micros = 0;
        if (text.Length == 0)
        {
            return true;
        }

        if (text[0] != '.' || text.Length > 7)
        {
            return false;
        }

        var unit = 100_000;
        foreach (var character in text[1..])
        {
            var digit = (uint)(character - '0');
            if (digit > 9)
            {
                return false;
            }

            micros += (int)digit * unit;
            unit /= 10;
        }

        return true;
    }

    // −1, and so a negative sum of bits, for anything but two digits.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Two(ReadOnlySpan<byte> text, int at)
    {
        uint tens = (uint)(text[at] - '0'), ones = (uint)(text[at + 1] - '0');
        return tens > 9 || ones > 9 ? -1 : (int)((tens * 10) + ones);
    }
}
