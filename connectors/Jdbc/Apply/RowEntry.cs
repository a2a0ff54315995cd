namespace ConnectRuntime.Jdbc.Apply;

/// <summary>One encoded row of a chunk.</summary>
internal struct RowEntry
{
    /// <summary>First byte in the chunk's buffer.</summary>
    public int Start;

    /// <summary>Bytes.</summary>
    public int Length;

    /// <summary>First byte of the key's columns in the buffer.</summary>
    public int KeyStart;

    /// <summary>Bytes of the key's columns.</summary>
    public int KeyLength;

    /// <summary>Hash of table and key.</summary>
    public uint Hash;

    /// <summary>Index into the chunk's stages.</summary>
    public int Stage;

    /// <summary>The next row of the same stage, or −1.</summary>
    public int NextOfStage;

    /// <summary>The later row of the same key that makes this one needless, or −1.</summary>
    public int SupersededBy;

    /// <summary>Index into the task's partitions.</summary>
    public int Partition;

    /// <summary>The record's offset.</summary>
    public long Offset;
}

/// <summary>The rows of one stage in one chunk, linked by <see cref="RowEntry.NextOfStage"/>.</summary>
/// <param name="First">The first row, or −1.</param>
/// <param name="Last">The last row.</param>
internal readonly record struct RowChain(int First, int Last)
{
    public static readonly RowChain Empty = new(-1, -1);
}

/// <summary>Some rows of a chunk that follow each other.</summary>
/// <param name="Start">The first.</param>
/// <param name="End">The one behind the last.</param>
internal readonly record struct RowRange(int Start, int End)
{
    public int Count => End - Start;
}
