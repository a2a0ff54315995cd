using System.Buffers.Binary;

namespace ConnectRuntime.Benchmarks.Binlog;

/// <summary>The records of a topic's only partition, counted in the files of a broker on this machine: no client takes its share of the processor.</summary>
/// <remarks>
/// <code>
/// base offset i64 | length i32 of what follows | leader epoch i32 | magic i8 | crc u32 | attributes i16 | last offset delta i32 | …
/// </code>
/// Page: "Message Format" in Kafka's documentation, all numbers big-endian.
/// </remarks>
internal sealed class KafkaTopicFile(string folder)
{
    private const int Head = 12, LastDeltaAt = 23, Needed = 27;

    private readonly byte[] _head = new byte[Needed];
    private string? _file;
    private long _at;
    private long _next;

    /// <summary>How many there are now.</summary>
    public long Count()
    {
        foreach (var file in Directory.Exists(folder) ? Directory.GetFiles(folder, "*.log").Order(StringComparer.Ordinal) : Enumerable.Empty<string>())
        {
            if (string.CompareOrdinal(file, _file) < 0)
            {
                continue;
            }

            _at = file == _file ? _at : 0;
            _file = file;
            Read(file);
        }

        return _next;
    }

    private void Read(string path)
    {
        using var file = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        for (var length = RandomAccess.GetLength(file); _at + Needed <= length;)
        {
            RandomAccess.Read(file, _head, _at);
            var size = BinaryPrimitives.ReadInt32BigEndian(_head.AsSpan(8));
            if (size <= 0 || _at + Head + size > length)
            {
                return;
            }

            _next = BinaryPrimitives.ReadInt64BigEndian(_head) + BinaryPrimitives.ReadInt32BigEndian(_head.AsSpan(LastDeltaAt)) + 1;
            _at += Head + size;
        }
    }
}
