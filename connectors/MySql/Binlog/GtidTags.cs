using System.Collections.Concurrent;
using System.Text;

namespace ConnectRuntime.MySql.Binlog;

/// <summary>The tags of GTIDs that were seen, so that a tag becomes a string once. Any thread.</summary>
internal static class GtidTags
{
    /// <summary>The longest tag that MySQL allows.</summary>
    public const int MaxLength = 32;

    // Beyond it all are forgotten and met anew, so that tags that are used are always remembered.
    private const int Limit = 1024;

    private static readonly ConcurrentDictionary<string, string> Seen = new(StringComparer.Ordinal);
    private static readonly ConcurrentDictionary<string, string>.AlternateLookup<ReadOnlySpan<char>> Lookup =
        Seen.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>The string of a tag of at most <see cref="MaxLength"/> bytes.</summary>
    public static string Get(ReadOnlySpan<byte> ascii)
    {
        if (ascii.IsEmpty)
        {
            return "";
        }

        Span<char> text = stackalloc char[MaxLength];
        text = text[..Encoding.Latin1.GetChars(ascii, text)];
        if (Lookup.TryGetValue(text, out var tag))
        {
            return tag;
        }

        if (Seen.Count >= Limit)
        {
            Seen.Clear();
        }

        tag = text.ToString();
        return Seen.GetOrAdd(tag, tag);
    }
}
