using ConnectRuntime.Transport.Embedded.Files;

namespace ConnectRuntime.Testing.Transport;

/// <summary>What a faulty file system is about to do.</summary>
public enum FileOperation
{
    /// <summary>Bytes are written.</summary>
    Write,

    /// <summary>A file or a folder is synced.</summary>
    Sync,

    /// <summary>A name or a length changes.</summary>
    Change,
}

/// <summary>Files in memory that forget what was not synced, tear what was being written, and refuse when they are told to.</summary>
/// <remarks>Any thread, under one lock. Paths have '/' and begin with it.</remarks>
public sealed class FaultyFileSystem : ILogFileSystem
{
    private readonly Lock _lock = new();
    private readonly FaultyFolder _root;
    private bool _locked;
    private bool _off;
    private FaultyFile? _lastWritten;

    /// <summary>An empty file system.</summary>
    public FaultyFileSystem()
        : this(new FaultyFolder())
    {
    }

    private FaultyFileSystem(FaultyFolder root) => _root = root;

    /// <summary>
    /// Asked before each operation: an exception refuses it. A write may be refused after part of it: see <see cref="PartialBytes"/>.
    /// </summary>
    public Action<FileOperation, string>? Before { get; set; }

    /// <summary>How many bytes of a refused write are written all the same.</summary>
    public int PartialBytes { get; set; }

    /// <summary>Operations so far.</summary>
    public int Operations { get; private set; }

    /// <summary>The operation at which the power goes: it and all later ones fail. 0 for never.</summary>
    public int CrashAt { get; set; }

    /// <summary>Bytes of the write that the power cut came into; 0 if it came into something else.</summary>
    public int TornWriteSize { get; private set; }

    /// <summary>What the system says of a full disk.</summary>
    public static IOException DiskFull() => new("No space left on device", 28);

    /// <summary>What the system says of a broken disk.</summary>
    public static IOException Broken() => new("Input/output error", 5);

    /// <summary>The disk after a power cut in which nothing unsynced survived.</summary>
    public FaultyFileSystem CrashForgetting() => Crash(false, _ => (_, _) => 0);

    /// <summary>
    /// Gives this file system to the next process, after the process alone died: everything written is there, and is not more durable
    /// than before.
    /// </summary>
    public FaultyFileSystem Restart()
    {
        lock (_lock)
        {
            _off = false;
            _locked = false;
            CrashAt = 0;
            return this;
        }
    }

    /// <summary>The disk after a power cut that kept all but the end of the very last write.</summary>
    public FaultyFileSystem CrashTearing(int bytesOfLast) =>
        Crash(true, file => (i, n) => file == _lastWritten && i == n - 1 ? bytesOfLast : -1);

    /// <summary>The disk after a power cut that kept any of the unsynced changes, in any order, whole or in part.</summary>
    public FaultyFileSystem CrashScrambling(Random random) => Crash(
        random.Next(2) == 0, _ => (_, _) => random.Next(3) switch { 0 => 0, 1 => -1, _ => random.Next(0, 200) });

    /// <inheritdoc/>
    public void CreateDirectory(string path) => Do(FileOperation.Change, path, () => Folder(path, create: true));

    /// <inheritdoc/>
    public bool DirectoryExists(string path) => Look(() => Node(path) is FaultyFolder);

    /// <inheritdoc/>
    public bool FileExists(string path) => Look(() => Node(path) is FaultyFile);

    /// <inheritdoc/>
    public IReadOnlyList<string> ListFiles(string path) =>
        Look(() => Folder(path).Names.Where(n => n.Value is FaultyFile).Select(n => n.Key).ToList());

    /// <inheritdoc/>
    public IReadOnlyList<string> ListDirectories(string path) =>
        Look(() => Folder(path).Names.Where(n => n.Value is FaultyFolder).Select(n => n.Key).ToList());

    /// <inheritdoc/>
    public ILogFile Open(string path, bool create)
    {
        if (Look(() => Node(path)) is FaultyFile there)
        {
            return new Handle(this, there, path);
        }

        FaultyFile? made = null;
        Do(FileOperation.Change, path, () => made = create
            ? Put(path, new FaultyFile())
            : throw new FileNotFoundException("No such file", path));
        return new Handle(this, made!, path);
    }

