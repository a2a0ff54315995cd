namespace ConnectRuntime.FlatFile.Columns;

/// <summary>Resolves doubled quotes and escape characters.</summary>
internal static class EscapedText
{
    /// <summary>Copies a field's text without them.</summary>
    /// <param name="text">The content as written.</param>
    /// <param name="quote">The quote that is doubled in a quoted field, or −1 in a plain one.</param>
    /// <param name="escape">The character before one that stands for itself, or −1.</param>
    /// <param name="target">At least as long as the text.</param>
    /// <returns>Bytes written.</returns>
    public static int Resolve(ReadOnlySpan<byte> text, int quote, int escape, Span<byte> target)
    {
        var length = 0;
        while (true)
        {
            var at = quote < 0 ? text.IndexOf((byte)escape)
                : escape < 0 ? text.IndexOf((byte)quote)
                : text.IndexOfAny((byte)quote, (byte)escape);
            if (at < 0 || at + 1 >= text.Length)
            {
                text.CopyTo(target[length..]);
                return length + text.Length;
            }

            text[..at].CopyTo(target[length..]);
            length += at;
            target[length++] = text[at + 1];
            text = text[(at + 2)..];
        }
    }
}
