using System.Buffers;
using System.Text;

namespace ConnectRuntime.MySql.History.Ddl;

/// <summary>What quoted texts stand for.</summary>
internal static class SqlLiterals
{
    /// <summary>The content of a quoted text: doubled quotes are one, escapes are resolved. Page: "String Literals" in MySQL's manual.</summary>
    /// <param name="quoted">The text with its quotes; the closing one may be missing.</param>
    /// <param name="escapes">Whether backslashes escape.</param>
    public static string Unquote(ReadOnlySpan<char> quoted, bool escapes)
    {
        var quote = quoted[0];
        var inner = quoted[1..];
        if (inner.IsEmpty)
        {
            return "";
        }

        if (inner.IndexOfAny(quote, escapes ? '\\' : quote) == inner.Length - 1)
        {
            return inner[^1] == quote ? inner[..^1].ToString() : inner.ToString();
        }

        var text = new StringBuilder(inner.Length);
        for (var i = 0; i < inner.Length; i++)
        {
            var c = inner[i];
            if (c == '\\' && escapes && i + 1 < inner.Length)
            {
                Append(text, inner[++i]);
            }
            else if (c != quote)
            {
                text.Append(c);
            }
            else if (i + 1 < inner.Length && inner[i + 1] == quote)
            {
                text.Append(c);
                i++;
            }
        }

        return text.ToString();
    }

    /// <summary>The bytes of <c>x'…'</c>, <c>0x…</c>, <c>b'…'</c> or <c>0b…</c>; an odd first digit stands alone. Null if it is none.</summary>
    public static byte[]? Bytes(ReadOnlySpan<char> written)
    {
        var digits = written[1] == '\'' ? written[2..].TrimEnd('\'') : written[2..];
        return char.ToLowerInvariant(written[written[1] == '\'' ? 0 : 1]) == 'x' ? OfHex(digits) : OfBits(digits);
    }

    private static byte[]? OfHex(ReadOnlySpan<char> digits)
    {
        var text = (digits.Length & 1) == 0 ? digits.ToString() : $"0{digits}";
        var bytes = new byte[text.Length / 2];
        return Convert.FromHexString(text, bytes, out _, out _) == OperationStatus.Done ? bytes : null;
    }

    private static byte[]? OfBits(ReadOnlySpan<char> digits)
    {
        var bytes = new byte[(digits.Length + 7) / 8];
        for (var i = 0; i < digits.Length; i++)
        {
            var bit = digits.Length - 1 - i;
            if (digits[i] is not ('0' or '1'))
            {
                return null;
            }

            bytes[^(1 + (bit / 8))] |= (byte)((digits[i] - '0') << (bit % 8));
        }

        return bytes;
    }

    // "\%" and "\_" keep their backslash: they mean something to LIKE.
    private static void Append(StringBuilder text, char escaped)
    {
        switch (escaped)
        {
            case '0': text.Append('\0'); break;
            case 'b': text.Append('\b'); break;
            case 'n': text.Append('\n'); break;
            case 'r': text.Append('\r'); break;
            case 't': text.Append('\t'); break;
            case 'Z': text.Append('\u001A'); break;
            case '%' or '_': text.Append('\\').Append(escaped); break;
            default: text.Append(escaped); break;
        }
    }
}
