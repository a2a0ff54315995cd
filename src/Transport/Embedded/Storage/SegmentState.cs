using System.Globalization;
using ConnectRuntime.Transport.Embedded.Files;

namespace ConnectRuntime.Transport.Embedded.Storage;

/// <summary>One file of record batches, and how much of it is written and may be read.</summary>
/// <remarks>
/// The flusher writes; readers look at <see cref="Readable"/> only: <c>Readable ≤ Size</c>.
/// The handle belongs to <see cref="OpenFiles"/>.
/// </remarks>
internal sealed class SegmentState(PartitionState partition, long baseOffset)
{
    private long _readable;

    public long BaseOffset { get; } = baseOffset;

    public string Path => System.IO.Path.Combine(partition.Folder, FileName(BaseOffset, ".log"));

    public string IndexPath => System.IO.Path.Combine(partition.Folder, FileName(BaseOffset, ".index"));

    public SparseIndex Index { get; } = new();

    /// <summary>Bytes written. Flusher only.</summary>
    public long Size { get; set; }

    /// <summary>Whether bytes were written since the last sync. Flusher only.</summary>
    public bool Dirty { get; set; }

    /// <summary>Whether the index file says that the segment is complete and decided. Flusher only.</summary>
    public bool IndexComplete { get; set; }

    /// <summary>Whether the file is known to exist. Flusher only.</summary>
    public bool Created { get; set; }

    /// <summary>Bytes that readers may read.</summary>
    public long Readable
    {
        get => Volatile.Read(ref _readable);
        set => Volatile.Write(ref _readable, value);
    }

    /// <summary>Under the lock of <see cref="OpenFiles"/>.</summary>
    public ILogFile? File { get; set; }

    /// <summary>Users of <see cref="File"/>; under the lock of <see cref="OpenFiles"/>.</summary>
    public int Pins { get; set; }

    /// <summary>Place in the order of use; under the lock of <see cref="OpenFiles"/>.</summary>
    public LinkedListNode<SegmentState>? Node { get; set; }

    public static string FileName(long baseOffset, string suffix) =>
        baseOffset.ToString("D20", CultureInfo.InvariantCulture) + suffix;
}
