namespace ConnectRuntime.Testing.Transport;

/// <summary>A file in memory that knows what of it would survive a power cut.</summary>
internal sealed class FaultyFile
{
    private readonly List<Change> _unsynced = [];
    private byte[] _synced = [];

    /// <summary>What a running process sees.</summary>
    public byte[] Bytes { get; private set; } = [];

    /// <summary>Bytes of the last change, if that is not synced.</summary>
    public int LastChangeSize => _unsynced is [.., { Bytes: { } bytes }] ? bytes.Length : 0;

    public void Write(long position, byte[] bytes)
    {
        _unsynced.Add(new Change(position, bytes));
        Bytes = Apply(Bytes, new Change(position, bytes));
    }

    public void Truncate(long length)
    {
        _unsynced.Add(new Change(length, null));
        Bytes = Apply(Bytes, new Change(length, null));
    }

    public void Sync()
    {
        _synced = Bytes;
        _unsynced.Clear();
    }

    /// <summary>The file after a power cut: what was synced, and of the rest what <paramref name="survives"/> says.</summary>
    /// <param name="survives">Given the number of a change and how many there are: the bytes of it that reached the disk, −1 for
    /// all.</param>
    public FaultyFile AfterCrash(Func<int, int, int> survives)
    {
        var bytes = _synced;
        for (var i = 0; i < _unsynced.Count; i++)
        {
            var kept = survives(i, _unsynced.Count);
            var change = _unsynced[i];
            if (kept != 0)
            {
                bytes = Apply(
                    bytes, kept > 0 && change.Bytes is not null
                        ? change with { Bytes = change.Bytes[..Math.Min(kept, change.Bytes.Length)] } : change);
            }
        }

        return new FaultyFile { Bytes = bytes, _synced = bytes };
    }

    private static byte[] Apply(byte[] bytes, Change change)
    {
        if (change.Bytes is null)
        {
            Array.Resize(ref bytes, (int)change.Position);
            return bytes;
        }

        var copy = new byte[Math.Max(bytes.Length, change.Position + change.Bytes.Length)];
        bytes.CopyTo(copy, 0);
        change.Bytes.CopyTo(copy, change.Position);
        return copy;
    }

    /// <summary>A write, or a truncation to a length where there are no bytes.</summary>
    private readonly record struct Change(long Position, byte[]? Bytes);
}
