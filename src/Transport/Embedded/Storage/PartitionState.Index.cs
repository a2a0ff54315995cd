using System.Buffers.Binary;

namespace ConnectRuntime.Transport.Embedded.Storage;

/// <content>The index files: written after a sync, never synced themselves, checked before they are believed.</content>
internal sealed partial class PartitionState
{
    private const int SaveBatch = 256;

    /// <summary>
    /// Saves the entries below an offset that no undecided transaction begins before, so that recovery, which begins at the
    /// last entry, sees the whole of every transaction whose end may be missing.
    /// </summary>
    /// <param name="limit">First offset of the oldest undecided transaction.</param>
    /// <param name="all">Whether a few entries are worth a write, too.</param>
    public void SaveIndexes(long limit, bool all)
    {
        var segments = _segments;
        for (var i = segments.Length - 1; i >= 0 && !segments[i].IndexComplete; i--)
        {
            var segment = segments[i];
            var end = i + 1 < segments.Length ? segments[i + 1].BaseOffset : long.MaxValue;
            var sealedNow = end != long.MaxValue && end <= limit && segment.Size <= uint.MaxValue;
            var count = segment.Index.CountBelow(limit == long.MaxValue ? long.MaxValue : limit - segment.BaseOffset);
            if (sealedNow || count - segment.Index.Saved >= (all ? 1 : SaveBatch))
            {
                SaveIndex(segment, count, sealedNow, end);
            }
        }
    }

    private void SaveIndex(SegmentState segment, int count, bool complete, long end)
    {
        var bytes = segment.Index.Encode(count);
        if (complete)
        {
            Array.Resize(ref bytes, bytes.Length + SparseIndex.EntrySize);
            BinaryPrimitives.WriteUInt32BigEndian(bytes.AsSpan()[^8..], (uint)(end - 1 - segment.BaseOffset));
            BinaryPrimitives.WriteUInt32BigEndian(bytes.AsSpan()[^4..], (uint)segment.Size);
        }

        try
        {
            using var file = _context.Files.Open(segment.IndexPath, create: true);
            file.Write(bytes, segment.Index.Saved * (long)SparseIndex.EntrySize);
            segment.Index.Saved = count;
            segment.IndexComplete = complete;
        }
        catch (IOException e)
        {
            _context.Log(
                $"The index {segment.IndexPath} is not written: {e.Message} Reading goes on without; opening after a crash takes longer.");
        }
    }
}
