using System.Globalization;
using System.Text;

namespace ConnectRuntime.Configuration.Providers;

/// <summary>Reads the format of Java properties files: <c>key=value</c>, <c>key: value</c> or <c>key value</c>.</summary>
/// <remarks>
/// Lines that begin with <c>#</c> or <c>!</c> are comments; a backslash at the end continues a line, and the blanks that begin
/// the next are dropped; <c>\t \n \r \f \uXXXX</c> are escapes, any other escaped character is itself. The last of two equal keys wins.
/// </remarks>
public static class PropertiesReader
{
    /// <summary>All entries of a text.</summary>
    public static IReadOnlyDictionary<string, string> Read(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var entries = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var line in Logical(text))
        {
            var end = KeyEnd(line);
            var rest = line.AsSpan(end).TrimStart(" \t\f");
            if (rest.Length > 0 && rest[0] is '=' or ':')
            {
                rest = rest[1..].TrimStart(" \t\f");
            }

            entries[Unescape(line.AsSpan(0, end))] = Unescape(rest);
        }

        return entries;
    }

    private static IEnumerable<string> Logical(string text)
    {
        var pending = new StringBuilder();
        foreach (var natural in text.ReplaceLineEndings("\n").Split('\n'))
        {
            var line = natural.TrimStart(' ', '\t', '\f');
            if (pending.Length == 0 && (line.Length == 0 || line[0] is '#' or '!'))
            {
                continue;
            }

            var slashes = line.Length - line.TrimEnd('\\').Length;
            var continues = slashes % 2 == 1;
            pending.Append(continues ? line[..^1] : line);
            if (!continues)
            {
                yield return pending.ToString();
                pending.Clear();
            }
        }

        if (pending.Length > 0)
        {
            yield return pending.ToString();
        }
    }

    private static int KeyEnd(string line)
    {
        for (var i = 0; i < line.Length; i++)
        {
            if (line[i] == '\\')
            {
                i++;
            }
            else if (line[i] is '=' or ':' or ' ' or '\t' or '\f')
            {
                return i;
            }
        }

        return line.Length;
    }

    private static string Unescape(ReadOnlySpan<char> text)
    {
        var plain = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] != '\\')
            {
                plain.Append(text[i]);
            }
            else if (++i == text.Length)
            {
                break;
            }
            else if (text[i] == 'u' && i + 4 < text.Length
                && ushort.TryParse(text.Slice(i + 1, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var unit))
            {
                plain.Append((char)unit);
                i += 4;
            }
            else
            {
                plain.Append(text[i] switch { 't' => '\t', 'n' => '\n', 'r' => '\r', 'f' => '\f', var other => other });
            }
        }

        return plain.ToString();
    }
}
