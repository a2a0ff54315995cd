using System.ComponentModel;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace ConnectRuntime.FlatFile.Tailing;

/// <summary>Opens a file for reading without a lock of any kind, so that its writer, who may lock it, is neither hindered nor a hindrance.</summary>
/// <remarks>.NET puts a shared <c>flock(2)</c> on every file it opens on Linux, whatever sharing is asked for: a writer that wants an exclusive one would
/// wait for as long as the file is followed, and while it has one the file could not be opened.</remarks>
internal static partial class UnlockedFile
{
    // fcntl.h of Linux, the same on every architecture that .NET runs on: O_RDONLY | O_CLOEXEC, POSIX_FADV_SEQUENTIAL.
    private const int ReadCloseOnExec = 0x80000;
    private const int Sequential = 2;

    /// <summary>The open file.</summary>
    /// <exception cref="FileNotFoundException">There is nothing of that name.</exception>
    /// <exception cref="UnauthorizedAccessException">This process may not read it.</exception>
    /// <exception cref="IOException">It cannot be opened for another reason.</exception>
    public static SafeFileHandle Open(string path)
    {
        if (!OperatingSystem.IsLinux())
        {
            return File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, FileOptions.SequentialScan);
        }

        var descriptor = Open(path, ReadCloseOnExec);
        if (descriptor >= 0)
        {
            _ = Advise(descriptor, 0, 0, Sequential);
            return new SafeFileHandle(descriptor, ownsHandle: true);
        }

        var error = Marshal.GetLastPInvokeError();
        var words = new Win32Exception(error).Message;
        throw error switch
        {
            // ENOENT and ENOTDIR, EPERM and EACCES.
            2 or 20 => new FileNotFoundException(words, path),
            1 or 13 => new UnauthorizedAccessException(words),
            _ => new IOException(words + "."),
        };
    }

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "posix_fadvise")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Advise(int descriptor, long offset, long length, int advice);
}
