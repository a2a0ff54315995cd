using System.Runtime.InteropServices;

namespace ConnectRuntime.Codecs;

/// <summary>The entry points of libzstd that are used here; all are part of its stable interface since 1.4.</summary>
internal static unsafe partial class ZstdLibrary
{
    /// <summary>The library's file, as the system's loader looks for it.</summary>
    public const string File = "libzstd.so.1";

    /// <summary>Resets the session and keeps parameters.</summary>
    public const int ResetSession = 1;

    [LibraryImport(File, EntryPoint = "ZSTD_createDCtx")]
    public static partial nint CreateContext();

    [LibraryImport(File, EntryPoint = "ZSTD_freeDCtx")]
    public static partial nuint FreeContext(nint context);

    [LibraryImport(File, EntryPoint = "ZSTD_DCtx_reset")]
    public static partial nuint Reset(nint context, int directive);

    [LibraryImport(File, EntryPoint = "ZSTD_decompressStream")]
    public static partial nuint Decompress(nint context, ZstdBuffer* output, ZstdBuffer* input);

    [LibraryImport(File, EntryPoint = "ZSTD_isError")]
    public static partial uint IsError(nuint code);

    [LibraryImport(File, EntryPoint = "ZSTD_getErrorName")]
    public static partial byte* ErrorName(nuint code);

    /// <summary>ZSTD_inBuffer and ZSTD_outBuffer, which have the same layout.</summary>
    [StructLayout(LayoutKind.Sequential)]
    public struct ZstdBuffer
    {
        public byte* Bytes;
        public nuint Length;
        public nuint Position;
    }
}
