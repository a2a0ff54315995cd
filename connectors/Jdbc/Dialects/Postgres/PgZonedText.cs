namespace ConnectRuntime.Jdbc.Dialects.Postgres;

/// <summary>Reads moments written as ISO 8601 with an offset, such as <c>2024-02-29T23:59:59.123456+02:00</c>.</summary>
internal static class PgZonedText
{
    private const long MicrosPerDay = 86_400_000_000;

    /// <summary>The moment as PostgreSQL counts; digits beyond microseconds are cut off.</summary>
    public static long Moment(ReadOnlySpan<byte> text, PgColumnPlan column) => TryParse(text, out var micros)
        ? PgTime.FromUnixMicros(micros, column)
        : throw JdbcErrors.OutOfRange(column.Column.Name, column.Column.SqlType, "a text that is no ISO 8601 date and time with an offset");

    /// <summary>Microseconds since 1970.</summary>
    internal static bool TryParse(ReadOnlySpan<byte> text, out long micros)
    {
        micros = 0;
        var before = text.Length > 0 && text[0] == '-';
        if (text.Length > 0 && text[0] is (byte)'-' or (byte)'+')
        {
            text = text[1..];
        }

        if (!Number(ref text, 4, 6, out var year) || !Skip(ref text, '-') || !Number(ref text, 2, 2, out var month)
            || !Skip(ref text, '-') || !Number(ref text, 2, 2, out var day) || !(Skip(ref text, 'T') || Skip(ref text, ' '))
            || !Number(ref text, 2, 2, out var hour) || !Skip(ref text, ':') || !Number(ref text, 2, 2, out var minute))
        {
            return false;
        }

        var second = 0;
        var fraction = 0L;
        if (Skip(ref text, ':') && (!Number(ref text, 2, 2, out second) || !Fraction(ref text, out fraction)))
        {
            return false;
        }

        if (!Offset(text, out var offset) || month is < 1 or > 12 || day < 1 || day > DaysIn(before ? -year : year, month)
            || hour > 23 || minute > 59 || second > 59)
        {
            return false;
        }

        var seconds = (hour * 3600L) + (minute * 60) + second - offset;
        micros = (PgCivil.Days(before ? -year : year, month, day) * MicrosPerDay) + (seconds * 1_000_000) + fraction;
        return true;
    }

    private static int DaysIn(int year, int month) =>
        month == 2 ? (year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28) : month is 4 or 6 or 9 or 11 ? 30 : 31;

    private static bool Offset(ReadOnlySpan<byte> text, out int seconds)
    {
        seconds = 0;
        if (text.Length == 1 && text[0] is (byte)'Z' or (byte)'z')
        {
            return true;
        }

        if (text.Length < 3 || text[0] is not ((byte)'+' or (byte)'-'))
        {
            return false;
        }

        var sign = text[0] == '-' ? -1 : 1;
        text = text[1..];
        var minute = 0;
        var second = 0;
        if (!Number(ref text, 2, 2, out var hour)
            || (text.Length > 0 && (Skip(ref text, ':') | true) && !Number(ref text, 2, 2, out minute))
            || (text.Length > 0 && (Skip(ref text, ':') | true) && !Number(ref text, 2, 2, out second)))
        {
            return false;
        }

        seconds = sign * ((hour * 3600) + (minute * 60) + second);
        return text.Length == 0 && minute < 60 && second < 60 && hour < 19;
    }

    private static bool Fraction(ref ReadOnlySpan<byte> text, out long micros)
    {
        micros = 0;
        if (!Skip(ref text, '.'))
        {
            return true;
        }

        var digits = 0;
        for (; digits < text.Length && text[digits] is >= (byte)'0' and <= (byte)'9'; digits++)
        {
            micros = digits < 6 ? (micros * 10) + text[digits] - '0' : micros;
        }

        text = text[digits..];
        for (var i = digits; i < 6; i++)
        {
            micros *= 10;
        }

        return digits > 0;
    }

    private static bool Skip(ref ReadOnlySpan<byte> text, char expected)
    {
        if (text.Length == 0 || text[0] != expected)
        {
            return false;
        }

        text = text[1..];
        return true;
    }

    private static bool Number(ref ReadOnlySpan<byte> text, int least, int most, out int value)
    {
        value = 0;
        var digits = 0;
        for (; digits < most && digits < text.Length && text[digits] is >= (byte)'0' and <= (byte)'9'; digits++)
        {
            value = (value * 10) + text[digits] - '0';
        }

        text = text[digits..];
        return digits >= least;
    }
}
