namespace ConnectRuntime.Repo.Tests.Source;

/// <summary>A C# file taken apart into code, comments and string literals, each at its place.</summary>
/// <remarks>
/// <see cref="Code"/> and <see cref="Comments"/> are as long as the file, with blanks where the other stands, so that an index or a line
/// means the same in all of them. Code inside the holes of interpolated strings counts as code. Of <c>#if</c> the first branch is read.
/// </remarks>
public sealed class CSharpText
{
    private readonly string _text;
    private readonly char[] _code;
    private readonly char[] _comments;
    private readonly List<StringLiteral> _literals = [];
    private int _at;

    private CSharpText(string text)
    {
        _text = text;
        _code = Blank(text);
        _comments = Blank(text);
        ReadCode(holeBraces: 0);
        Code = new string(_code);
        Comments = new string(_comments);
        _literals.Sort((a, b) => a.Start.CompareTo(b.Start));
    }

    /// <summary>The code alone; the quotes of literals stay.</summary>
    public string Code { get; }

    /// <summary>The comments alone, with their slashes.</summary>
    public string Comments { get; }

    /// <summary>All string literals, by their place; one inside a hole comes after the one around it.</summary>
    public IReadOnlyList<StringLiteral> Literals => _literals;

    /// <summary>Takes a file apart.</summary>
    public static CSharpText Parse(string text) => new(text);

    /// <summary>The line of an index, from 1.</summary>
    public int LineAt(int index) => _text.AsSpan(0, index).Count('\n') + 1;

    private static char[] Blank(string text)
    {
        var blank = new char[text.Length];
        for (var i = 0; i < text.Length; i++)
        {
            blank[i] = text[i] == '\n' ? '\n' : ' ';
        }

        return blank;
    }

    private char Peek(int ahead = 0) => _at + ahead < _text.Length ? _text[_at + ahead] : '\0';

    private bool Next(string what) => string.CompareOrdinal(_text, _at, what, 0, what.Length) == 0;

    private void Keep(char[] into)
    {
        into[_at] = _text[_at];
        _at++;
    }

    /// <summary>Reads code up to the end of the file or, in a hole, up to the braces that close it, which stay unread.</summary>
    private void ReadCode(int holeBraces)
    {
        var depth = 0;
        while (_at < _text.Length)
        {
            var c = _text[_at];
            if (holeBraces > 0 && depth == 0 && (c == '}' || (c == ':' && !Next("::") && _text[_at - 1] != ':')))
            {
                return;
            }

            if (Next("//") || Next("/*"))
            {
                ReadComment();
            }
            else if (c == '#' && holeBraces == 0 && IsFirstOnLine())
            {
                ReadDirective();
            }
            else if (c == '\'')
            {
                ReadCharacter();
            }
            else if (c is '"' or '$' or '@' && StringStarts(out var dollars, out var verbatim, out var quotes))
            {
                ReadString(dollars, verbatim, quotes);
            }
            else
            {
                depth += c is '{' or '(' or '[' ? 1 : c is '}' or ')' or ']' ? -1 : 0;
                Keep(_code);
            }
        }
    }

    private void ReadComment()
    {
        var block = Next("/*");
        var end = _text.IndexOf(block ? "*/" : "\n", _at + 2, StringComparison.Ordinal);
        end = end < 0 ? _text.Length : block ? end + 2 : end;
        while (_at < end)
        {
            Keep(_comments);
        }
    }

    private bool IsFirstOnLine()
    {
        for (var i = _at - 1; i >= 0 && _text[i] != '\n'; i--)
        {
            if (!char.IsWhiteSpace(_text[i]))
            {
                return false;
            }
        }

        return true;
    }

    private void ReadDirective()
    {
        var other = ReadDirectiveLine() is "else" or "elif";
        for (var nested = 0; other && _at < _text.Length;)
        {
            var at = _at;
            SkipLine();
            var line = _text.AsSpan(at, _at - at).Trim();
            nested += line.StartsWith("#if", StringComparison.Ordinal) ? 1 : 0;
            if (line.StartsWith("#endif", StringComparison.Ordinal) && nested-- == 0)
            {
                return;
            }
        }
    }

    private string ReadDirectiveLine()
    {
        var at = _at + 1;
        SkipLine();
        return _text[at.._at].Trim().Split(' ', '\n')[0];
    }

    private void SkipLine()
    {
        var end = _text.IndexOf('\n', _at);
        _at = end < 0 ? _text.Length : end + 1;
    }

    private void ReadCharacter()
    {
        Keep(_code);
        while (_at < _text.Length && Peek() is not ('\'' or '\n'))
        {
            _at += Peek() == '\\' ? 2 : 1;
        }

        if (Peek() == '\'')
        {
            Keep(_code);
        }
    }

    private bool StringStarts(out int dollars, out bool verbatim, out int quotes)
    {
        dollars = 0;
        verbatim = false;
        var i = 0;
        for (; Peek(i) is '$' or '@'; i++)
        {
            dollars += Peek(i) == '$' ? 1 : 0;
            verbatim |= Peek(i) == '@';
        }

        quotes = 0;
        while (Peek(i + quotes) == '"')
        {
            quotes++;
        }

        // Two quotes are an empty literal; in a verbatim one a doubled quote stands for one.
        quotes = quotes >= 3 && !verbatim ? quotes : Math.Min(quotes, 1);
        return quotes > 0;
    }

    private void ReadString(int dollars, bool verbatim, int quotes)
    {
        var start = _at;
        while (Peek() is '$' or '@' or '"' && _at < start + dollars + (verbatim ? 1 : 0) + quotes)
        {
            Keep(_code);
        }

        var body = _at;
        while (_at < _text.Length && !StringEnds(verbatim, quotes))
        {
            ReadStringPiece(dollars, verbatim, quotes);
        }

        _at = Math.Min(_at, _text.Length);
        _literals.Add(new StringLiteral(start, Math.Min(_at + quotes, _text.Length), LineAt(start), _text[body.._at]));
        for (var i = 0; i < quotes && _at < _text.Length; i++)
        {
            Keep(_code);
        }
    }

    private bool StringEnds(bool verbatim, int quotes)
    {
        if (quotes == 1)
        {
            return Peek() == '\n' && !verbatim || (Peek() == '"' && !(verbatim && Peek(1) == '"'));
        }

        for (var i = 0; i < quotes; i++)
        {
            if (Peek(i) != '"')
            {
                return false;
            }
        }

        return true;
    }

    private void ReadStringPiece(int dollars, bool verbatim, int quotes)
    {
        if (dollars > 0 && Peek() == '{')
        {
            var braces = 0;
            while (Peek(braces) == '{')
            {
                braces++;
            }

            // One dollar: doubled braces are text. More: that many braces open a hole, and any before them are text.
            var isHole = quotes >= 3 ? braces >= dollars : braces % 2 == 1;
            _at += braces;
            if (isHole)
            {
                ReadHole(quotes >= 3 ? dollars : 1);
            }
        }
        else if (quotes == 1 && !verbatim && Peek() == '\\')
        {
            _at += 2;
        }
        else
        {
            _at += verbatim && Next("\"\"") ? 2 : 1;
        }
    }

    private void ReadHole(int braces)
    {
        ReadCode(braces);
        while (_at < _text.Length && Peek() != '}')
        {
            _at++;
        }

        _at = Math.Min(_at + braces, _text.Length);
    }
}
