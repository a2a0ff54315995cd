using System.Runtime.CompilerServices;

namespace ConnectRuntime.MySql.Values.Times;

/// <summary>Writes dates and times in ISO 8601.</summary>
internal static class IsoText
{
    /// <summary>The most bytes of a date and a time with all their marks.</summary>
    public const int Longest = 32;

    /// <summary>As many digits of a second's fraction as it has, none if it is zero.</summary>
    public const int Shortest = -1;

    /// <summary>Writes <c>yyyy-mm-dd</c>.</summary>
    public static int WriteDate(Span<byte> text, int days)
    {
        var (year, month, day) = CivilDate.FromDays(days);
        Two(text, 0, year / 100);
        Two(text, 2, year % 100);
        text[4] = (byte)'-';
        Two(text, 5, month);
        text[7] = (byte)'-';
        Two(text, 8, day);
        return 10;
    }

    /// <summary>Writes <c>hh:mm:ss</c> and so many digits of the fraction.</summary>
    public static int WriteTime(Span<byte> text, long microsOfDay, int digits)
    {
        var seconds = (int)(microsOfDay / 1_000_000);
        var fraction = (int)(microsOfDay % 1_000_000);
        Two(text, 0, seconds / 3600);
        text[2] = (byte)':';
        Two(text, 3, seconds / 60 % 60);
        text[5] = (byte)':';
        Two(text, 6, seconds % 60);
        if (digits == 0 || (digits < 0 && fraction == 0))
        {
            return 8;
        }

        text[8] = (byte)'.';
        Two(text, 9, fraction / 10_000);
        Two(text, 11, fraction / 100 % 100);
        Two(text, 13, fraction % 100);
        if (digits > 0)
        {
            return 9 + digits;
        }

        var length = 15;
        while (text[length - 1] == '0')
        {
            length--;
        }

        return length;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Two(Span<byte> text, int at, int number)
    {
        var tens = (uint)number / 10;
        text[at + 1] = (byte)('0' + (uint)number - (tens * 10));
        text[at] = (byte)('0' + tens);
    }
}
