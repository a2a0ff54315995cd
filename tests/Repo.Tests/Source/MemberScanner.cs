using System.Text.RegularExpressions;

namespace ConnectRuntime.Repo.Tests.Source;

/// <summary>Finds the members of a C# file and their sizes by matching brackets in its code; it needs no compiler.</summary>
public sealed partial class MemberScanner
{
    private readonly string _code;
    private readonly CSharpText _source;
    private readonly List<MemberSize> _members = [];
    private int _at;

    private MemberScanner(CSharpText source)
    {
        _source = source;
        _code = source.Code;
    }

    /// <summary>All members with code; fields, and types themselves, are not among them.</summary>
    public static IReadOnlyList<MemberSize> Scan(CSharpText source)
    {
        var scanner = new MemberScanner(source);
        while (scanner._at < scanner._code.Length)
        {
            scanner.ReadBody();
            scanner._at++;
        }

        return scanner._members;
    }

    [GeneratedRegex(@"\b(class|struct|interface|enum|record|namespace)\b(?!\s*[=;,()])|\bextension\b\s*[<(]")]
    private static partial Regex TypeWord();

    [GeneratedRegex(@"\boperator\s*(checked\s*)?[^\s\w(]+")]
    private static partial Regex OperatorName();

    [GeneratedRegex(@"(\w+)\s*(<[^()]*>)?\s*(\(|\[|\{|=>|$)")]
    private static partial Regex Name();

    /// <summary>Reads members up to the brace that closes them, which stays unread.</summary>
    private void ReadBody()
    {
        while (SkipBlank() && _code[_at] != '}')
        {
            ReadMember();
        }
    }

    private bool SkipBlank()
    {
        while (_at < _code.Length && char.IsWhiteSpace(_code[_at]))
        {
            _at++;
        }

        return _at < _code.Length;
    }

    private void ReadMember()
    {
        var first = _at;
        SkipAttributes();
        var header = _at;
        var assigned = false;
        var arrow = false;
        var bodyAt = -1;
        while (_at < _code.Length)
        {
            var c = _code[_at];
            if (c == '}')
            {
                break;
            }

            if (c == ';')
            {
                _at++;
                break;
            }

            if (c == '{')
            {
                if (bodyAt < 0 && !assigned && IsType(header))
                {
                    ReadType();
                    return;
                }

                bodyAt = bodyAt < 0 ? _at : bodyAt;
                SkipBracketed();
                if (!assigned && !(SkipBlank() && _code[_at] == '='))
                {
                    break;
                }

                continue;
            }

            if (c == '=' && !assigned && !IsOperatorName(header))
            {
                assigned = true;
                arrow = _at + 1 < _code.Length && _code[_at + 1] == '>';
                bodyAt = arrow ? _at : bodyAt;
            }

            if (c is '(' or '[')
            {
                SkipBracketed();
            }
            else
            {
                _at++;
            }
        }

        if (bodyAt >= 0 && (arrow || !assigned || _code[bodyAt] == '{' && IsBeforeAssignment(header, bodyAt)))
        {
            Add(first, header, bodyAt);
        }
    }

    private void SkipAttributes()
    {
        while (SkipBlank() && _code[_at] == '[')
        {
            SkipBracketed();
        }
    }

    private void SkipBracketed()
    {
        var depth = 0;
        for (; _at < _code.Length; _at++)
        {
            depth += _code[_at] is '(' or '[' or '{' ? 1 : _code[_at] is ')' or ']' or '}' ? -1 : 0;
            if (depth == 0)
            {
                _at++;
                return;
            }
        }
    }

    private void ReadType()
    {
        _at++;
        ReadBody();
        _at = Math.Min(_at + 1, _code.Length);
    }

    // A word such as "record" in a parameter list or as the name of a method is no declaration.
    private bool IsType(int header)
    {
        var text = _code[header.._at];
        var parameters = text.IndexOf('(', StringComparison.Ordinal);
        return TypeWord().Match(text) is { Success: true } word && (parameters < 0 || word.Index < parameters);
    }

    private bool IsOperatorName(int header) =>
        OperatorName().Match(_code, header, Math.Min(_code.Length, _at + 4) - header) is { Success: true } name
        && name.Index + name.Length > _at;

    // "int X { get; } = 3;" has its body before the assignment, "int[] X = { 1, 2 };" after it.
    private bool IsBeforeAssignment(int header, int bodyAt) => !_code.AsSpan(header, bodyAt - header).Contains('=');

    private void Add(int first, int header, int bodyAt)
    {
        var end = Math.Min(_at, _code.Length) - 1;
        while (end > header && char.IsWhiteSpace(_code[end]))
        {
            end--;
        }

        var text = _code[header..bodyAt];
        var name = OperatorName().IsMatch(text) ? "operator" : Name().Match(text).Groups[1].Value;
        _members.Add(new MemberSize(name, _source.LineAt(first), _source.LineAt(header), _source.LineAt(end)));
    }
}
