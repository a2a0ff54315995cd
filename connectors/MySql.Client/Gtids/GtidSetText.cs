using System.Globalization;
using ConnectRuntime.MySql.Client.Errors;

namespace ConnectRuntime.MySql.Client.Gtids;

/// <summary>The text of a MySQL GTID set, read from left to right.</summary>
/// <remarks>
/// <code>
/// set      = [uuid-set {"," uuid-set}]                 empty parts and blanks are allowed
/// uuid-set = uuid {":" (interval | tag)}               a tag holds for the intervals after it
/// interval = first ["-" last]                          1 … 2⁶³ − 2; an empty one (last before first) means nothing
/// tag      = [a-z_][a-z0-9_]{0,31}                     any case
/// </code>
/// Page: "GTID Sets" in MySQL's manual.
/// </remarks>
internal readonly ref struct GtidSetText(string text)
{
    private const int MaxTagLength = 32;
    private const long MaxNumber = long.MaxValue - 1;

    private readonly string _text = text;

    public List<KeyValuePair<GtidSource, GtidInterval>> Read()
    {
        var found = new List<KeyValuePair<GtidSource, GtidInterval>>();
        foreach (var part in _text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var words = part.Split(':', StringSplitOptions.TrimEntries);
            if (!Guid.TryParse(words[0], out var uuid) || words[0].Length is not (36 or 32))
            {
                throw MySqlErrors.BadGtidSet(_text, $"'{words[0]}' is not a UUID");
            }

            var source = new GtidSource(uuid, "");
            foreach (var word in words.AsSpan(1))
            {
                if (IsTag(word))
                {
                    source = new GtidSource(uuid, word.ToLowerInvariant());
                }
                else if (Interval(word) is { } interval && interval.First <= interval.Last)
                {
                    found.Add(new(source, interval));
                }
            }

            if (words.Length == 1)
            {
                throw MySqlErrors.BadGtidSet(_text, $"no interval follows {words[0]}");
            }
        }

        return found;
    }

    private static bool IsTag(string word) =>
        word.Length is > 0 and <= MaxTagLength && (char.IsAsciiLetter(word[0]) || word[0] == '_')
        && word.All(c => char.IsAsciiLetterOrDigit(c) || c == '_');

    private GtidInterval Interval(string word)
    {
        var dash = word.IndexOf('-', StringComparison.Ordinal);
        var first = Number(dash < 0 ? word : word[..dash].Trim(), word);
        return new GtidInterval(first, dash < 0 ? first : Number(word[(dash + 1)..].Trim(), word));
    }

    private long Number(string digits, string word) =>
        long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is > 0 and <= MaxNumber
            ? number
            : throw MySqlErrors.BadGtidSet(_text, $"'{word}' is neither an interval nor a tag");
}
