namespace ConnectRuntime.MySql.Streaming;

/// <summary>The statement that made the rows that follow, where it is wanted and the server logs it.</summary>
/// <remarks>One owner, one thread. Keeps the bytes of one statement.</remarks>
internal sealed class QueryText(bool isWanted)
{
    private byte[] _bytes = [];
    private int _length;

    /// <summary>The statement in UTF-8; empty for none.</summary>
    public ReadOnlySpan<byte> Text => _bytes.AsSpan(0, _length);

    /// <summary>Takes a statement.</summary>
    public void Set(ReadOnlySpan<byte> sql)
    {
        if (!isWanted)
        {
            return;
        }

        if (_bytes.Length < sql.Length)
        {
            _bytes = new byte[Math.Max(256, 2 * sql.Length)];
        }

        sql.CopyTo(_bytes);
        _length = sql.Length;
    }

    /// <summary>Forgets it.</summary>
    public void Clear() => _length = 0;
}
