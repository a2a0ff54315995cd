namespace ConnectRuntime.MySql.Binlog;

/// <summary>The commit of a transaction: <c>number u64</c>, the storage engine's. Page: "Xid_event" in MySQL's source documentation.</summary>
internal readonly record struct XidEvent(ulong Number)
{
    public static XidEvent Read(ReadOnlySpan<byte> body) => new(new EventBodyReader(body, "XID").ReadUInt64());
}
