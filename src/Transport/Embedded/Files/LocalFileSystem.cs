namespace ConnectRuntime.Transport.Embedded.Files;

/// <summary>The operating system's files.</summary>
public sealed class LocalFileSystem : ILogFileSystem
{
    /// <summary>The one instance; it has no state.</summary>
    public static readonly LocalFileSystem Instance = new();

    /// <inheritdoc/>
    public void CreateDirectory(string path) => Directory.CreateDirectory(path);

    /// <inheritdoc/>
    public bool DirectoryExists(string path) => Directory.Exists(path);

    /// <inheritdoc/>
    public bool FileExists(string path) => File.Exists(path);

    /// <inheritdoc/>
    public IReadOnlyList<string> ListFiles(string path) => Names(Directory.GetFiles(path));

    /// <inheritdoc/>
    public IReadOnlyList<string> ListDirectories(string path) => Names(Directory.GetDirectories(path));

    /// <inheritdoc/>
    public ILogFile Open(string path, bool create)
    {
        var mode = create ? FileMode.OpenOrCreate : FileMode.Open;
        try
        {
            return new LocalFile(File.OpenHandle(path, mode, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete));
        }
        catch (UnauthorizedAccessException e)
        {
            throw new IOException(e.Message, e);
        }
    }

    /// <inheritdoc/>
    public void Rename(string from, string to)
    {
        if (Directory.Exists(from))
        {
            Directory.Move(from, to);
        }
        else
        {
            File.Move(from, to, overwrite: true);
        }
    }

    /// <inheritdoc/>
    public void DeleteFile(string path) => File.Delete(path);

    /// <inheritdoc/>
    public void DeleteDirectory(string path)
    {
        if (Directory.Exists(path))
        {
            Directory.Delete(path, recursive: true);
        }
    }

    /// <inheritdoc/>
    public void SyncDirectory(string path) => PosixSync.Directory(path);

    /// <inheritdoc/>
    public void PrepareSync(string root) => PosixSync.FileSystemOf(root);

    /// <inheritdoc/>
    public long FreeBytes(string path)
    {
        try
        {
            return new DriveInfo(Path.GetFullPath(path)).AvailableFreeSpace;
        }
        catch (Exception e) when (e is IOException or ArgumentException or UnauthorizedAccessException)
        {
            return -1;
        }
    }

    /// <inheritdoc/>
    public IDisposable? TryLock(string path)
    {
        try
        {
            return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException) when (File.Exists(path))
        {
            return null;
        }
    }

    private static string[] Names(string[] paths) => Array.ConvertAll(paths, p => Path.GetFileName(p));
}
