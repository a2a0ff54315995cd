using System.Runtime.InteropServices;

namespace ConnectRuntime.Transport.Embedded.Files;

/// <summary>The two sync calls that .NET has no name for: of a folder, and of a whole file system.</summary>
/// <remarks>Windows has neither and journals names by itself, so there both do nothing.</remarks>
internal static partial class PosixSync
{
    private const int ReadOnlyFlag = 0;

    public static void Directory(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        var descriptor = OpenFolder(path);
        try
        {
            if (FSync(descriptor) != 0)
            {
                var error = Marshal.GetLastPInvokeError();
                throw new IOException($"fsync of the folder {path} failed: {Marshal.GetPInvokeErrorMessage(error)}.", error);
            }
        }
        finally
        {
            _ = Close(descriptor);
        }
    }

    public static void FileSystemOf(string path)
    {
        if (!OperatingSystem.IsLinux())
        {
            return;
        }

        var descriptor = OpenFolder(path);
        _ = SyncFs(descriptor);
        _ = Close(descriptor);
    }

    private static int OpenFolder(string path)
    {
        var descriptor = Open(path, ReadOnlyFlag);
        if (descriptor < 0)
        {
            var error = Marshal.GetLastPInvokeError();
            throw new IOException($"The folder {path} cannot be opened: {Marshal.GetPInvokeErrorMessage(error)}.", error);
        }

        return descriptor;
    }

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int FSync(int descriptor);

    [LibraryImport("libc", EntryPoint = "syncfs", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int SyncFs(int descriptor);

    [LibraryImport("libc", EntryPoint = "close")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Close(int descriptor);
}
