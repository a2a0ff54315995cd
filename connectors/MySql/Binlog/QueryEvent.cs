using System.Text;
using ConnectRuntime.MySql.Client.Charsets;

namespace ConnectRuntime.MySql.Binlog;

/// <summary>A statement: a view over an event's body.</summary>
/// <remarks>
/// <code>
/// thread u32 | seconds u32 | database length u8 | error u16 | variables length u16 | variables | database | 0 | statement
/// </code>
/// Page: "Query_event" in MySQL's source documentation. Nothing is allocated unless text is asked for.
/// </remarks>
internal readonly ref struct QueryEvent
{
    private readonly ReadOnlySpan<byte> _variables;

    private QueryEvent(scoped ref EventBodyReader reader)
    {
        ThreadId = reader.ReadUInt32();
        ExecutionSeconds = reader.ReadUInt32();
        var database = reader.ReadByte();
        ErrorCode = reader.ReadUInt16();
        _variables = reader.ReadBytes((int)reader.ReadUInt16());
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

    /// <summary>The statement as text, decoded by the client's character set; by UTF-8 where that is not told or not known.</summary>
    public string ToSql()
    {
        var collation = Variables.ClientCollation;
        return collation != 0 && MySqlCharset.TryOfCollation(collation, out var charset) ? charset.ToText(Sql) : Encoding.UTF8.GetString(Sql);
    }

    public static QueryEvent Read(ReadOnlySpan<byte> body)
    {
        var reader = new EventBodyReader(body, "QUERY");
        return new QueryEvent(ref reader);
    }

    /// <summary>What it is, by its first words.</summary>
    public QueryKind Classify() => QueryWords.Classify(Sql);

    /// <summary>The name of the transaction of an XA statement, spelt as <see cref="XaPrepareEvent.ToXid"/> does.</summary>
    public string ToXid() => Encoding.ASCII.GetString(QueryWords.Xid(Sql));
}
