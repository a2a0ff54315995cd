using System.Runtime.InteropServices;

namespace ConnectRuntime.Codecs;

/// <summary>Unpacks zstd frames (RFC 8878) piece by piece, by the system's libzstd.</summary>
/// <remarks>
/// One owner, one thread. Nothing is allocated per call. Memory is the window that the frame asks for, at most 128 MiB, as libzstd limits it by default.
/// </remarks>
public sealed unsafe class ZstdDecompressor : IDisposable
{
    private readonly ZstdContext _context;

    /// <summary>Makes one.</summary>
    /// <exception cref="CodecException">ZST001: there is no libzstd.</exception>
    public ZstdDecompressor()
    {
        _context = new ZstdContext();
    }

    /// <summary>Begins with a new frame, whatever was left of the last one.</summary>
    public void Reset()
    {
        Check(ZstdLibrary.Reset(Handle(), ZstdLibrary.ResetSession));
        GC.KeepAlive(_context);
    }

    /// <summary>Unpacks as much as there is, or as there is room for.</summary>
    /// <param name="source">What has come; what was not taken is to be given again.</param>
    /// <param name="destination">Where to.</param>
    /// <param name="consumed">Bytes taken from the source.</param>
    /// <param name="written">Bytes written; fewer than there is room for only when the source is used up or the frame has ended.</param>
    /// <returns>Whether a frame has ended and all of it was written; another may follow.</returns>
    /// <exception cref="CodecException">ZST002: the bytes are no zstd frame, or a damaged one.</exception>
    public bool Decompress(ReadOnlySpan<byte> source, Span<byte> destination, out int consumed, out int written)
    {
        nuint left;
        fixed (byte* from = &MemoryMarshal.GetReference(source))
        fixed (byte* to = &MemoryMarshal.GetReference(destination))
        {
            var input = new ZstdLibrary.ZstdBuffer { Bytes = from, Length = (nuint)source.Length };
            var output = new ZstdLibrary.ZstdBuffer { Bytes = to, Length = (nuint)destination.Length };
            left = Check(ZstdLibrary.Decompress(Handle(), &output, &input));
            consumed = (int)input.Position;
            written = (int)output.Position;
        }

        GC.KeepAlive(_context);
        return left == 0;
    }

    /// <inheritdoc/>
    public void Dispose() => _context.Dispose();

    private static nuint Check(nuint code) => ZstdLibrary.IsError(code) == 0
        ? code : throw CodecErrors.BadFrame(Marshal.PtrToStringUTF8((nint)ZstdLibrary.ErrorName(code)) ?? "it is damaged");

    // A call that is under way while another thread disposes of it is the owner's mistake; one after it is told.
    private nint Handle()
    {
        ObjectDisposedException.ThrowIf(_context.IsClosed, this);
        return _context.DangerousGetHandle();
    }
}
