using System.Text;
using ConnectRuntime.MySql.Client.Charsets;

namespace ConnectRuntime.MySql.Binlog;

/// <summary>A statement: a view over an event's body.</summary>
/// <remarks>
/// <code>
/// thread u32 | seconds u32 | database length u8 | error u16 | variables length u16 | [18: file u32, place of its name 2 × u32, duplicates u8]
///   | variables | database | 0 | statement
/// </code>
/// EXECUTE_LOAD_QUERY (18) is a LOAD DATA that was logged as a statement. Pages: "Query_event" and "Execute_load_query_event" in MySQL's source
/// documentation. Nothing is allocated unless text is asked for.
/// </remarks>
internal readonly ref struct QueryEvent
{
    private const int LoadBytes = 13;

    private readonly ReadOnlySpan<byte> _variables;

    private QueryEvent(scoped ref EventBodyReader reader, bool isLoad)
    {
        ThreadId = reader.ReadUInt32();
        ExecutionSeconds = reader.ReadUInt32();
        var database = reader.ReadByte();
        ErrorCode = reader.ReadUInt16();
        var variables = reader.ReadUInt16();
        reader.ReadBytes(isLoad ? LoadBytes : 0);
        _variables = reader.ReadBytes((int)variables);
        DatabaseBytes = reader.ReadBytes((int)database);
        reader.ReadByte();
        Sql = reader.ReadToEnd();
    }

    public uint ThreadId { get; }

    public uint ExecutionSeconds { get; }

    /// <summary>The error that the statement ended with half done; 0 for none.</summary>
    public ushort ErrorCode { get; }

    /// <summary>The current database in UTF-8; empty for none.</summary>
    public ReadOnlySpan<byte> DatabaseBytes { get; }

    /// <summary>The statement in the client's character set.</summary>
    public ReadOnlySpan<byte> Sql { get; }

    public string Database => Encoding.UTF8.GetString(DatabaseBytes);

    /// <summary>The session's variables; parsed at every call.</summary>
    public QueryVariables Variables => QueryVariables.Read(_variables);

    /// <summary>The session's time zone, an offset or a name, where the statement depends on it; otherwise null.</summary>
    public string? ToTimeZone() => _variables[Variables.TimeZone] is { IsEmpty: false } zone ? Encoding.UTF8.GetString(zone) : null;

    /// <summary>The statement as text, decoded by the client's character set; by UTF-8 where that is not told or not known.</summary>
    public string ToSql()
    {
        var variables = Variables;
        return variables.ClientCollation != 0 && MySqlCharset.TryOfCollation(variables.ClientCollation, out var charset)
            ? StatementText.Decode(Sql, charset, variables.SqlMode ?? 0)
            : Encoding.UTF8.GetString(Sql);
    }

    /// <summary>Reads the body of a QUERY, or of an EXECUTE_LOAD_QUERY.</summary>
    public static QueryEvent Read(ReadOnlySpan<byte> body, BinlogEventType type = BinlogEventType.Query)
    {
        var reader = new EventBodyReader(body, "QUERY");
        return new QueryEvent(ref reader, type == BinlogEventType.ExecuteLoadQuery);
    }

    /// <summary>What it is, by its first words.</summary>
    public QueryKind Classify() => QueryWords.Classify(Sql);

    /// <summary>The name of the transaction of an XA statement, spelt as <see cref="XaPrepareEvent.ToXid"/> does.</summary>
    public string ToXid() => Encoding.ASCII.GetString(QueryWords.Xid(Sql));
}
