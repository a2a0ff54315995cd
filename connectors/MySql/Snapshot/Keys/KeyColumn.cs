using System.Globalization;
using System.Text;
using ConnectRuntime.MySql.Client.Charsets;
using ConnectRuntime.MySql.Client.Sql;
using ConnectRuntime.MySql.Tables;

namespace ConnectRuntime.MySql.Snapshot.Keys;

/// <summary>A column of the key by which a table is read: how its values are kept in a position, and written in a statement. Immutable.</summary>
internal sealed class KeyColumn
{
    private readonly KeyKind _kind;
    private readonly string? _charset;

    private KeyColumn(ColumnModel column, KeyKind kind, string? charset, bool isDescending)
    {
        Column = column;
        _kind = kind;
        _charset = charset;
        IsDescending = isDescending;
    }

    /// <summary>The column.</summary>
    public ColumnModel Column { get; }

    /// <summary>Whether the key runs from large to small.</summary>
    public bool IsDescending { get; }

    /// <summary>Its quoted name.</summary>
    public string Name => SqlText.Quote(Column.Name);

    /// <summary>What is asked for to get its value, where it is not among the captured columns.</summary>
    public string Expression => _charset is not null && !IsUtf8 ? $"CAST({Name} AS BINARY)" : Name;

    private bool IsUtf8 => MySqlCharset.OfName(_charset ?? "binary") is { IsUtf8: true };

    /// <summary>The column of a key; null where a value cannot be written so that the column's index is used.</summary>
    public static KeyColumn? For(ColumnModel column, bool isDescending)
    {
        KeyKind? kind = column.Type switch
        {
            >= SqlType.TinyInt and <= SqlType.BigInt or SqlType.Decimal or SqlType.Year => KeyKind.Number,
            SqlType.Date or SqlType.Time or SqlType.DateTime or SqlType.Timestamp => KeyKind.Temporal,
            SqlType.Char or SqlType.VarChar when column.Charset is null or "binary" => KeyKind.Bytes,
            SqlType.Char or SqlType.VarChar => MySqlCharset.OfName(column.Charset) is null ? null : KeyKind.Text,
            SqlType.Binary or SqlType.VarBinary => KeyKind.Bytes,
            SqlType.Bit => KeyKind.Bits,
            SqlType.Uuid or SqlType.Inet4 or SqlType.Inet6 => KeyKind.Name,
            _ => null,
        };
        return kind is { } known ? new KeyColumn(column, known, known == KeyKind.Text ? column.Charset : null, isDescending) : null;
    }

    /// <summary>What a position keeps of a value that the server sent: the text itself, or hexadecimal digits of bytes and of text that is not UTF-8.</summary>
    public string Keep(ReadOnlySpan<byte> value) =>
        IsText ? Encoding.UTF8.GetString(value) : Convert.ToHexStringLower(value);

    /// <summary>The value as a literal.</summary>
    /// <param name="kept">What <see cref="Keep"/> made of it.</param>
    /// <param name="table">The table, for the message.</param>
    /// <exception cref="Errors.ConnectException">MYT010: it has another form, as after an edit by hand.</exception>
    public string Literal(string kept, TableId table)
    {
        switch (_kind)
        {
            case KeyKind.Number:
                return kept.Length is > 0 and <= 100 && kept.All(c => char.IsAsciiDigit(c) || c is '.' or '-')
                    ? kept
                    : throw SnapshotErrors.BadKey(table, kept, $"a number for {Column.Name}");
            case KeyKind.Temporal or KeyKind.Name:
                return kept.Length is > 0 and <= 100 && kept.All(c => char.IsAsciiHexDigit(c) || c is '.' or '-' or ':' or ' ')
                    ? $"'{kept}'"
                    : throw SnapshotErrors.BadKey(table, kept, $"a value of {Column.Name}");
            case KeyKind.Text when IsUtf8:
                return $"_{_charset} x'{Convert.ToHexString(Encoding.UTF8.GetBytes(kept))}'";
            default:
                return Hex(kept, table);
        }
    }

    private bool IsText => _kind is KeyKind.Number or KeyKind.Temporal or KeyKind.Name || (_kind == KeyKind.Text && IsUtf8);

    private string Hex(string kept, TableId table)
    {
        if (kept.Length % 2 != 0 || !kept.All(char.IsAsciiHexDigit))
        {
            throw SnapshotErrors.BadKey(table, kept, $"hexadecimal digits for {Column.Name}");
        }

        return _kind switch
        {
            KeyKind.Text => $"_{_charset} x'{kept}'",
            KeyKind.Bits => kept.Length is > 0 and <= 16
                ? ulong.Parse(kept, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture).ToString(CultureInfo.InvariantCulture)
                : throw SnapshotErrors.BadKey(table, kept, $"at most 64 bits for {Column.Name}"),
            _ => $"x'{kept}'",
        };
    }
}
