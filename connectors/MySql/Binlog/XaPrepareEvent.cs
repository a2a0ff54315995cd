namespace ConnectRuntime.MySql.Binlog;

/// <summary>The end of an XA transaction's first phase.</summary>
/// <remarks>
/// <code>
/// one phase u8 | format u32 | global length u32 | branch length u32 | global | branch
/// </code>
/// Page: "XA_prepare_event" in MySQL's source documentation.
/// </remarks>
internal readonly ref struct XaPrepareEvent
{
    private XaPrepareEvent(bool isOnePhase, uint format, ReadOnlySpan<byte> global, ReadOnlySpan<byte> branch)
    {
        IsOnePhase = isOnePhase;
        Format = format;
        Global = global;
        Branch = branch;
    }

    /// <summary>Whether it commits at once.</summary>
    public bool IsOnePhase { get; }

    public uint Format { get; }

    public ReadOnlySpan<byte> Global { get; }

    public ReadOnlySpan<byte> Branch { get; }

    /// <summary>The transaction's name as XA COMMIT and XA ROLLBACK spell it.</summary>
    public string ToXid() => XaId.ToText(Global, Branch, Format);

    public static XaPrepareEvent Read(ReadOnlySpan<byte> body)
    {
        var reader = new EventBodyReader(body, "XA_PREPARE");
        var isOnePhase = reader.ReadByte() != 0;
        var format = reader.ReadUInt32();
        var global = reader.ReadUInt32();
        var branch = reader.ReadUInt32();
        return new XaPrepareEvent(isOnePhase, format, reader.ReadBytes((ulong)global), reader.ReadBytes((ulong)branch));
    }
}
