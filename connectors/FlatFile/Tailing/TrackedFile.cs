using ConnectRuntime.FlatFile.Charsets;
using ConnectRuntime.FlatFile.Layouts;
using Microsoft.Win32.SafeHandles;

namespace ConnectRuntime.FlatFile.Tailing;

/// <summary>One file as the task knows it. Owner: the task's thread.</summary>
/// <remarks><c>committed ≤ Position ≤ SeenSize ≤ size</c>, unless the file has been shortened.</remarks>
internal sealed class TrackedFile(int index, string path, FileStatus status) : IDisposable
{
    /// <summary>Its number in marks.</summary>
    public int Index { get; } = index;

    /// <summary>Its identity.</summary>
    public string Id => Status.Id;

    /// <summary>Where it was seen last.</summary>
    public string Path { get; set; } = path;

    /// <summary>What the file system said last.</summary>
    public FileStatus Status { get; set; } = status;

    /// <summary>A position from before this task or before the file was closed, which is checked when the file is opened.</summary>
    public FilePosition? Stored { get; set; }

    /// <summary>The first byte of the next record.</summary>
    public long Position { get; set; }

    /// <summary>Records before it.</summary>
    public long Records { get; set; }

    /// <summary>Lines before it.</summary>
    public long Lines { get; set; }

    /// <summary>Whether the record before <see cref="Position"/> was taken without its terminator.</summary>
    public bool EndsOpen { get; set; }

    /// <summary>The size up to which it has been read; there is nothing new while the file is not larger.</summary>
    public long SeenSize { get; set; } = -1;

    /// <summary>The hash of its beginning.</summary>
    public string Head { get; set; } = string.Empty;

    /// <summary>How many bytes that hash covers.</summary>
    public int HeadBytes { get; set; }

    /// <summary>The hash of the bytes just before <see cref="Position"/>, when they were read.</summary>
    public UInt128 Tail { get; set; }

    /// <summary>Whether its position was set without reading, and must be stored before anything follows.</summary>
    public bool IsMoved { get; set; }

    /// <summary>The open file, if it is open.</summary>
    public SafeFileHandle? Handle { get; set; }

    /// <summary>How its bytes become text, while it is open.</summary>
    public TextDecoding? Decoding { get; set; }

    /// <summary>Its layout, once its header could be read.</summary>
    public IRecordLayout? Layout { get; set; }

    /// <summary>Whether its name is gone or no longer matches: it has been rotated or deleted, and is read to its end.</summary>
    public bool IsRotated { get; set; }

    /// <summary>Whether it was read to its end and closed.</summary>
    public bool IsComplete { get; set; }

    /// <summary>Whether it cannot be read and is left aside.</summary>
    public bool IsAside { get; set; }

    /// <summary>Whether it waits for its turn.</summary>
    public bool IsQueued { get; set; }

    /// <summary>Forgets what was read: the content is another one.</summary>
    public void StartOver()
    {
        (Position, Records, Lines, SeenSize) = (0, 0, 0, -1);
        (Head, HeadBytes, Stored, Layout, EndsOpen) = (string.Empty, 0, null, null, false);
    }

    /// <summary>Closes the file and keeps what is known of it.</summary>
    public void Dispose()
    {
        if (Handle is not null && Position > 0)
        {
            Stored = FileOpener.Snapshot(this);
        }

        Handle?.Dispose();
        Handle = null;
        Layout = null;
    }
}
