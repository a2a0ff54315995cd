using System.Text.RegularExpressions;

namespace ConnectRuntime.Transforms.Routing;

/// <summary>A regular expression in Java's syntax, that matches a whole name first and is then looked for in it, as Kafka Connect does.</summary>
/// <remarks>
/// It runs in time linear to the name wherever it has neither look-around nor back-references; with them a second at most.
/// </remarks>
internal sealed class JavaPattern
{
    private static readonly TimeSpan s_mostTime = TimeSpan.FromSeconds(1);

    private readonly string _text;
    private readonly Regex _whole;
    private readonly Regex _first;

    private JavaPattern(string text, string translated, int groupCount, IReadOnlyDictionary<string, int> names)
    {
        _text = text;
        _whole = Compile($@"\A(?:{translated})\z");
        _first = Compile(translated);
        GroupCount = groupCount;
        Names = names;
    }

    /// <summary>How many groups it has.</summary>
    public int GroupCount { get; }

    /// <summary>The numbers of groups with names.</summary>
    public IReadOnlyDictionary<string, int> Names { get; }

    /// <summary>Compiles a pattern.</summary>
    /// <exception cref="FormatException">It is none, or uses what .NET does not have.</exception>
    public static JavaPattern Parse(string text)
    {
        var reader = new JavaPatternReader(text);
        try
        {
            return new JavaPattern(text, reader.Read(), reader.GroupCount, reader.Names);
        }
        catch (Exception exception) when (exception is ArgumentException or KeyNotFoundException)
        {
            throw new FormatException("not a pattern", exception);
        }
    }

    /// <summary>The first match in a name that matches as a whole; null where it does not.</summary>
    /// <exception cref="RegexMatchTimeoutException">It took longer than a second.</exception>
    public Match? Find(string name) => _whole.IsMatch(name) ? _first.Match(name) : null;

    /// <summary>The pattern as it was given.</summary>
    public override string ToString() => _text;

    private static Regex Compile(string pattern)
    {
        try
        {
            return new Regex(pattern, RegexOptions.CultureInvariant | RegexOptions.NonBacktracking, s_mostTime);
        }
        catch (NotSupportedException)
        {
            return new Regex(pattern, RegexOptions.CultureInvariant, s_mostTime);
        }
    }
}
