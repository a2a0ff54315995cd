using System.Globalization;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace ConnectRuntime.FlatFile.Tailing;

/// <summary>Asks the system for the status of a file: <c>statx</c> on Linux, what .NET knows elsewhere.</summary>
/// <remarks>
/// <code>
/// struct statx (statx(2), same on every architecture), 256 bytes:
/// 0 mask u32 | 32 inode u64 | 40 size u64 | 80 born: s64 seconds, u32 nanoseconds | 112 changed: the same | 136 device major u32, minor u32
/// </code>
/// </remarks>
internal static partial class FileStat
{
    private const int CurrentFolder = -100;
    private const int EmptyPath = 0x1000;
    private const uint BasicAndBirth = 0xFFF;
    private const uint HasBirth = 0x800;

    private static volatile bool s_missing = !OperatingSystem.IsLinux();

    /// <summary>The status of what a path names, links followed; null if there is nothing.</summary>
    public static FileStatus? Of(string path)
    {
        if (!s_missing && Call(CurrentFolder, path, 0, out var missing) is var status && !missing)
        {
            return status;
        }

        var info = new FileInfo(path);
        return info.Exists ? Plain(path, info.CreationTimeUtc, info.Length, info.LastWriteTimeUtc) : null;
    }

    /// <summary>The status of an open file, wherever its name has gone.</summary>
    public static FileStatus Of(SafeFileHandle file, string path)
    {
        if (!s_missing)
        {
            var added = false;
            try
            {
                file.DangerousAddRef(ref added);
                if (Call((int)file.DangerousGetHandle(), string.Empty, EmptyPath, out _) is { } status)
                {
                    return status;
                }
            }
            finally
            {
                if (added)
                {
                    file.DangerousRelease();
                }
            }
        }

        return Plain(path, File.GetCreationTimeUtc(file), RandomAccess.GetLength(file), File.GetLastWriteTimeUtc(file));
    }

    private static FileStatus? Call(int folder, string path, int flags, out bool missing)
    {
        Span<byte> result = stackalloc byte[256];
        missing = false;
        try
        {
            if (Statx(folder, path, flags, BasicAndBirth, ref MemoryMarshal.GetReference(result)) == 0)
            {
                return Read(result);
            }

            const int notImplemented = 38;
            missing = s_missing = Marshal.GetLastPInvokeError() == notImplemented;
        }
        catch (Exception e) when (e is EntryPointNotFoundException or DllNotFoundException)
        {
            missing = s_missing = true;
        }

        return null;
    }

    private static FileStatus Read(ReadOnlySpan<byte> statx)
    {
        var device = ((ulong)MemoryMarshal.Read<uint>(statx[136..]) << 32) | MemoryMarshal.Read<uint>(statx[140..]);
        var born = (MemoryMarshal.Read<uint>(statx) & HasBirth) != 0 ? Nanos(statx[80..]) : 0;
        return new FileStatus(
            string.Create(CultureInfo.InvariantCulture, $"{device:x}:{MemoryMarshal.Read<ulong>(statx[32..])}"),
            born,
            MemoryMarshal.Read<long>(statx[40..]),
            Nanos(statx[112..]) / 1_000_000);
    }

    private static long Nanos(ReadOnlySpan<byte> time) => (MemoryMarshal.Read<long>(time) * 1_000_000_000) + MemoryMarshal.Read<uint>(time[8..]);

    private static FileStatus Plain(string path, DateTime created, long size, DateTime changed)
    {
        var born = (created - DateTime.UnixEpoch).Ticks * 100;
        var id = "path:" + Fingerprint.Hash(System.Text.Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{path}\n{born}")));
        return new FileStatus(id, born, size, (changed - DateTime.UnixEpoch).Ticks / TimeSpan.TicksPerMillisecond);
    }

    [LibraryImport("libc", EntryPoint = "statx", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Statx(int folder, string path, int flags, uint mask, ref byte result);
}
