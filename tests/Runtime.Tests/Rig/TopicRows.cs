using System.Buffers.Binary;
using System.Text;
using ConnectRuntime.Transport;

namespace ConnectRuntime.Runtime.Tests.Rig;

/// <summary>A record of a topic with its bytes.</summary>
internal sealed record TopicRow(int Partition, long Offset, byte[]? Key, byte[]? Value, IReadOnlyDictionary<string, byte[]?> Headers)
{
    /// <summary>The first field of the value, which is a long. Read by hand: header of 5 bytes, zigzag varint (Avro 1.11 §binary encoding).</summary>
    public long Number => ReadLong(Value.AsSpan(5), out _);

    /// <summary>The second field of the value, which is a string.</summary>
    public string Text => ReadText(Value.AsSpan(5)[NumberLength..]);

    /// <summary>The key, which is a plain string.</summary>
    public string KeyText => ReadText(Key.AsSpan(5));

    public int SchemaId => BinaryPrimitives.ReadInt32BigEndian(Value.AsSpan(1));

    private int NumberLength
    {
        get
        {
            ReadLong(Value.AsSpan(5), out var length);
            return length;
        }
    }

    public string Header(string name) => Encoding.UTF8.GetString(Headers[name]!);

    public static long ReadLong(ReadOnlySpan<byte> bytes, out int length)
    {
        ulong raw = 0;
        length = 0;
        do
        {
            raw |= (ulong)(bytes[length] & 0x7f) << (7 * length);
        }
        while ((bytes[length++] & 0x80) != 0);
        return (long)(raw >> 1) ^ -(long)(raw & 1);
    }

    private static string ReadText(ReadOnlySpan<byte> bytes)
    {
        var count = (int)ReadLong(bytes, out var length);
        return Encoding.UTF8.GetString(bytes.Slice(length, count));
    }
}

/// <summary>Reads topics to the end they have now, committed records only.</summary>
internal static class TopicReading
{
    public static async Task<List<TopicRow>> ReadAsync(this ITopicLog log, string topic)
    {
        var rows = new List<TopicRow>();
        if (await log.FindTopicAsync(topic, CancellationToken.None) is not { } info)
        {
            return rows;
        }

        await using var consumer = await log.CreateConsumerAsync(new ConsumerOptions("test"), CancellationToken.None);
        var ends = new Dictionary<TopicPartition, long>();
        for (var i = 0; i < info.PartitionCount; i++)
        {
            var partition = new TopicPartition(topic, i);
            var range = await log.GetOffsetsAsync(partition, CancellationToken.None);
            if (range.Stable > range.Begin)
            {
                ends.Add(partition, range.Stable);
            }
        }

        consumer.Assign(ends.Keys.ToDictionary(partition => partition, _ => -1L));
        var fetched = new FetchedBatch();
        while (ends.Count > 0)
        {
            await consumer.FetchAsync(fetched, 1 << 20, TimeSpan.FromSeconds(1), CancellationToken.None);
            foreach (var record in fetched.Records)
            {
                rows.Add(Copy(fetched, record));
            }

            foreach (var position in fetched.Positions)
            {
                if (ends.TryGetValue(position.Partition, out var end) && position.NextOffset >= end)
                {
                    ends.Remove(position.Partition);
                }
            }
        }

        return rows;
    }

    private static TopicRow Copy(FetchedBatch fetched, in FetchedRecord record)
    {
        var headers = new Dictionary<string, byte[]?>();
        foreach (var header in fetched.Headers.Slice(record.HeaderStart, record.HeaderCount))
        {
            headers[Encoding.UTF8.GetString(fetched[header.Name])] = Bytes(fetched, header.Value);
        }

        return new TopicRow(fetched.Positions[record.Partition].Partition.Partition, record.Offset, Bytes(fetched, record.Key), Bytes(fetched, record.Value), headers);
    }

    private static byte[]? Bytes(FetchedBatch fetched, Slice slice) => slice.IsNull ? null : fetched[slice].ToArray();
}
