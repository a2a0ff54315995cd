using System.Text;

namespace ConnectRuntime.MySql.Binlog;

/// <summary>The statement that made the rows after it: MySQL's ROWS_QUERY (29), MariaDB's ANNOTATE_ROWS (160).</summary>
/// <remarks>
/// <code>
/// ROWS_QUERY      length u8, of no use as it is cut to a byte | text
/// ANNOTATE_ROWS   text
/// </code>
/// The text is in the client's character set, which the event does not tell. Page: "Rows_query_event" in MySQL's source documentation.
/// </remarks>
internal readonly ref struct RowsQueryEvent
{
    private RowsQueryEvent(ReadOnlySpan<byte> sql)
    {
        Sql = sql;
    }

    public ReadOnlySpan<byte> Sql { get; }

    /// <summary>The text, taken for UTF-8.</summary>
    public string ToSql() => Encoding.UTF8.GetString(Sql);

    public static bool Is(BinlogEventType type) => type is BinlogEventType.RowsQuery or BinlogEventType.AnnotateRows;

    public static RowsQueryEvent Read(BinlogEventType type, ReadOnlySpan<byte> body)
    {
        var reader = new EventBodyReader(body, "ROWS_QUERY");
        if (type == BinlogEventType.RowsQuery)
        {
            reader.ReadByte();
        }

        return new RowsQueryEvent(reader.ReadToEnd());
    }
}
