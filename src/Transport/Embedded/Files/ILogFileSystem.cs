namespace ConnectRuntime.Transport.Embedded.Files;

/// <summary>The little of a file system that the embedded log needs; tests put one under it that forgets, tears and refuses.</summary>
/// <remarks>
/// Any thread. Failures are <see cref="IOException"/>s. What is promised: bytes written are durable after <see cref="ILogFile.Sync"/>;
/// a name that was made, renamed or removed is durable after <see cref="SyncDirectory"/> of its folder.
/// </remarks>
public interface ILogFileSystem
{
    /// <summary>Makes a folder and those above it; one that exists is fine.</summary>
    void CreateDirectory(string path);

    /// <summary>Whether there is such a folder.</summary>
    bool DirectoryExists(string path);

    /// <summary>Whether there is such a file.</summary>
    bool FileExists(string path);

    /// <summary>The names (not paths) of the files directly in a folder.</summary>
    IReadOnlyList<string> ListFiles(string path);

    /// <summary>The names (not paths) of the folders directly in a folder.</summary>
    IReadOnlyList<string> ListDirectories(string path);

    /// <summary>Opens a file to read and write; makes it where it is missing and <paramref name="create"/> is set.</summary>
    ILogFile Open(string path, bool create);

    /// <summary>Renames a file or a folder; a file of the new name is replaced in one step.</summary>
    void Rename(string from, string to);

    /// <summary>Removes a file; a missing one is fine.</summary>
    void DeleteFile(string path);

    /// <summary>Removes a folder with all that is in it; a missing one is fine.</summary>
    void DeleteDirectory(string path);

    /// <summary>Makes the names in a folder durable.</summary>
    void SyncDirectory(string path);

    /// <summary>
    /// A hint that many files under <paramref name="root"/> are about to be synced; may write them all at once. Promises nothing.
    /// </summary>
    void PrepareSync(string root);

    /// <summary>Free bytes for this user, or −1 where it is not known.</summary>
    long FreeBytes(string path);

    /// <summary>An exclusive lock until it is disposed or the process ends; null if another holder has it.</summary>
    IDisposable? TryLock(string path);
}
