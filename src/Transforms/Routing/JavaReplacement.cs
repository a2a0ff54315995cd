using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace ConnectRuntime.Transforms.Routing;

/// <summary>A replacement in Java's syntax: text with <c>$1</c> and <c>${name}</c> for groups, and a backslash before a literal character.</summary>
internal sealed class JavaReplacement
{
    private readonly List<(string Text, int Group)> _parts = [];

    private JavaReplacement()
    {
    }

    /// <summary>Compiles a replacement; digits behind <c>$1</c> belong to the number as long as there is such a group.</summary>
    /// <param name="text">The replacement.</param>
    /// <param name="pattern">The pattern whose groups it names.</param>
    /// <param name="wrong">What is wrong with it, or null.</param>
    public static JavaReplacement? Parse(string text, JavaPattern pattern, out string? wrong)
    {
        var replacement = new JavaReplacement();
        var literal = new StringBuilder();
        wrong = null;
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] is not ('$' or '\\'))
            {
                literal.Append(text[i]);
                continue;
            }

            var isGroup = text[i++] == '$';
            if (i == text.Length)
            {
                wrong = isGroup ? "it ends in a '$' without a group" : "it ends in a backslash";
                return null;
            }

            if (!isGroup)
            {
                literal.Append(text[i]);
                continue;
            }

            if (ReadGroup(text, ref i, pattern) is not { } group)
            {
                wrong = "it names a group that the pattern does not have";
                return null;
            }

            replacement._parts.Add((literal.ToString(), group));
            literal.Clear();
        }

        replacement._parts.Add((literal.ToString(), -1));
        return replacement;
    }

    /// <summary>The text with the match replaced; a group that took no part adds nothing.</summary>
    public string Replace(string text, Match match)
    {
        var result = new StringBuilder(text, 0, match.Index, text.Length + 16);
        foreach (var (literal, group) in _parts)
        {
            result.Append(literal).Append(group < 0 ? "" : match.Groups[group].ValueSpan);
        }

        return result.Append(text, match.Index + match.Length, text.Length - match.Index - match.Length).ToString();
    }

    private static int? ReadGroup(string text, ref int at, JavaPattern pattern)
    {
        if (text[at] == '{')
        {
            var end = text.IndexOf('}', at);
            var name = end < 0 ? string.Empty : text[(at + 1)..end];
            at = end;
            return pattern.Names.TryGetValue(name, out var number) ? number : null;
        }

        if (!char.IsAsciiDigit(text[at]) || text[at] - '0' > pattern.GroupCount)
        {
            return null;
        }

        var group = text[at] - '0';
        while (at + 1 < text.Length && char.IsAsciiDigit(text[at + 1]) && (group * 10) + text[at + 1] - '0' <= pattern.GroupCount)
        {
            group = (group * 10) + text[++at] - '0';
        }

        return group;
    }
}
