using ConnectRuntime.FlatFile.Options;

namespace ConnectRuntime.FlatFile.Tailing;

/// <summary>The files of one task: which there are, which have something to read, and which are done.</summary>
/// <remarks>Owner: the task's thread. Bound: the files in the folder, and file.remember.count that are gone.</remarks>
/// <param name="config">What the user wants.</param>
/// <param name="owns">Whether a file belongs to this task.</param>
/// <param name="now">Milliseconds since 1970.</param>
internal sealed class FileTracker(FlatFileConfig config, Func<string, bool> owns, Func<long> now)
{
    /// <summary>Files that are kept open at their end. A file beyond that is opened again when it has grown.</summary>
    private const int MostOpen = 64;

    private const long RotatedRestMilliseconds = 5000;

    private readonly FolderScanner _scanner = new(config);
    private readonly Dictionary<string, TrackedFile> _byId = new(StringComparer.Ordinal);
    private readonly Dictionary<int, TrackedFile> _byIndex = [];
    private readonly Dictionary<string, FilePosition> _stored = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _idByInode = new(StringComparer.Ordinal);
    private readonly Queue<TrackedFile> _ready = new();
    private readonly List<TrackedFile> _followed = [];
    private int _next;
    private bool _hasScanned;

    /// <summary>The file of a mark.</summary>
    public TrackedFile this[int index] => _byIndex[index];

    /// <summary>The number of a file in marks, or −1.</summary>
    public int IndexOf(string id) => _byId.TryGetValue(id, out var file) ? file.Index : -1;

    /// <summary>Remembers a stored position.</summary>
    public void Know(string id, FilePosition position)
    {
        _stored[id] = position;
        _idByInode[FileStatus.InodeOf(id)] = id;
    }

    /// <summary>The next file with something to read; null for none.</summary>
    public TrackedFile? Next()
    {
        if (!_ready.TryDequeue(out var file))
        {
            return null;
        }

        file.IsQueued = false;
        return file;
    }

    /// <summary>Looks through the folder.</summary>
    public void Scan()
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var found = _scanner.Matching();
        if (!_hasScanned && _stored.Count > 0)
        {
            foreach (var other in _scanner.Others().Where(IsUnfinished))
            {
                Meet(other, isRotated: true);
                seen.Add(other.Status.Id);
            }
        }

        _hasScanned = true;
        seen.UnionWith(found.Select(file => file.Status.Id));
        foreach (var file in _followed.Where(file => !seen.Contains(file.Id)))
        {
            file.IsRotated = true;
        }

        Poll();
        foreach (var file in found)
        {
            Meet(file, isRotated: false);
        }

        Gone = _stored.Keys.Where(id => !seen.Contains(id) && !_followed.Exists(file => file.Id == id)).ToList();
    }

    /// <summary>Stored files that the last scan has not seen.</summary>
    public IReadOnlyList<string> Gone { get; private set; } = [];

    /// <summary>Positions of files that are gone and more than are to be remembered, oldest first.</summary>
    public IReadOnlyList<string> TakeForgotten()
    {
        var surplus = Gone.Count - config.Remember;
        if (surplus <= 0)
        {
            return [];
        }

        string[] oldest = [.. Gone.OrderBy(id => _stored[id].Changed).Take(surplus)];
        foreach (var id in oldest)
        {
            _stored.Remove(id);
            _idByInode.Remove(FileStatus.InodeOf(id));
            if (_byId.Remove(id, out var file))
            {
                _byIndex.Remove(file.Index);
            }
        }

        Gone = [];
        return oldest;
    }

    /// <summary>Looks at the open files only.</summary>
    public void Poll()
    {
        foreach (var file in _followed)
        {
            file.Status = FileStat.Of(file.Handle!, file.Path) with { Id = file.Id };
            Offer(file);
        }
    }

    /// <summary>Keeps a file open that has been read to its end and may grow.</summary>
    public void Follow(TrackedFile file)
    {
        _followed.Remove(file);
        _followed.Add(file);
        if (_followed.Count > MostOpen)
        {
            Leave(_followed[0]);
        }
    }

    /// <summary>Closes a file.</summary>
    public void Leave(TrackedFile file)
    {
        _followed.Remove(file);
        file.Dispose();
    }

    /// <summary>Closes everything.</summary>
    public void Close()
    {
        foreach (var file in _byId.Values)
        {
            file.Dispose();
        }
    }

    /// <summary>Whether a file has rested at its end for so long that nothing more is expected.</summary>
    public bool IsDue(TrackedFile file)
    {
        var rest = config.CompleteAfter != Timeout.InfiniteTimeSpan ? config.CompleteAfter.TotalMilliseconds
            : file.IsRotated ? RotatedRestMilliseconds : double.PositiveInfinity;
        return now() - file.Status.Changed >= rest;
    }

    private bool IsUnfinished(FoundFile file) =>
        owns(file.Status.Id) && _stored.TryGetValue(file.Status.Id, out var stored)
        && file.Status.Size > stored.Position && (stored.Born == 0 || file.Status.Born == 0 || stored.Born == file.Status.Born);

    private void Meet(FoundFile found, bool isRotated)
    {
        var id = found.Status.Id;
        if (!owns(id) || now() - found.Status.Changed < config.MinimumAge.TotalMilliseconds)
        {
            return;
        }

        if (!_byId.TryGetValue(id, out var file) || IsReused(file, found.Status))
        {
            _byIndex.Remove(file?.Index ?? -1);
            file = new TrackedFile(_next++, found.Path, found.Status) { Stored = StoredOf(found) };
            file.IsComplete = file.Stored is { } stored
                && stored.Position == found.Status.Size && stored.Changed == found.Status.Changed && stored.Born == found.Status.Born;
            file.SeenSize = file.IsComplete ? found.Status.Size : -1;
            _byId[id] = file;
            _byIndex[file.Index] = file;
        }

        (file.Path, file.Status, file.IsRotated) = (found.Path, found.Status, isRotated);
        Offer(file);
    }

    /// <summary>The stored position of a file, also if the file system was mounted anew since and has another device number.</summary>
    private FilePosition? StoredOf(FoundFile found)
    {
        if (_stored.TryGetValue(found.Status.Id, out var stored))
        {
            return stored;
        }

        return _idByInode.TryGetValue(FileStatus.InodeOf(found.Status.Id), out var id) && _stored.TryGetValue(id, out stored)
            && stored.Path == found.Path && stored.Born == found.Status.Born
            ? stored
            : null;
    }

    // An open file keeps its inode, so a number that is used again belongs to a file that was closed.
    private static bool IsReused(TrackedFile file, FileStatus status) =>
        file.Handle is null && file.Status.Born != 0 && status.Born != 0 && file.Status.Born != status.Born;

    private void Offer(TrackedFile file)
    {
        var hasMore = file.Status.Size != file.SeenSize;
        if (file.IsAside || file.IsQueued || (!hasMore && (file.IsComplete || !IsDue(file))))
        {
            return;
        }

        file.IsQueued = true;
        _ready.Enqueue(file);
    }
}
