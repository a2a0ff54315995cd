using System.Text;
using System.Text.RegularExpressions;
using ConnectRuntime.Repo.Tests.Source;

namespace ConnectRuntime.Repo.Tests.Errors;

/// <summary>Finds error codes among the string literals of C# files: alone as <c>"LOG003"</c>, or as the beginning of a message.</summary>
public static partial class ErrorCodeScanner
{
    /// <summary>Names of algorithms and code pages that look like a code.</summary>
    private static readonly HashSet<string> NotCodes =
        ["SHA224", "SHA256", "SHA384", "SHA512", "AES128", "AES192", "AES256", "IBM037", "IBM273", "IBM277", "IBM278", "IBM280",
         "IBM284", "IBM285", "IBM297", "IBM423", "IBM424", "IBM437", "IBM500", "IBM850", "IBM852", "IBM858", "IBM870", "IBM871"];

    /// <summary>All codes of one file, in their order.</summary>
    public static IEnumerable<ErrorCode> Scan(TreeFile file)
    {
        var source = CSharpText.Parse(file.Text);
        foreach (var literal in source.Literals)
        {
            var code = Shape().Match(literal.Text).Groups[1].Value;
            if (code.Length == 0 || NotCodes.Contains(code))
            {
                continue;
            }

            var (open, close) = Call(source.Code, literal);
            yield return new ErrorCode(code, Kind(source.Code, open, close), Message(source, literal, close), file.Path, literal.Line);
        }
    }

    [GeneratedRegex(@"^([A-Z]{3,8}[0-9]{3})(?=$|: )")]
    private static partial Regex Shape();

    [GeneratedRegex(@"\b\w*ErrorKind\.(Config|Transient|Data|Fatal)\b")]
    private static partial Regex KindValue();

    [GeneratedRegex(@"(Config|Transient|Data|Fatal)\w*\s*$")]
    private static partial Regex KindInName();

    [GeneratedRegex(@"(?<!\{)\{(?:[^{}\n]*\.)?([A-Za-z_]\w*)(?:\(\))?(?:[:,][^{}\n]*)?\}")]
    private static partial Regex SimpleHole();

    /// <summary>The brackets of the argument list that the literal stands in; both ends of the statement where there is none.</summary>
    private static (int Open, int Close) Call(string code, StringLiteral literal)
    {
        var open = literal.Start - 1;
        for (var depth = 0; open >= 0; open--)
        {
            depth += code[open] is ')' or ']' or '}' ? 1 : code[open] is '(' or '[' or '{' ? -1 : 0;
            if (depth < 0 || (depth == 0 && code[open] == ';'))
            {
                break;
            }
        }

        var close = literal.End;
        for (var depth = 0; close < code.Length; close++)
        {
            depth += code[close] is '(' or '[' or '{' ? 1 : code[close] is ')' or ']' or '}' ? -1 : 0;
            if (depth < 0 || (depth == 0 && code[close] == ';'))
            {
                break;
            }
        }

        return (Math.Max(open, 0), Math.Min(close, code.Length));
    }

    private static string Kind(string code, int open, int close)
    {
        var kinds = KindValue().Matches(code[open..close]).Select(m => m.Groups[1].Value).Distinct().ToList();
        if (kinds.Count > 0)
        {
            return string.Join(" or ", kinds);
        }

        return KindInName().Match(code[Math.Max(0, open - 60)..open]) is { Success: true } name ? name.Groups[1].Value : "—";
    }

    /// <summary>The rest of the literal, or the literals of the next argument that has any, as one text.</summary>
    private static string Message(CSharpText source, StringLiteral code, int close)
    {
        var colon = code.Text.IndexOf(": ", StringComparison.Ordinal);
        var text = new StringBuilder(colon < 0 ? "" : code.Text[(colon + 2)..]);
        var from = code.End;
        foreach (var literal in source.Literals.Where(l => l.Start >= code.End && l.End <= close))
        {
            if (literal.Start < from)
            {
                continue;
            }

            if (text.Length > 0 && !IsJoined(source.Code[from..literal.Start]))
            {
                break;
            }

            text.Append(literal.Text);
            from = literal.End;
        }

        return Readable(text.ToString());
    }

    private static bool IsJoined(string between)
    {
        var depth = 0;
        foreach (var c in between)
        {
            depth += c is '(' or '[' or '{' ? 1 : c is ')' or ']' or '}' ? -1 : 0;
            if (depth <= 0 && c is ',' or ';')
            {
                return false;
            }
        }

        return true;
    }

    private static string Readable(string text)
    {
        text = SimpleHole().Replace(text, "⟨$1⟩");
        var plain = new StringBuilder();
        var depth = 0;
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (c == '{' && (depth > 0 || i + 1 >= text.Length || text[i + 1] != '{'))
            {
                plain.Append(depth++ == 0 ? "⟨…⟩" : "");
            }
            else if (c == '}' && depth > 0)
            {
                depth--;
            }
            else if (depth == 0)
            {
                plain.Append(c);
                i += c is '{' or '}' && i + 1 < text.Length && text[i + 1] == c ? 1 : 0;
            }
        }

        return plain.Replace("\\\"", "\"").Replace("\\n", " ").Replace("\\\\", "\\").ToString().Trim();
    }
}
