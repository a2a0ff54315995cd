using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using ConnectRuntime.Records;

namespace ConnectRuntime.Avro.Reading;

/// <summary>What one call to decode works on: a range of a batch's arena. Lives on the stack of that call.</summary>
/// <remarks>
/// Places are counted from the arena's first byte and never leave the range. The reference stays good when the arena
/// grows, since the old array holds the same bytes.
/// </remarks>
internal ref struct DecodeRun
{
    public readonly RecordBatch Batch;
    public readonly ref byte Data;
    public readonly int Start;
    public readonly int End;
    public int Depth;

    public DecodeRun(RecordBatch batch, int start, int end)
    {
        Batch = batch;
        Data = ref MemoryMarshal.GetReference(batch.Arena);
        Start = start;
        End = end;
    }

    /// <summary>Takes a number of bytes.</summary>
    /// <returns>The place behind them.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly int Take(int at, long bytes, string path)
    {
        if ((ulong)bytes > (ulong)(End - at))
        {
            Refuse(at, bytes, path);
        }

        return at + (int)bytes;
    }

    private readonly void Refuse(int at, long bytes, string path)
    {
        if (bytes < 0)
        {
            DecodeErrors.Corrupt(path, at - Start, $"its length is {bytes}", "0 or more is required");
        }

        DecodeErrors.Truncated(path, at - Start);
    }
}
