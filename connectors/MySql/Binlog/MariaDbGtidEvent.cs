using ConnectRuntime.MySql.Client.Binlog;
using ConnectRuntime.MySql.Client.Gtids;

namespace ConnectRuntime.MySql.Binlog;

/// <summary>MariaDB's name of the transaction or statement that follows; it stands for its BEGIN.</summary>
/// <remarks>
/// <code>
/// sequence u64 | domain u32 | flags u8 | [2: group commit u64] | [64, 128: format u32, global length u8, branch length u8, both]
///   | [more flags u8 …] | zeros
/// </code>
/// The server is that of the head. Page: "GTID_EVENT" in MariaDB's knowledge base. Nothing is allocated.
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
    }

    public MariaDbGtid Gtid { get; }

    public MariaDbGtidFlags Flags { get; }

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
