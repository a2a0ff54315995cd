using System.Buffers;
using System.Buffers.Text;
using System.Text;

namespace ConnectRuntime.MySql.Client.Sql;

/// <summary>A text of statements in UTF-8 that is written piece by piece, with names and values quoted as the server reads them.</summary>
/// <remarks>
/// One owner. Grows to the largest text and then allocates nothing. The text must be sent on a connection whose character set is utf8mb4, as all of
/// this client are: in multi-byte sets a trail byte could be taken for a quote or backslash.
/// </remarks>
/// <param name="noBackslashEscapes">Whether the session's sql_mode has NO_BACKSLASH_ESCAPES; its status flag says so after every statement.</param>
public sealed class SqlText(bool noBackslashEscapes)
{
    private static readonly SearchValues<byte> Special = SearchValues.Create("\0\n\r\u001A\"'\\"u8);

    private readonly ArrayBufferWriter<byte> _bytes = new();

    /// <summary>The text so far, valid until it grows.</summary>
    public ReadOnlyMemory<byte> Written => _bytes.WrittenMemory;

    /// <summary>Bytes so far.</summary>
    public int Length => _bytes.WrittenCount;

    /// <summary>Begins anew.</summary>
    public void Clear() => _bytes.ResetWrittenCount();

    /// <summary>SQL as it is.</summary>
    public SqlText Append(string sql)
    {
        var span = _bytes.GetSpan(Encoding.UTF8.GetMaxByteCount(sql.Length));
        _bytes.Advance(Encoding.UTF8.GetBytes(sql, span));
        return this;
    }

    /// <summary>SQL as it is.</summary>
    public SqlText Append(ReadOnlySpan<byte> sql)
    {
        _bytes.Write(sql);
        return this;
    }

    /// <summary>A name between backticks, which are doubled within it.</summary>
    public SqlText AppendName(string name) => Append(Quote(name));

    /// <summary>A whole number.</summary>
    public SqlText AppendNumber(long value)
    {
        Utf8Formatter.TryFormat(value, _bytes.GetSpan(20), out var count);
        _bytes.Advance(count);
        return this;
    }

    /// <summary>A text as a string literal.</summary>
    public SqlText AppendLiteral(ReadOnlySpan<byte> utf8)
    {
        _bytes.Write("'"u8);
        while (true)
        {
            var at = noBackslashEscapes ? utf8.IndexOf((byte)'\'') : utf8.IndexOfAny(Special);
            if (at < 0)
            {
                break;
            }

            _bytes.Write(utf8[..at]);
            WriteEscaped(utf8[at]);
            utf8 = utf8[(at + 1)..];
        }

        _bytes.Write(utf8);
        _bytes.Write("'"u8);
        return this;
    }

    /// <summary>Bytes as a hexadecimal literal, which no sql_mode reads otherwise.</summary>
    public SqlText AppendBytes(ReadOnlySpan<byte> bytes)
    {
        _bytes.Write("x'"u8);
        var span = _bytes.GetSpan(2 * bytes.Length);
        Convert.TryToHexStringLower(bytes, span, out var count);
        _bytes.Advance(count);
        _bytes.Write("'"u8);
        return this;
    }

    /// <summary>The text so far as a string, for messages and tests.</summary>
    public override string ToString() => Encoding.UTF8.GetString(_bytes.WrittenSpan);

    /// <summary>A name between backticks, which are doubled within it.</summary>
    public static string Quote(string name) => $"`{name.Replace("`", "``", StringComparison.Ordinal)}`";

    // Page: "String Literals" in MySQL's manual. Without backslash escapes a quote is doubled and all else stands for itself.
    private void WriteEscaped(byte value)
    {
        var span = _bytes.GetSpan(2);
        span[0] = noBackslashEscapes ? (byte)'\'' : (byte)'\\';
        span[1] = value switch
        {
            0 => (byte)'0',
            (byte)'\n' => (byte)'n',
            (byte)'\r' => (byte)'r',
            0x1A => (byte)'Z',
            _ => value,
        };
        _bytes.Advance(2);
    }
}
