namespace ConnectRuntime.Transport.Embedded.Files;

/// <summary>An open file, read and written at positions; any thread, one writer.</summary>
public interface ILogFile : IDisposable
{
    /// <summary>Bytes in the file.</summary>
    long Length { get; }

    /// <summary>Reads up to the buffer's length; fewer only at the end of the file.</summary>
    int Read(Span<byte> buffer, long position);

    /// <summary>Writes all bytes, or throws with any part of them written.</summary>
    void Write(ReadOnlySpan<byte> bytes, long position);

    /// <summary>Sets the length.</summary>
    void Truncate(long length);

    /// <summary>Makes everything written so far durable.</summary>
    void Sync();
}
