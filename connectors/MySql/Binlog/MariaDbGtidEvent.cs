using ConnectRuntime.MySql.Client.Binlog;
using ConnectRuntime.MySql.Client.Gtids;

namespace ConnectRuntime.MySql.Binlog;

/// <summary>MariaDB's name of the transaction or statement that follows; it stands for its BEGIN.</summary>
/// <remarks>
/// <code>
/// sequence u64 | domain u32 | flags u8 | [2: group commit u64] | [64, 128: format u32, global length u8, branch length u8, both]
///   | [more flags u8 | 1: engines u8 | 4, 8: sequence of the start u64 | 16: thread u32] | zeros
/// </code>
/// The server is that of the head. A two-phase ALTER is logged twice, as START ALTER and as COMMIT or ROLLBACK ALTER, each with the statement. Page: "GTID_EVENT" in MariaDB's knowledge base. Nothing is allocated.
/// </remarks>
internal readonly ref struct MariaDbGtidEvent
{
    private MariaDbGtidEvent(MariaDbGtid gtid, scoped ref EventBodyReader reader)
    {
        Gtid = gtid;
        Flags = (MariaDbGtidFlags)reader.ReadByte();
        if ((Flags & MariaDbGtidFlags.GroupCommit) != 0)
        {
            GroupCommit = reader.ReadUInt64();
        }

        if (IsXa)
        {
            Format = reader.ReadUInt32();
            var global = reader.ReadByte();
            var branch = reader.ReadByte();
            Global = reader.ReadBytes((int)global);
            Branch = reader.ReadBytes((int)branch);
        }

        MoreFlags = reader.Remaining > 0 ? (MariaDbGtidMoreFlags)reader.ReadByte() : 0;
        if ((MoreFlags & MariaDbGtidMoreFlags.MultiEngine) != 0)
        {
            reader.ReadByte();
        }

        if ((MoreFlags & (MariaDbGtidMoreFlags.CommitAlter | MariaDbGtidMoreFlags.RollbackAlter)) != 0)
        {
            AlterStart = reader.ReadUInt64();
        }

        if ((MoreFlags & MariaDbGtidMoreFlags.Thread) != 0)
        {
            ThreadId = reader.ReadUInt32();
        }
    }

    public MariaDbGtid Gtid { get; }

    public MariaDbGtidFlags Flags { get; }

    public MariaDbGtidMoreFlags MoreFlags { get; }

    /// <summary>The connection that made it, where the server tells (11.5 and later); 0 otherwise.</summary>
    public uint ThreadId { get; }

    /// <summary>Of the second phase of an ALTER, the sequence of its first.</summary>
    public ulong AlterStart { get; }

    /// <summary>Whether the statement that follows has no effect yet: the first phase of an ALTER, or its end without success.</summary>
    public bool IsAlterWithoutEffect => (MoreFlags & (MariaDbGtidMoreFlags.StartAlter | MariaDbGtidMoreFlags.RollbackAlter)) != 0;

    /// <summary>The number of the group that it was committed with; 0 for none.</summary>
    public ulong GroupCommit { get; }

    /// <summary>Of an XA transaction.</summary>
    public uint Format { get; }

    /// <summary>Of an XA transaction.</summary>
    public ReadOnlySpan<byte> Global { get; }

    /// <summary>Of an XA transaction.</summary>
    public ReadOnlySpan<byte> Branch { get; }

    /// <summary>Whether one statement follows that commits itself, and no COMMIT.</summary>
    public bool IsStandalone => (Flags & MariaDbGtidFlags.Standalone) != 0;

    /// <summary>Whether it is one of the two phases of an XA transaction.</summary>
    public bool IsXa => (Flags & (MariaDbGtidFlags.PreparedXa | MariaDbGtidFlags.CompletedXa)) != 0;

    /// <summary>The XA transaction's name as XA COMMIT and XA ROLLBACK spell it; null for another transaction.</summary>
    public string? ToXid() => IsXa ? XaId.ToText(Global, Branch, Format) : null;

    public static MariaDbGtidEvent Read(in BinlogEventHeader header, ReadOnlySpan<byte> body)
    {
        var reader = new EventBodyReader(body, "MariaDB GTID");
        var sequence = reader.ReadUInt64();
        return new MariaDbGtidEvent(new MariaDbGtid(reader.ReadUInt32(), header.ServerId, sequence), ref reader);
    }
}

/// <summary>Flags of MariaDB's GTID event.</summary>
[Flags]
internal enum MariaDbGtidFlags : byte
{
    None = 0,

    /// <summary>No COMMIT follows.</summary>
    Standalone = 1,

    /// <summary>It was committed in a group.</summary>
    GroupCommit = 2,

    /// <summary>It can be rolled back.</summary>
    Transactional = 4,

    AllowParallel = 8,

    Waited = 16,

    /// <summary>A DDL statement.</summary>
    Ddl = 32,

    /// <summary>An XA transaction's first phase.</summary>
    PreparedXa = 64,

    /// <summary>An XA transaction's commit or rollback.</summary>
    CompletedXa = 128,
}

/// <summary>The second byte of flags of MariaDB's GTID event, 10.8 and later.</summary>
[Flags]
internal enum MariaDbGtidMoreFlags : byte
{
    None = 0,

    /// <summary>Several storage engines take part.</summary>
    MultiEngine = 1,

    /// <summary>The first phase of an ALTER.</summary>
    StartAlter = 2,

    /// <summary>Its second phase: it takes effect.</summary>
    CommitAlter = 4,

    /// <summary>Its second phase: it failed.</summary>
    RollbackAlter = 8,

    /// <summary>The thread's number is told.</summary>
    Thread = 16,
}
