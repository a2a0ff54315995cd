namespace ConnectRuntime.Transport.Embedded.Writing;

/// <summary>Blocks of 1 MiB that batches are framed in; larger ones, for one large record each, are not kept.</summary>
/// <remarks>Any thread. Keeps at most 64 MiB.</remarks>
internal sealed class BlockPool
{
    public const int BlockSize = 1024 * 1024;
    private const int MostKept = 64;
    private readonly byte[][] _spare = new byte[MostKept][];
    private readonly Lock _lock = new();
    private int _count;

    public byte[] Rent(int needed)
    {
        if (needed > BlockSize)
        {
            return GC.AllocateUninitializedArray<byte>(needed);
        }

        lock (_lock)
        {
            if (_count > 0)
            {
                return _spare[--_count];
            }
        }

        return GC.AllocateUninitializedArray<byte>(BlockSize);
    }

    public void Return(byte[] block)
    {
        if (block.Length != BlockSize)
        {
            return;
        }

        lock (_lock)
        {
            if (_count < MostKept)
            {
                _spare[_count++] = block;
            }
        }
    }
}
