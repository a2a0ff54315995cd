using System.Text;
using System.Text.RegularExpressions;

namespace ConnectRuntime.MySql.Configuration;

/// <summary>A list of regular expressions of which a whole name, such as <c>database.table</c>, must match one; upper and lower case are alike.</summary>
/// <remarks>Items stand between commas; a comma of an expression is written <c>\,</c>, as in <c>a{1\,2}</c>. Immutable, for any thread.</remarks>
internal sealed class RegexList
{
    /// <summary>The list without items, which matches nothing.</summary>
    public static readonly RegexList Empty = new([], [], "", null);

    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(1);

    private readonly Regex[] _items;
    private readonly string[] _texts;

    private RegexList(Regex[] items, string[] texts, string text, string? problem) => (_items, _texts, Text, Problem) = (items, texts, text, problem);

    /// <summary>The list as it was written.</summary>
    public string Text { get; }

    /// <summary>What is wrong with it, in words for the user; null if nothing is.</summary>
    public string? Problem { get; }

    /// <summary>Whether it has no items.</summary>
    public bool IsEmpty => _items.Length == 0;

    /// <summary>Number of items.</summary>
    public int Count => _items.Length;

    /// <summary>Reads a list. One with a bad item has a <see cref="Problem"/> and lacks that item.</summary>
    public static RegexList Parse(string text)
    {
        var items = new List<Regex>();
        var texts = new List<string>();
        string? problem = null;
        foreach (var item in Split(text, ','))
        {
            try
            {
                items.Add(Compile(item));
                texts.Add(item);
            }
            catch (Exception e) when (e is FormatException or ArgumentException)
            {
                problem ??= $"'{item}' is no regular expression that can be used ({e.Message.TrimEnd('.')})";
            }
        }

        return new([.. items], [.. texts], text, problem);
    }

    /// <summary>One expression that must match a whole text.</summary>
    /// <exception cref="FormatException">It is not one that can be used.</exception>
    /// <exception cref="ArgumentException">The same.</exception>
    public static Regex Compile(string item)
    {
        const RegexOptions Plain = RegexOptions.IgnoreCase | RegexOptions.CultureInvariant;
        var whole = $@"\A(?:{JavaPattern.Translate(item)})\z";
        try
        {
            return new Regex(whole, Plain | RegexOptions.NonBacktracking);
        }
        catch (NotSupportedException)
        {
            // Lookarounds and backreferences need the other engine, which a limit keeps from running for ever.
            return new Regex(whole, Plain, Longest);
        }
    }

    /// <summary>The trimmed items of a list that are not empty, an escaped separator put back.</summary>
    public static IEnumerable<string> Split(string text, char separator)
    {
        var item = new StringBuilder();
        for (var i = 0; i <= text.Length; i++)
        {
            if (i < text.Length && text[i] == '\\' && i + 1 < text.Length)
            {
                item.Append(text[i + 1] == separator ? "" : "\\").Append(text[++i]);
            }
            else if (i < text.Length && text[i] != separator)
            {
                item.Append(text[i]);
            }
            else
            {
                var found = item.ToString().Trim();
                item.Clear();
                if (found.Length > 0)
                {
                    yield return found;
                }
            }
        }
    }

    /// <summary>Whether one of the items matches a name.</summary>
    public bool Matches(string name)
    {
        foreach (var item in _items)
        {
            if (item.IsMatch(name))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The items that match none of these names, as they were written.</summary>
    public IEnumerable<string> Idle(IReadOnlyCollection<string> names) =>
        _texts.Where((_, i) => !names.Any(_items[i].IsMatch));

    /// <inheritdoc/>
    public override string ToString() => Text;
}
