using System.Text;
using ConnectRuntime.MySql.Client.Charsets;
using ConnectRuntime.MySql.History.Ddl;

namespace ConnectRuntime.MySql.Binlog;

/// <summary>A statement's bytes in the client's character set as the text that a parser of Unicode reads as the server read the bytes.</summary>
/// <remarks>
/// The server looks for quotes and backslashes among bytes and knows nothing of what they are in the set. In most sets that is the same. In swe7 the
/// backtick is é and the backslash Ö, so what is not quoted is ASCII there; sjis and ujis have a character of two bytes that is the backslash in
/// Unicode, and within a literal it is doubled.
/// </remarks>
internal static class StatementText
{
    /// <summary>Decodes a statement that was written under an <c>sql_mode</c>.</summary>
    public static string Decode(ReadOnlySpan<byte> sql, MySqlCharset charset, ulong sqlMode) =>
        charset.Name is "swe7" or "sjis" or "ujis" ? DecodeByCharacter(sql, charset, sqlMode) : charset.ToText(sql);

    private static string DecodeByCharacter(ReadOnlySpan<byte> sql, MySqlCharset charset, ulong sqlMode)
    {
        var text = new StringBuilder(sql.Length);
        byte quote = 0;
        for (var i = 0; i < sql.Length;)
        {
            var b = sql[i];
            var length = Math.Min(LengthOf(b, charset.Name), sql.Length - i);
            var hasEscapes = (sqlMode & DdlContext.NoBackslashEscapes) == 0 && (quote == '\'' || (quote == '"' && (sqlMode & DdlContext.AnsiQuotes) == 0));
            if (length == 1 && ((quote == 0 && b < 0x80) || b == quote))
            {
                quote = b is (byte)'\'' or (byte)'"' or (byte)'`' ? (byte)(quote == 0 ? b : 0) : quote;
                text.Append((char)b);
            }
            else if (hasEscapes && b == '\\' && i + 1 < sql.Length)
            {
                length = 1 + Math.Min(LengthOf(sql[i + 1], charset.Name), sql.Length - i - 1);
                text.Append('\\').Append(sql[i + 1] is (byte)'\\' or (byte)'`' ? ((char)sql[i + 1]).ToString() : charset.ToText(sql[(i + 1)..(i + length)]));
            }
            else
            {
                var character = charset.ToText(sql.Slice(i, length));
                text.Append(hasEscapes && character == "\\" ? "\\\\" : character);
            }

            i += length;
        }

        return text.ToString();
    }

    private static int LengthOf(byte lead, string charset) => charset switch
    {
        "sjis" => lead is >= 0x81 and <= 0x9F or >= 0xE0 and <= 0xFC ? 2 : 1,
        "ujis" => lead == 0x8F ? 3 : lead is 0x8E or >= 0xA1 and <= 0xFE ? 2 : 1,
        _ => 1,
    };
}
