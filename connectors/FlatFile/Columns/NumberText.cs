namespace ConnectRuntime.FlatFile.Columns;

/// <summary>Rewrites a number as it is written in some country to a leading sign, digits and a point.</summary>
internal static class NumberText
{
    /// <summary>The longest number that is rewritten.</summary>
    public const int MaxLength = 128;

    /// <summary>Whether the format differs from what the readers of numbers take.</summary>
    public static bool IsNeeded(ColumnFormat format) =>
        format.DecimalMark != '.' || format.GroupMark != 0 || format.Sign != SignPlace.Leading;

    /// <summary>Rewrites a number.</summary>
    /// <returns>Bytes written, or −1 if a sign or a mark stands where none may.</returns>
    public static int Rewrite(ReadOnlySpan<byte> text, ColumnFormat format, Span<byte> target)
    {
        if (text.Length is 0 or >= MaxLength)
        {
            return -1;
        }

        var length = 0;
        if (format.Sign != SignPlace.Leading && text[^1] is (byte)'-' or (byte)'+')
        {
            target[length++] = text[^1];
            text = text[..^1].TrimEnd((byte)' ');
        }
        else if (format.Sign != SignPlace.Trailing && text[0] is (byte)'-' or (byte)'+')
        {
            target[length++] = text[0];
            text = text[1..];
        }

        var fraction = false;
        foreach (var c in text)
        {
            if (c == format.DecimalMark)
            {
                fraction = true;
                target[length++] = (byte)'.';
            }
            else if (c == format.GroupMark && c != 0 && !fraction)
            {
                continue;
            }
            else if ((uint)(c - '0') <= 9 || (c | 0x20) == 'e' || (length > 0 && (target[length - 1] | 0x20) == 'e'))
            {
                target[length++] = c;
            }
            else
            {
                return -1;
            }
        }

        return length;
    }
}
