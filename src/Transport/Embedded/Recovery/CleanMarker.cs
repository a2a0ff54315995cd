using System.Buffers.Binary;
using ConnectRuntime.Codecs;
using ConnectRuntime.Transport.Embedded.Files;
using ConnectRuntime.Transport.Embedded.Storage;

namespace ConnectRuntime.Transport.Embedded.Recovery;

/// <summary>The file that a clean shutdown leaves: where each partition ends, so that the next start need not look.</summary>
/// <remarks>
/// Removed before anything is written, so a start without it is a start after a crash. Big endian:
/// <code>CRC-32C of the rest 4 | (topic id 16 | partition 4 | base of last segment 8 | its bytes 8 | next offset 8)…</code>
/// </remarks>
internal static class CleanMarker
{
    private const int EntrySize = 44;

    public static void Write(StorageContext context, IEnumerable<TopicState> topics)
    {
        using var bytes = new MemoryStream();
        bytes.Write(new byte[4]);
        Span<byte> entry = stackalloc byte[EntrySize];
        foreach (var partition in topics.SelectMany(t => t.Partitions))
        {
            if (partition.Segments is [.., var last])
            {
                partition.Topic.Info.Id.TryWriteBytes(entry, bigEndian: true, out _);
                BinaryPrimitives.WriteInt32BigEndian(entry[16..], partition.Number);
                BinaryPrimitives.WriteInt64BigEndian(entry[20..], last.BaseOffset);
                BinaryPrimitives.WriteInt64BigEndian(entry[28..], last.Size);
                BinaryPrimitives.WriteInt64BigEndian(entry[36..], partition.NextOffset);
                bytes.Write(entry);
            }
        }

        var all = bytes.ToArray();
        BinaryPrimitives.WriteUInt32BigEndian(all, Crc32C.Compute(all.AsSpan(4)));
        DurableFile.Replace(context.Files, PathOf(context), all);
    }

    /// <summary>Reads the marker and removes it, durably.</summary>
    /// <returns>The ends, or null after a crash.</returns>
    public static Dictionary<(Guid, int), PartitionEnd>? Take(StorageContext context)
    {
        var path = PathOf(context);
        if (!context.Files.FileExists(path))
        {
            return null;
        }

        var bytes = DurableFile.ReadAll(context.Files, path);
        context.Files.DeleteFile(path);
        context.Files.SyncDirectory(context.Options.Folder);
        if (bytes.Length < 4 || Crc32C.Compute(bytes.AsSpan(4)) != BinaryPrimitives.ReadUInt32BigEndian(bytes))
        {
            context.Log($"{path} is damaged; the ends of all partitions are looked for as after a crash.");
            return null;
        }

        var ends = new Dictionary<(Guid, int), PartitionEnd>();
        for (var at = 4; at + EntrySize <= bytes.Length; at += EntrySize)
        {
            var entry = bytes.AsSpan(at, EntrySize);
            ends[(new Guid(entry[..16], bigEndian: true), BinaryPrimitives.ReadInt32BigEndian(entry[16..]))] = new PartitionEnd(
                BinaryPrimitives.ReadInt64BigEndian(entry[20..]),
                BinaryPrimitives.ReadInt64BigEndian(entry[28..]),
                BinaryPrimitives.ReadInt64BigEndian(entry[36..]));
        }

        return ends;
    }

    private static string PathOf(StorageContext context) => Path.Combine(context.Options.Folder, "clean");
}

/// <summary>Where a partition ends, by the clean marker.</summary>
internal readonly record struct PartitionEnd(long LastSegment, long Size, long NextOffset);
