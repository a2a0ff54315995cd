using System.Globalization;

namespace ConnectRuntime.MySql.History.Catalog;

/// <summary>Dates and times that are defaults, spelled as the server prints them; what is none stays as it is. Page: "Date and Time Literals" in MySQL's manual.</summary>
internal static class TemporalDefaults
{
    /// <summary>A year of four digits.</summary>
    /// <param name="text">The literal.</param>
    /// <param name="isText">Whether it was quoted: '0' is 2000 then, 0 is 0000.</param>
    public static string Year(string text, bool isText)
    {
        if (!int.TryParse(text.AsSpan().Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var year) || year > 9999)
        {
            return text;
        }

        year = year > 99 || (year == 0 && (!isText || text.Trim().Length > 2)) ? year : WithCentury(year);
        return year.ToString("0000", CultureInfo.InvariantCulture);
    }

    /// <summary><c>YYYY-MM-DD</c>.</summary>
    public static string Date(string text) => Parts(text) is { } parts ? PrintDate(parts) : text;

    /// <summary><c>YYYY-MM-DD hh:mm:ss</c> and a fraction.</summary>
    public static string DateTime(string text, int fractionDigits)
    {
        if (Parts(text) is not { } parts || Fraction(text, fractionDigits) is not { } fraction)
        {
            return text;
        }

        return string.Create(CultureInfo.InvariantCulture, $"{PrintDate(parts)} {parts[3]:00}:{parts[4]:00}:{parts[5]:00}{fraction}");
    }

    /// <summary><c>hh:mm:ss</c> and a fraction.</summary>
    public static string Time(string text, int fractionDigits)
    {
        var rest = text.AsSpan().Trim();
        var isNegative = rest is ['-', ..];
        rest = isNegative ? rest[1..] : rest;
        var days = 0;
        if (rest.IndexOf(' ') is > 0 and var blank && int.TryParse(rest[..blank], NumberStyles.None, CultureInfo.InvariantCulture, out days))
        {
            rest = rest[(blank + 1)..];
        }

        if (Clock(rest, days > 0) is not { } clock || Fraction(text, fractionDigits, isTime: true) is not { } fraction)
        {
            return text;
        }

        var sign = isNegative && (clock != (0, 0, 0) || days > 0 || fraction.AsSpan().IndexOfAnyInRange('1', '9') >= 0) ? "-" : "";
        return string.Create(CultureInfo.InvariantCulture, $"{sign}{clock.Hours + (days * 24):00}:{clock.Minutes:00}:{clock.Seconds:00}{fraction}");
    }

    private static string PrintDate(int[] parts) => string.Create(CultureInfo.InvariantCulture, $"{parts[0]:0000}-{parts[1]:00}-{parts[2]:00}");

    private static int WithCentury(int year) => year < 70 ? year + 2000 : year + 1900;

    // 1:2 is an hour and a minute, 102 a minute and two seconds; after days, 1 is an hour.
    private static (int Hours, int Minutes, int Seconds)? Clock(ReadOnlySpan<char> text, bool startsAtHours)
    {
        text = text.IndexOf('.') is >= 0 and var point ? text[..point] : text;
        Span<int> numbers = stackalloc int[3];
        numbers.Clear();
        var count = 0;
        foreach (var range in text.Split(':'))
        {
            if (count == 3 || !int.TryParse(text[range], NumberStyles.None, CultureInfo.InvariantCulture, out numbers[count++]))
            {
                return null;
            }
        }

        return count > 1 || startsAtHours
            ? (numbers[0], numbers[1], numbers[2])
            : (numbers[0] / 10000, numbers[0] / 100 % 100, numbers[0] % 100);
    }

    // Year, month, day, hour, minute, second.
    private static int[]? Parts(string text)
    {
        var rest = text.AsSpan().Trim();
        var run = rest.IndexOfAnyExceptInRange('0', '9') is >= 0 and var end ? end : rest.Length;
        if (run == 0)
        {
            return null;
        }

        if (run == rest.Length || (run > 4 && rest[run] == '.'))
        {
            return Digits(rest[..run]);
        }

        var parts = new int[6];
        var count = 0;
        for (var hasCentury = run > 2; count < 6 && !rest.IsEmpty; count++)
        {
            run = rest.IndexOfAnyExceptInRange('0', '9') is >= 0 and var next ? next : rest.Length;
            if (run == 0 || !int.TryParse(rest[..run], NumberStyles.None, CultureInfo.InvariantCulture, out parts[count]))
            {
                return null;
            }

            parts[count] = count == 0 && !hasCentury ? WithCentury(parts[count]) : parts[count];
            rest = rest[run..];
            rest = rest.IsEmpty || char.IsAsciiLetterOrDigit(rest[0]) && rest[0] != 'T' ? rest : rest[1..];
        }

        return count >= 3 && IsFraction(rest) ? parts : null;
    }

    private static bool IsFraction(ReadOnlySpan<char> rest) => rest.IndexOfAnyExceptInRange('0', '9') < 0;

    // YYMMDD, YYYYMMDD, YYMMDDhhmmss, YYYYMMDDhhmmss; 0 is the zero date.
    private static int[]? Digits(ReadOnlySpan<char> digits)
    {
        if (!long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            return null;
        }

        var isShort = digits.Length is 6 or 12;
        var isDate = digits.Length <= 8;
        var time = isDate ? 0 : (int)(number % 1000000);
        var date = isDate ? number : number / 1000000;
        if (date > 99991231 || (date != 0 && digits.Length is not (6 or 8 or 12 or 14)))
        {
            return null;
        }

        var year = (int)(date / 10000);
        return [isShort && date != 0 ? WithCentury(year) : year, (int)(date / 100 % 100), (int)(date % 100), time / 10000, time / 100 % 100, time % 100];
    }

    // Rounding up to the next second is left to the server's own text.
    private static string? Fraction(string text, int digits, bool isTime = false)
    {
        var point = text.LastIndexOf('.');
        var found = point >= 0 && (isTime || text.AsSpan(0, point).IndexOfAny(':', ' ', 'T') >= 0) ? text.AsSpan(point + 1).TrimEnd() : default;
        if (!IsFraction(found))
        {
            return null;
        }

        var all = $"{found}0000000"[..7];
        var rounded = (int)Math.Round(int.Parse(all, CultureInfo.InvariantCulture) / Math.Pow(10, 7 - digits), MidpointRounding.AwayFromZero);
        if (rounded >= (int)Math.Pow(10, digits))
        {
            return null;
        }

        return digits == 0 ? "" : $".{rounded.ToString(CultureInfo.InvariantCulture).PadLeft(digits, '0')}";
    }
}
