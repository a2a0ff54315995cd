namespace ConnectRuntime.FlatFile.Tailing;

/// <summary>What the file system knows of a file.</summary>
/// <param name="Id">The file, whatever its name: device and inode, or where the system gives none, a hash of path and time of creation.</param>
/// <param name="Born">When it was made, in nanoseconds since 1970, or 0 where the file system does not say. An inode that is used again has another time.</param>
/// <param name="Size">Bytes.</param>
/// <param name="Changed">When its content was last changed, in milliseconds since 1970.</param>
internal readonly record struct FileStatus(string Id, long Born, long Size, long Changed)
{
    /// <summary>The inode alone. Network and virtual file systems get another device number with every mount.</summary>
    public static string InodeOf(string id) => id[(id.IndexOf(':', StringComparison.Ordinal) + 1)..];
}
