using System.Globalization;
using System.Text;

namespace ConnectRuntime.FlatFile.Options;

/// <summary>The syntax of separators and quotes: text with escapes, a character's number, or a name.</summary>
internal static class CharacterSyntax
{
    /// <summary>What a value must be, in words.</summary>
    public const string Requirement = "a text such as , or |~| or \\t or \\u0001, the number of a character such as 44, or none";

    /// <summary>Whether a text is well-formed.</summary>
    public static bool IsValid(string text) => TryRead(text, out _);

    /// <summary>Whether a text is well-formed and stands for at most one byte of ASCII.</summary>
    public static bool IsByte(string text) => TryRead(text, out var value) && value.Length <= 1 && value.All(char.IsAscii);

    /// <summary>The text that is meant; empty for none.</summary>
    public static string Read(string text) => TryRead(text, out var value) ? value : string.Empty;

    /// <summary>The byte that is meant, or null for none.</summary>
    public static byte? ReadByte(string text) => Read(text) is [var c] ? (byte)c : null;

    private static bool TryRead(string text, out string value)
    {
        value = text switch
        {
            "none" or "NONE" or "0" => string.Empty,
            "tab" or "TAB" => "\t",
            "space" or "SPACE" => " ",
            _ => text,
        };
        if (value.Length > 0 && value.All(char.IsAsciiDigit))
        {
            var isCode = int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var code) && Rune.IsValid(code);
            value = isCode ? new Rune(code).ToString() : string.Empty;
            return isCode;
        }

        return value.Length < 2 || !value.Contains('\\', StringComparison.Ordinal) || TryUnescape(value, out value);
    }

    private static bool TryUnescape(string text, out string value)
    {
        var result = new StringBuilder();
        value = string.Empty;
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] != '\\')
            {
                result.Append(text[i]);
                continue;
            }

            if (++i == text.Length)
            {
                return false;
            }

            var digits = text[i] switch { 'x' => 2, 'u' => 4, _ => 0 };
            if (digits > 0)
            {
                if (i + digits >= text.Length
                    || !ushort.TryParse(text.AsSpan(i + 1, digits), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code))
                {
                    return false;
                }

                result.Append((char)code);
                i += digits;
                continue;
            }

            var plain = @"tnr\0abfv".IndexOf(text[i], StringComparison.Ordinal);
            if (plain < 0)
            {
                return false;
            }

            result.Append("\t\n\r\\\0\a\b\f\v"[plain]);
        }

        value = result.ToString();
        return true;
    }
}
