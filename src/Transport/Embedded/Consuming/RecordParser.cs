using ConnectRuntime.Transport.Embedded.Format;

namespace ConnectRuntime.Transport.Embedded.Consuming;

/// <summary>Makes an index of slices out of the records of one batch.</summary>
/// <remarks>
/// <code>
/// record  length varint | attributes 1 | timestamp delta varint | offset delta varint
///         | key length varint (−1 null) | key | value length varint (−1 null) | value
///         | headers varint | (name length varint | name | value length varint (−1 null) | value)…
/// </code>
/// See https://kafka.apache.org/documentation/#record.
/// </remarks>
internal static class RecordParser
{
    /// <summary>
    /// Adds the records from an offset on; stops before the one that goes over <paramref name="budget"/>, unless it is the first.
    /// </summary>
    /// <param name="bytes">The whole batch.</param>
    /// <param name="start">Where the batch begins in the buffer of <paramref name="into"/>.</param>
    /// <returns>The offset to go on from.</returns>
    public static long Parse(FetchedBatch into, ReadOnlySpan<byte> bytes, int start, int partition, long from, long budget)
    {
        var header = new BatchHeader(bytes);
        var baseOffset = header.BaseOffset;
        var baseTimestamp = header.BaseTimestamp;
        var maxTimestamp = header.MaxTimestamp;
        var appendTime = (header.Attributes & BatchHeader.AppendTime) != 0;
        var at = BatchHeader.Size;
        long used = 0;
        for (var left = header.RecordCount; left > 0; left--)
        {
            var length = (int)Varint.Read(bytes, ref at);
            var end = at + length;
            at++;
            var timestamp = baseTimestamp + Varint.Read(bytes, ref at);
            var offset = baseOffset + Varint.Read(bytes, ref at);
            if (offset >= from)
            {
                if (used > 0 && used + length > budget)
                {
                    return offset;
                }

                used += length;
                var key = ReadSlice(bytes, ref at, start);
                var value = ReadSlice(bytes, ref at, start);
                var headerStart = into.HeaderCount;
                var headers = (int)Varint.Read(bytes, ref at);
                for (var i = 0; i < headers; i++)
                {
                    var name = ReadSlice(bytes, ref at, start);
                    into.AddHeader(name, ReadSlice(bytes, ref at, start));
                }

                ref var record = ref into.AddRecord();
                record.Partition = partition;
                record.IsAppendTime = appendTime;
                record.Offset = offset;
                record.Timestamp = appendTime ? maxTimestamp : timestamp;
                record.Key = key;
                record.Value = value;
                record.HeaderStart = headerStart;
                record.HeaderCount = headers;
            }

            at = end;
        }

        return header.LastOffset + 1;
    }

    private static Slice ReadSlice(ReadOnlySpan<byte> bytes, ref int at, int start)
    {
        var length = (int)Varint.Read(bytes, ref at);
        if (length < 0)
        {
            return Slice.Null;
        }

        var slice = new Slice(start + at, length);
        at += length;
        return slice;
    }
}