    /// <inheritdoc/>
    public void Rename(string from, string to) => Do(FileOperation.Change, from, () =>
    {
        var node = Node(from) ?? throw new FileNotFoundException("No such file or folder", from);
        Folder(Parent(from)).Names.Remove(Path.GetFileName(from));
        Put(to, node);
    });

    /// <inheritdoc/>
    public void DeleteFile(string path) => Do(FileOperation.Change, path, () => Folder(Parent(path)).Names.Remove(Path.GetFileName(path)));

    /// <inheritdoc/>
    public void DeleteDirectory(string path) => DeleteFile(path);

    /// <inheritdoc/>
    public void SyncDirectory(string path) => Do(FileOperation.Sync, path, () => Folder(path).Sync());

    /// <inheritdoc/>
    public void PrepareSync(string root)
    {
    }

    /// <inheritdoc/>
    public long FreeBytes(string path) => 0;

    /// <inheritdoc/>
    public IDisposable? TryLock(string path)
    {
        lock (_lock)
        {
            if (_locked)
            {
                return null;
            }

            _locked = true;
            return new Unlock(this);
        }
    }

    private static string Parent(string path) => Path.GetDirectoryName(path)!;

    private FaultyFileSystem Crash(bool keepNames, Func<FaultyFile, Func<int, int, int>> survives)
    {
        lock (_lock)
        {
            return new FaultyFileSystem(_root.AfterCrash(keepNames, file => file.AfterCrash(survives(file))));
        }
    }

    private object? Node(string path)
    {
        object node = _root;
        foreach (var name in path.Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            if (node is not FaultyFolder folder || !folder.Names.TryGetValue(name, out node!))
            {
                return null;
            }
        }

        return node;
    }

    private FaultyFolder Folder(string path, bool create = false)
    {
        if (Node(path) is FaultyFolder there)
        {
            return there;
        }

        if (!create)
        {
            throw new DirectoryNotFoundException($"No such folder {path}");
        }

        return (FaultyFolder)Put(path, (object)new FaultyFolder());
    }

    private T Put<T>(string path, T node)
        where T : notnull
    {
        Folder(Parent(path), create: true).Names[Path.GetFileName(path)] = node;
        return node;
    }

    private T Look<T>(Func<T> look)
    {
        lock (_lock)
        {
            return _off ? throw Broken() : look();
        }
    }

    private void Do(FileOperation operation, string path, Action action, Action<int>? partly = null)
    {
        lock (_lock)
        {
            Operations++;
            if (_off || Operations == CrashAt)
            {
                if (!_off)
                {
                    // The write that is under way when the power goes is there whole, torn or not, as the crash decides.
                    _off = true;
                    partly?.Invoke(int.MaxValue);
                    TornWriteSize = partly is null ? 0 : _lastWritten!.LastChangeSize;
                }

                throw Broken();
            }

            try
            {
                Before?.Invoke(operation, path);
            }
            catch (IOException)
            {
                partly?.Invoke(PartialBytes);
                throw;
            }

            action();
        }
    }

    private sealed class Handle(FaultyFileSystem system, FaultyFile file, string path) : ILogFile
    {
        public long Length => system.Look(() => file.Bytes.Length);

        public int Read(Span<byte> buffer, long position)
        {
            var bytes = system.Look(() => file.Bytes);
            var count = (int)Math.Clamp(bytes.Length - position, 0, buffer.Length);
            bytes.AsSpan((int)Math.Min(position, bytes.Length), count).CopyTo(buffer);
            return count;
        }

        public void Write(ReadOnlySpan<byte> bytes, long position)
        {
            var copy = bytes.ToArray();
            system.Do(FileOperation.Write, path, () => Written(copy, position), count =>
            {
                if (count > 0)
                {
                    Written(copy[..Math.Min(count, copy.Length)], position);
                }
            });
        }

        public void Truncate(long length)
        {
            if (Length != length)
            {
                system.Do(FileOperation.Change, path, () => file.Truncate(length));
            }
        }

        public void Sync() => system.Do(FileOperation.Sync, path, file.Sync);

        public void Dispose()
        {
        }

        private void Written(byte[] bytes, long position)
        {
            file.Write(position, bytes);
            system._lastWritten = file;
        }
    }

    private sealed class Unlock(FaultyFileSystem system) : IDisposable
    {
        public void Dispose() => system._locked = false;
    }
}
