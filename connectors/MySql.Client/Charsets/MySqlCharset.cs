using System.Collections.Concurrent;
using System.Text;
using ConnectRuntime.MySql.Client.Errors;

namespace ConnectRuntime.MySql.Client.Charsets;

/// <summary>A character set of the server: how its bytes become UTF-8.</summary>
/// <remarks>Immutable, any thread. Bytes that mean nothing in the set become U+FFFD; none are dropped silently.</remarks>
public abstract class MySqlCharset
{
    private static readonly ConcurrentDictionary<string, MySqlCharset?> ByName = new(StringComparer.OrdinalIgnoreCase);
    private static readonly ConcurrentDictionary<int, MySqlCharset> ByCollation = new();

    private protected MySqlCharset(string name)
    {
        Name = name;
    }

    /// <summary>The server's name of it, such as <c>latin1</c>.</summary>
    public string Name { get; }

    /// <summary>Whether its bytes are UTF-8 already, and can be copied.</summary>
    public virtual bool IsUtf8 => false;

    /// <summary>Whether it is <c>binary</c>: bytes, not text.</summary>
    public virtual bool IsBinary => false;

    /// <summary>The set of a collation's number, as columns, TABLE_MAP and QUERY events carry it.</summary>
    public static MySqlCharset OfCollation(int id) =>
        TryOfCollation(id, out var charset) ? charset : throw MySqlErrors.UnknownCollation(id);

    /// <summary>The set of a collation's number, if it is known.</summary>
    public static bool TryOfCollation(int id, out MySqlCharset charset)
    {
        if (ByCollation.TryGetValue(id, out charset!))
        {
            return true;
        }

        if (CollationTable.CharsetOf(id) is not { } name || OfName(name) is not { } found)
        {
            return false;
        }

        charset = ByCollation[id] = found;
        return true;
    }

    /// <summary>The set of a name such as <c>utf8mb4</c>, or null; <c>utf8</c> is utf8mb3.</summary>
    public static MySqlCharset? OfName(string name) => ByName.GetOrAdd(name, static n => Make(n.ToLowerInvariant()));

    /// <summary>The most bytes that so many bytes can become.</summary>
    public abstract int MaxUtf8Length(int length);

    /// <summary>Writes the text as UTF-8 and returns how many bytes it has.</summary>
    /// <param name="source">Bytes in this set.</param>
    /// <param name="destination">At least <see cref="MaxUtf8Length"/> bytes.</param>
    public abstract int ToUtf8(ReadOnlySpan<byte> source, Span<byte> destination);

    /// <summary>The text as a string, for whatever is not on the data path.</summary>
    public virtual string ToText(ReadOnlySpan<byte> source)
    {
        var bytes = new byte[MaxUtf8Length(source.Length)];
        return Encoding.UTF8.GetString(bytes, 0, ToUtf8(source, bytes));
    }

    /// <inheritdoc/>
    public override string ToString() => Name;

    private static MySqlCharset? Make(string name) => name switch
    {
        "utf8mb4" or "utf8mb3" or "utf8" => new Utf8Charset(name == "utf8" ? "utf8mb3" : name, isBinary: false),
        "binary" => new Utf8Charset(name, isBinary: true),
        "ascii" => new SingleByteCharset(name, new string('\uFFFD', 128)),
        "swe7" => new SingleByteCharset(name, new string('\uFFFD', 128), "@É[Ä\\Ö]Å^Ü`é{ä|ö}å~ü\u007F\uFFFD"),
        "ucs2" or "utf16" or "utf16le" or "utf32" => new WideCharset(name),
        "gb18030" => new Gb18030Charset(),
        "big5" or "gbk" or "gb2312" or "euckr" or "sjis" or "cp932" or "ujis" or "eucjpms" => new MultiByteCharset(name),
        _ => SingleByteTables.Upper(name) is { } upper ? new SingleByteCharset(name, upper) : null,
    };
}
