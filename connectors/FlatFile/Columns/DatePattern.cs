namespace ConnectRuntime.FlatFile.Columns;

/// <summary>A compiled pattern of a date or time in the letters that Java and .NET share, such as <c>dd.MM.yyyy HH:mm</c>.</summary>
/// <remarks>
/// <code>
/// yyyy yy   year; yy is 1970 to 2069     M MM   month     MMM   Jan … Dec     d dd   day     D DDD   day of the year
/// H HH   hour 0–23     h hh   hour 1–12     a   AM or PM     m mm   minute     s ss   second
/// S… f…   fraction of a second, as many digits as letters     X   offset: Z, +02, +0200, +02:00     'text'   itself
/// </code>
/// Two or more letters are exactly so many digits, one letter is one or two (DDD: three).
/// </remarks>
internal sealed class DatePattern
{
    private readonly (char Kind, int Count)[] _steps;

    private DatePattern(string text, (char, int)[] steps)
    {
        Text = text;
        _steps = steps;
    }

    /// <summary>The pattern as written.</summary>
    public string Text { get; }

    /// <summary>Whether a pattern can be compiled.</summary>
    public static bool IsValid(string text)
    {
        try
        {
            Parse(text);
            return true;
        }
        catch (FormatException)
        {
            return false;
        }
    }

    /// <summary>Compiles a pattern.</summary>
    /// <exception cref="FormatException">A letter that means nothing, or a quote that is not closed.</exception>
    public static DatePattern Parse(string text)
    {
        var steps = new List<(char, int)>();
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (c == '\'')
            {
                var close = text.IndexOf('\'', i + 1);
                var literal = close == i + 1 ? "'" : close > 0 ? text[(i + 1)..close] : throw new FormatException($"a quote is opened and not closed in '{text}'");
                steps.AddRange(literal.Select(Literal));
                i = close;
            }
            else if (char.IsAsciiLetter(c))
            {
                var count = text.AsSpan(i).IndexOfAnyExcept(c);
                count = count < 0 ? text.Length - i : count;
                steps.Add((c, Checked(c, count) ? count : throw new FormatException($"'{new string(c, count)}' means nothing in '{text}'")));
                i += count - 1;
            }
            else
            {
                steps.Add(Literal(c));
            }
        }

        return new DatePattern(text, [.. steps]);

        static (char, int) Literal(char c) => char.IsAscii(c) ? ('\0', c) : throw new FormatException($"'{c}' is not ASCII");
    }

    /// <summary>Reads a whole text.</summary>
    public bool TryRead(ReadOnlySpan<byte> text, out DateParts parts)
    {
        var cursor = new TextCursor(text);
        parts = default;
        foreach (var (kind, count) in _steps)
        {
            if (!Step(kind, count, ref cursor, ref parts))
            {
                return false;
            }
        }

        return cursor.AtEnd;
    }

    private static bool Checked(char kind, int count) => kind switch
    {
        'y' or 'u' => count is 2 or 4,
        'M' => count <= 3,
        'd' or 'H' or 'h' or 'm' or 's' => count <= 2,
        'D' => count is 1 or 3,
        'S' or 'f' => count <= 9,
        'a' or 't' or 'X' or 'x' or 'Z' or 'z' or 'K' => true,
        _ => false,
    };

    private static bool Step(char kind, int count, ref TextCursor cursor, ref DateParts parts) => kind switch
    {
        '\0' => cursor.Take((byte)count),
        'y' or 'u' => Year(count, ref cursor, ref parts),
        'M' when count == 3 => MonthNames.Take(ref cursor, out parts.Month),
        'M' => cursor.Digits(count, 2, out parts.Month),
        'd' => cursor.Digits(count, 2, out parts.DayOfMonth),
        'D' => cursor.Digits(count, 3, out parts.DayOfYear) && parts.DayOfYear > 0,
        'H' => cursor.Digits(count, 2, out parts.Hour),
        'h' => cursor.Digits(count, 2, out parts.Hour) && (parts.HalfDay = Math.Max(parts.HalfDay, 1)) > 0,
        'm' => cursor.Digits(count, 2, out parts.Minute),
        's' => cursor.Digits(count, 2, out parts.SecondOfMinute),
        'S' or 'f' => Fraction(count, ref cursor, ref parts),
        'a' or 't' => HalfDay(ref cursor, ref parts),
        _ => cursor.Offset(ref parts),
    };

    private static bool Year(int count, ref TextCursor cursor, ref DateParts parts)
    {
        var read = cursor.Digits(count, count, out parts.Year);
        parts.Year += count == 2 ? (parts.Year < 70 ? 2000 : 1900) : 0;
        return read;
    }

    private static bool Fraction(int count, ref TextCursor cursor, ref DateParts parts)
    {
        var read = cursor.Digits(count, count, out parts.Nanos);
        for (var i = count; i < 9; i++)
        {
            parts.Nanos *= 10;
        }

        return read;
    }

    private static bool HalfDay(ref TextCursor cursor, ref DateParts parts)
    {
        var letter = cursor.Current | 0x20;
        cursor.Skip(cursor.AtEnd ? 0 : 1);
        parts.HalfDay = letter == 'p' ? 2 : 1;
        return letter is 'a' or 'p' && (cursor.Take((byte)'M') || cursor.Take((byte)'m'));
    }
}
