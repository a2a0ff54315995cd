namespace ConnectRuntime.Transport.Embedded.Files;

/// <summary>Small files that are read and replaced whole.</summary>
internal static class DurableFile
{
    public static byte[] ReadAll(ILogFileSystem files, string path)
    {
        using var file = files.Open(path, create: false);
        var bytes = new byte[checked((int)file.Length)];
        var read = file.Read(bytes, 0);
        return read == bytes.Length ? bytes : bytes[..read];
    }

    /// <summary>Writes a file and syncs it; its name is not durable yet.</summary>
    public static void Write(ILogFileSystem files, string path, ReadOnlySpan<byte> bytes)
    {
        using var file = files.Open(path, create: true);
        file.Truncate(0);
        file.Write(bytes, 0);
        file.Sync();
    }

    /// <summary>Puts a file in place of another in one step, durably: after a crash there is the one or the other.</summary>
    public static void Replace(ILogFileSystem files, string path, ReadOnlySpan<byte> bytes)
    {
        Write(files, path + ".new", bytes);
        files.Rename(path + ".new", path);
        files.SyncDirectory(Path.GetDirectoryName(path)!);
    }
}
