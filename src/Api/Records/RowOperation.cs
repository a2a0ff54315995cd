namespace ConnectRuntime.Records;

/// <summary>What happened to the row at the source.</summary>
public enum RowOperation : byte
{
    /// <summary>A plain record that does not tell of a change: its value is what it says, and no value is a tombstone.</summary>
    None = 0,

    /// <summary>Inserted; <c>c</c>.</summary>
    Create,

    /// <summary>Updated; <c>u</c>.</summary>
    Update,

    /// <summary>Deleted; <c>d</c>.</summary>
    Delete,

    /// <summary>Read by a snapshot; <c>r</c>.</summary>
    Read,

    /// <summary>The whole table was truncated; <c>t</c>.</summary>
    Truncate,

    /// <summary>A message that belongs to no table; <c>m</c>.</summary>
    Message,
}

/// <summary>The letters that change envelopes use for operations.</summary>
public static class RowOperations
{
    /// <summary>The letter of an operation; for <see cref="RowOperation.None"/> that of a create.</summary>
    public static byte Code(this RowOperation operation) => operation switch
    {
        RowOperation.Update => (byte)'u',
        RowOperation.Delete => (byte)'d',
        RowOperation.Read => (byte)'r',
        RowOperation.Truncate => (byte)'t',
        RowOperation.Message => (byte)'m',
        _ => (byte)'c',
    };

    /// <summary>The operation of a letter, or null for an unknown one.</summary>
    public static RowOperation? FromCode(byte code) => code switch
    {
        (byte)'c' => RowOperation.Create,
        (byte)'u' => RowOperation.Update,
        (byte)'d' => RowOperation.Delete,
        (byte)'r' => RowOperation.Read,
        (byte)'t' => RowOperation.Truncate,
        (byte)'m' => RowOperation.Message,
        _ => null,
    };
}
