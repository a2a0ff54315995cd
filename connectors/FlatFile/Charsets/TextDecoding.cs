namespace ConnectRuntime.FlatFile.Charsets;

/// <summary>The way from a file's bytes to UTF-8, and back from a length in UTF-8 to a length in the file.</summary>
/// <remarks>
/// Everything behind it works on UTF-8 only, while positions are bytes of the file. Bytes that mean nothing in the encoding
/// become bytes that are not UTF-8 and count as one character, so the broken record is found where text is checked, and lengths stay right.
/// </remarks>
internal abstract class TextDecoding
{
    /// <summary>Stands for a byte that means nothing in the encoding; it can never occur in UTF-8.</summary>
    protected const byte Broken = 0xFF;

    /// <summary>The encoding's name, for messages.</summary>
    public abstract string Name { get; }

    /// <summary>Whether the file is UTF-8 itself, so that its bytes are used as they are.</summary>
    public virtual bool IsIdentity => false;

    /// <summary>Bytes of the file that make one unit; a rest shorter than that is waited for.</summary>
    public virtual int UnitBytes => 1;

    /// <summary>The most bytes of UTF-8 that this many bytes of the file can become.</summary>
    public abstract int MaxUtf8(int bytes);

    /// <summary>Turns bytes of the file into UTF-8.</summary>
    /// <param name="raw">From the file.</param>
    /// <param name="utf8">Room for <see cref="MaxUtf8"/> bytes.</param>
    /// <param name="consumed">Bytes of the file that were taken; less than all if a character is cut off at the end.</param>
    /// <returns>Bytes written.</returns>
    public abstract int Decode(ReadOnlySpan<byte> raw, Span<byte> utf8, out int consumed);

    /// <summary>How many bytes of the file a piece of the UTF-8 was.</summary>
    public abstract long RawLength(ReadOnlySpan<byte> utf8);
}
