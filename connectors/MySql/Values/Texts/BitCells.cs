using ConnectRuntime.Records;

namespace ConnectRuntime.MySql.Values.Texts;

/// <summary>The cells of BIT, which arrives big-endian in as many bytes as its bits need.</summary>
internal static class BitCells
{
    /// <summary>BIT(1) as a boolean.</summary>
    public static Cell Boolean(ReadOnlySpan<byte> big) => Cell.Of(big.IndexOfAnyExcept((byte)0) >= 0);

    /// <summary>BIT(n), little-endian.</summary>
    public static Cell Little(RecordBatch batch, ReadOnlySpan<byte> big)
    {
        var bytes = batch.Reserve(big.Length)[..big.Length];
        big.CopyTo(bytes);
        bytes.Reverse();
        return Cell.Bytes(batch.Advance(big.Length), big.Length);
    }
}
