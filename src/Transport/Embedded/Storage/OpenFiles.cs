using ConnectRuntime.Transport.Embedded.Files;

namespace ConnectRuntime.Transport.Embedded.Storage;

/// <summary>The segment files that are open, at most so many; the one unused for longest is closed for the next.</summary>
/// <remarks>
/// Any thread. Closing a file that is not synced is fine on the systems we know: the sync goes through another handle later and
/// reports what failed meanwhile, as long as the inode is cached.
/// </remarks>
internal sealed class OpenFiles(ILogFileSystem files, int limit) : IDisposable
{
    private readonly Lock _lock = new();
    private readonly LinkedList<SegmentState> _byUse = [];

    /// <summary>The open file of a segment, which stays open until <see cref="Return"/>.</summary>
    public ILogFile Rent(SegmentState segment, bool create = false)
    {
        lock (_lock)
        {
            if (segment.File is null)
            {
                CloseOldest();
                segment.File = files.Open(segment.Path, create);
                segment.Node ??= new LinkedListNode<SegmentState>(segment);
                _byUse.AddLast(segment.Node);
            }
            else if (!ReferenceEquals(_byUse.Last, segment.Node))
            {
                _byUse.Remove(segment.Node!);
                _byUse.AddLast(segment.Node!);
            }

            segment.Pins++;
            return segment.File;
        }
    }

    public void Return(SegmentState segment)
    {
        lock (_lock)
        {
            segment.Pins--;
        }
    }

    /// <summary>Closes a segment's file, or leaves that to the last user if there are any.</summary>
    public void Close(SegmentState segment)
    {
        lock (_lock)
        {
            if (segment is { File: not null, Pins: 0 })
            {
                CloseNow(segment);
            }
        }
    }

    public void Dispose()
    {
        lock (_lock)
        {
            while (_byUse.First is { } node)
            {
                CloseNow(node.Value);
            }
        }
    }

    private void CloseOldest()
    {
        var node = _byUse.First;
        while (_byUse.Count >= limit && node is not null)
        {
            var next = node.Next;
            if (node.Value.Pins == 0)
            {
                CloseNow(node.Value);
            }

            node = next;
        }
    }

    private void CloseNow(SegmentState segment)
    {
        _byUse.Remove(segment.Node!);
        segment.File!.Dispose();
        segment.File = null;
    }
}
