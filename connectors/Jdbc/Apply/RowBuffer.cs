namespace ConnectRuntime.Jdbc.Apply;

/// <summary>Encoded rows, one behind the other.</summary>
/// <remarks>Owner: one chunk. It keeps its memory when it is emptied, but for what one large row took.</remarks>
internal sealed class RowBuffer
{
    private const int KeepUpTo = 32 * 1024 * 1024;

    private byte[] _bytes = new byte[256 * 1024];

    /// <summary>Bytes in use.</summary>
    public int Length { get; private set; }

    /// <summary>The bytes in use.</summary>
    public ReadOnlySpan<byte> Written => _bytes.AsSpan(0, Length);

    /// <summary>A part of the bytes in use.</summary>
    public ReadOnlyMemory<byte> Slice(int start, int length) => _bytes.AsMemory(start, length);

    /// <summary>Room for exactly <paramref name="count"/> bytes, which count as written.</summary>
    public Span<byte> Take(int count)
    {
        if (_bytes.Length - Length < count)
        {
            Grow(count);
        }

        var span = _bytes.AsSpan(Length, count);
        Length += count;
        return span;
    }

    /// <summary>Free room of at least <paramref name="count"/> bytes, none of which counts as written.</summary>
    public Memory<byte> Room(int count)
    {
        if (_bytes.Length - Length < count)
        {
            Grow(count);
        }

        return _bytes.AsMemory(Length);
    }

    /// <summary>Bytes that were written, to be written again.</summary>
    public Span<byte> Again(int start, int count) => _bytes.AsSpan(start, count);

    /// <summary>Takes back everything behind a place.</summary>
    public void CutAt(int length) => Length = length;

    /// <summary>Empties it.</summary>
    public void Clear()
    {
        Length = 0;
        if (_bytes.Length > KeepUpTo)
        {
            _bytes = new byte[256 * 1024];
        }
    }

    private void Grow(int count)
    {
        var wanted = (long)Length + count;
        if (wanted > Array.MaxLength)
        {
            throw JdbcErrors.RowTooLarge(wanted);
        }

        Array.Resize(ref _bytes, (int)Math.Min(Array.MaxLength, Math.Max(wanted, 2L * _bytes.Length)));
    }
}
