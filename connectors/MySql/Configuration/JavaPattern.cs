using System.Text;

namespace ConnectRuntime.MySql.Configuration;

/// <summary>Regular expressions in Java's dialect, as people's configurations have them, rewritten in .NET's.</summary>
/// <remarks>
/// Page: "java.util.regex.Pattern". What means something else in .NET is rewritten: <c>\d \w \s</c> are ASCII, <c>\Q…\E</c> quotes,
/// <c>\h</c> is a blank, POSIX classes are <c>\p{Alpha}</c>. What has no counterpart is refused rather than taken for something else.
/// </remarks>
internal static class JavaPattern
{
    /// <summary>The same expression in .NET's dialect.</summary>
    /// <exception cref="FormatException">It uses what cannot be rewritten; the message says what, in words for the user.</exception>
    public static string Translate(string pattern)
    {
        var text = new StringBuilder(pattern.Length + 16);
        var inClass = false;
        for (var i = 0; i < pattern.Length; i++)
        {
            var c = pattern[i];
            if (c == '\\')
            {
                i = Escape(pattern, i, inClass, text);
            }
            else if (inClass)
            {
                RefuseClassAlgebra(pattern, i);
                inClass = c != ']';
                text.Append(c);
            }
            else
            {
                RefusePossessive(pattern, i);
                RefuseOpenCount(pattern, i);
                text.Append(c);
                inClass = c == '[';
                if (inClass && At(pattern, i + 1) == '^')
                {
                    text.Append(pattern[++i]);
                }
            }
        }

        return text.ToString();
    }

    // Copies one escape and returns the index of its last character.
    private static int Escape(string pattern, int i, bool inClass, StringBuilder text)
    {
        var c = At(pattern, i + 1);
        switch (c)
        {
            case 'd' or 'w' or 's' or 'h':
                text.Append(inClass ? Members(c) : $"[{Members(c)}]");
                return i + 1;
            case 'D' or 'W' or 'S' or 'H' when !inClass:
                text.Append("[^").Append(Members(char.ToLowerInvariant(c))).Append(']');
                return i + 1;
            case 'D' or 'W' or 'S' or 'H':
                throw new FormatException($"\\{c} stands inside [ ]");
            case 'Q':
                var end = pattern.IndexOf("\\E", i + 2, StringComparison.Ordinal);
                var quoted = end < 0 ? pattern[(i + 2)..] : pattern[(i + 2)..end];
                foreach (var q in quoted)
                {
                    text.Append(char.IsAsciiLetterOrDigit(q) || q > 127 ? "" : "\\").Append(q);
                }

                return end < 0 ? pattern.Length - 1 : end + 1;
            case 'p' or 'P':
                return Property(pattern, i, inClass, text);
            case 'R' or 'X' or 'N' or 'V' or 'v':
            case 'x' when At(pattern, i + 2) == '{':
                throw new FormatException($"\\{c} is an escape of Java alone");
            case '\0':
                throw new FormatException("it ends with \\");
            default:
                text.Append('\\').Append(c);
                return i + 1;
        }
    }

    private static int Property(string pattern, int i, bool inClass, StringBuilder text)
    {
        var end = At(pattern, i + 2) == '{' ? pattern.IndexOf('}', i) : -1;
        var name = end < 0 ? "" : pattern[(i + 3)..end];
        var members = name switch
        {
            "Lower" => "a-z",
            "Upper" => "A-Z",
            "Alpha" => "a-zA-Z",
            "Digit" => "0-9",
            "Alnum" => "a-zA-Z0-9",
            "XDigit" => "0-9a-fA-F",
            "Punct" => @"!-/:-@\[-`{-~",
            "Blank" => @" \t",
            "Space" => Members('s'),
            "ASCII" => @"\x00-\x7F",
            "L" or "Lu" or "Ll" or "N" or "Nd" or "P" or "S" or "Z" => null,
            _ => throw new FormatException($"\\{pattern[i + 1]}{{{name}}} is not known"),
        };
        var negative = pattern[i + 1] == 'P';
        if (members is null)
        {
            text.Append(pattern, i, end - i + 1);
        }
        else if (negative && inClass)
        {
            throw new FormatException($"\\P{{{name}}} stands inside [ ]");
        }
        else
        {
            text.Append(inClass ? members : $"[{(negative ? "^" : "")}{members}]");
        }

        return end;
    }

    private static string Members(char c) => c switch
    {
        'd' => "0-9",
        'w' => "a-zA-Z0-9_",
        'h' => @" \t\u00A0\u1680\u180e\u2000-\u200a\u202f\u205f\u3000",
        _ => @" \t\n\x0B\f\r",
    };

    // Java unites and intersects classes, [a[b]] and [a&&[b]]; .NET reads the same characters as another class.
    private static void RefuseClassAlgebra(string pattern, int i)
    {
        if (pattern[i] == '[' || (pattern[i] == '&' && At(pattern, i + 1) == '&'))
        {
            throw new FormatException("it puts one [ ] into another");
        }
    }

    private static void RefusePossessive(string pattern, int i)
    {
        var isQuantifier = pattern[i] is '*' or '+' or '?' or '}' && i > 0;
        if (isQuantifier && At(pattern, i + 1) == '+')
        {
            throw new FormatException($"it uses the possessive quantifier {pattern[i]}+");
        }
    }

    // A brace that begins no count is text in .NET and wrong in Java, where it mostly is a comma that was not escaped: a{1,2}.
    private static void RefuseOpenCount(string pattern, int i)
    {
        if (pattern[i] != '{')
        {
            return;
        }

        var end = pattern.IndexOf('}', i);
        var count = end < 0 ? "" : pattern[(i + 1)..end];
        var parts = count.Split(',');
        if (i == 0 || parts.Length > 2 || parts[0].Length == 0 || !parts.All(part => part.All(char.IsAsciiDigit)))
        {
            throw new FormatException("a { begins no count such as {2}");
        }
    }

    private static char At(string text, int i) => i < text.Length ? text[i] : '\0';
}
