using System.Globalization;
using System.Text;

namespace ConnectRuntime.Transforms.Routing;

/// <summary>Rewrites one of Java's regular expressions into .NET's dialect; a ref struct for one pass over the text.</summary>
/// <remarks>
/// Both dialects agree on nearly everything a topic name needs. What differs is rewritten (<c>\Q…\E</c>, <c>\p{Alpha}</c>,
/// <c>\h</c>, and groups with names, which Java counts together with the others) or refused with a
/// <see cref="FormatException"/> (possessive quantifiers, classes in classes, <c>&amp;&amp;</c>, escapes .NET does not know).
/// </remarks>
internal ref struct JavaPatternReader(ReadOnlySpan<char> pattern)
{
    private readonly ReadOnlySpan<char> _pattern = pattern;
    private readonly StringBuilder _output = new();
    private int _at;
    private bool _inClass;
    private bool _afterQuantifier;

    /// <summary>Groups by name, numbered as Java does.</summary>
    public Dictionary<string, int> Names { get; } = new(StringComparer.Ordinal);

    /// <summary>How many groups there are.</summary>
    public int GroupCount { get; private set; }

    /// <summary>Rewrites the whole pattern.</summary>
    public string Read()
    {
        while (_at < _pattern.Length)
        {
            ReadOne();
        }

        return _output.ToString();
    }

    private void ReadOne()
    {
        var c = _pattern[_at++];
        var wasQuantifier = _afterQuantifier;
        _afterQuantifier = false;
        switch (c)
        {
            case '\\':
                ReadEscape();
                return;
            case '[' or '&' when _inClass:
                ReadInClass(c);
                return;
            case '[':
                _inClass = true;
                break;
            case ']':
                _inClass = false;
                break;
            case '(' when !_inClass:
                ReadGroup();
                return;
            case '+' when wasQuantifier:
                throw new FormatException("possessive quantifier");
            case '*' or '+' or '?' or '}' when !_inClass:
                _afterQuantifier = !wasQuantifier;
                break;
            default:
                break;
        }

        _output.Append(c);
    }

    private void ReadInClass(char c)
    {
        if (c == '[' || (_at < _pattern.Length && _pattern[_at] == '&'))
        {
            throw new FormatException("class in a class");
        }

        _output.Append(c);
    }

    private void ReadGroup()
    {
        var rest = _pattern[_at..];
        if (rest is not ['?', ..])
        {
            GroupCount++;
            _output.Append('(');
        }
        else if (rest is ['?', '<', not ('=' or '!'), ..] && rest.IndexOf('>') is var end and > 2)
        {
            // The name goes, because .NET would count the group behind all those without one.
            Names.Add(rest[2..end].ToString(), ++GroupCount);
            _output.Append('(');
            _at += end + 1;
        }
        else if (rest is ['?', ':' or '=' or '!' or '>', ..] or ['?', '<', ..] || IsFlags(rest[1..]))
        {
            _output.Append("(?");
            _at++;
        }
        else
        {
            throw new FormatException("unknown group");
        }
    }

    private static bool IsFlags(ReadOnlySpan<char> rest)
    {
        var end = rest.IndexOfAny(')', ':');
        return end > 0 && !rest[..end].ContainsAnyExcept("ims-");
    }

    private void ReadEscape()
    {
        var c = _at < _pattern.Length ? _pattern[_at++] : throw new FormatException("nothing behind the backslash");
        switch (c)
        {
            case 'Q':
                ReadQuoted();
                break;
            case 'k' when !_inClass && _pattern[_at..] is ['<', ..] && _pattern[_at..].IndexOf('>') is var end and > 1:
                AppendBackReference(Names[_pattern[(_at + 1)..(_at + end)].ToString()]);
                _at += end + 1;
                break;
            case 'p' or 'P':
                ReadProperty(c == 'P');
                break;
            case 'h':
                _output.Append(_inClass ? @" \t" : @"[ \t]");
                break;
            case >= '1' and <= '9' when !_inClass:
                AppendBackReference(c - '0');
                break;
            case 'd' or 'D' or 'w' or 'W' or 's' or 'S' or 't' or 'n' or 'r' or 'f' or 'a' or 'e' or 'u' or 'x' or 'c':
            case 'b' or 'B' or 'A' or 'z' or 'Z' or 'G' when !_inClass:
            case not ((>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9')):
                _output.Append('\\').Append(c);
                break;
            default:
                throw new FormatException("unknown escape");
        }
    }

    private readonly void AppendBackReference(int group) => _output.Append(CultureInfo.InvariantCulture, $@"(?:\{group})");

    private void ReadQuoted()
    {
        var rest = _pattern[_at..];
        var end = rest.IndexOf(@"\E", StringComparison.Ordinal);
        foreach (var c in end < 0 ? rest : rest[..end])
        {
            _output.Append(char.IsAsciiLetterOrDigit(c) ? "" : "\\").Append(c);
        }

        _at += end < 0 ? rest.Length : end + 2;
    }

    private void ReadProperty(bool isNegated)
    {
        var rest = _pattern[_at..];
        var end = rest is ['{', ..] ? rest.IndexOf('}') : 0;
        var name = end > 1 ? rest[1..end] : end == 0 && !rest.IsEmpty ? rest[..1] : throw new FormatException("unknown property");
        _at += end == 0 ? 1 : end + 1;
        if (PosixClass(name) is not { } members)
        {
            _output.Append(isNegated ? @"\P{" : @"\p{").Append(name).Append('}');
        }
        else if (!_inClass)
        {
            _output.Append(isNegated ? "[^" : "[").Append(members).Append(']');
        }
        else if (!isNegated)
        {
            _output.Append(members);
        }
        else
        {
            throw new FormatException("negated property in a class");
        }
    }

    private static string? PosixClass(ReadOnlySpan<char> name) => name switch
    {
        "Lower" => "a-z",
        "Upper" => "A-Z",
        "Alpha" => "a-zA-Z",
        "Digit" => "0-9",
        "Alnum" => "a-zA-Z0-9",
        "XDigit" => "0-9a-fA-F",
        "ASCII" => @"\x00-\x7F",
        "Punct" => @"!-/:-@\[-`{-~",
        "Blank" => @" \t",
        "Space" => @" \t-\r",
        _ => null,
    };
}
