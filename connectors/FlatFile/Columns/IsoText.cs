namespace ConnectRuntime.FlatFile.Columns;

/// <summary>Reads ISO 8601 dates, times and timestamps, the form that needs no pattern.</summary>
/// <remarks><code>yyyy-MM-dd    HH:mm[:ss[.f…]]    yyyy-MM-dd( T | blank )HH:mm[:ss[.f…]][ Z | ±hh[[:]mm] ]</code></remarks>
internal static class IsoText
{
    public static bool TryDate(ReadOnlySpan<byte> text, out DateParts parts)
    {
        var cursor = new TextCursor(text);
        parts = default;
        return Date(ref cursor, ref parts) && cursor.AtEnd;
    }

    public static bool TryTime(ReadOnlySpan<byte> text, out DateParts parts)
    {
        var cursor = new TextCursor(text);
        parts = default;
        return Time(ref cursor, ref parts) && cursor.AtEnd;
    }

    public static bool TryTimestamp(ReadOnlySpan<byte> text, out DateParts parts)
    {
        var cursor = new TextCursor(text);
        parts = default;
        if (!Date(ref cursor, ref parts))
        {
            return false;
        }

        if (cursor.AtEnd)
        {
            return true;
        }

        if (!(cursor.Take((byte)'T') || cursor.Take((byte)' ')) || !Time(ref cursor, ref parts))
        {
            return false;
        }

        cursor.Take((byte)' ');
        return cursor.AtEnd || (cursor.Offset(ref parts) && cursor.AtEnd);
    }

    private static bool Date(ref TextCursor cursor, ref DateParts parts) =>
        cursor.Digits(4, 4, out parts.Year) && cursor.Take((byte)'-')
        && cursor.Digits(2, 2, out parts.Month) && cursor.Take((byte)'-')
        && cursor.Digits(2, 2, out parts.DayOfMonth);

    private static bool Time(ref TextCursor cursor, ref DateParts parts)
    {
        if (!cursor.Digits(2, 2, out parts.Hour) || !cursor.Take((byte)':') || !cursor.Digits(2, 2, out parts.Minute))
        {
            return false;
        }

        if (!cursor.Take((byte)':'))
        {
            return true;
        }

        return cursor.Digits(2, 2, out parts.SecondOfMinute)
            && (!(cursor.Take((byte)'.') || cursor.Take((byte)',')) || cursor.Fraction(out parts.Nanos));
    }
}
