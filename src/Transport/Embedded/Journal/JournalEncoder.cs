using System.Buffers.Binary;
using System.Text;
using ConnectRuntime.Codecs;

namespace ConnectRuntime.Transport.Embedded.Journal;

/// <summary>Journal records on their way to the file: one buffer, many records.</summary>
/// <remarks>
/// Big endian; a text is its UTF-8 length in 4 bytes and the bytes; an identity 16 bytes.
/// <code>
/// record    length of payload 4 | CRC-32C of payload 4 | payload
/// payload   kind 1 | …
///   1 offsets    group text | count 4 | (topic id 16 | partition 4 | next offset 8, −1 forgets)…
///   2 no group   group text
///   3 producer   transactional id text | producer id 8 | epoch 2
///   4 end        producer id 8 | commit 1 | count 4 | (topic id 16 | partition 4 | first 8 | last 8)…
///                | groups 4 | (as 1, without the kind)…
/// </code>
/// </remarks>
internal sealed class JournalEncoder
{
    public const int HeaderSize = 8;
    private byte[] _buffer = new byte[4096];
    private int _length;
    private int _start;

    public ReadOnlySpan<byte> Bytes => _buffer.AsSpan(0, _length);

    public void Clear() => _length = 0;

    public void Begin(JournalRecordKind kind)
    {
        _start = _length;
        Take(HeaderSize);
        Byte((byte)kind);
    }

    public void End()
    {
        var payload = _buffer.AsSpan(_start + HeaderSize, _length - _start - HeaderSize);
        BinaryPrimitives.WriteInt32BigEndian(_buffer.AsSpan(_start), payload.Length);
        BinaryPrimitives.WriteUInt32BigEndian(_buffer.AsSpan(_start + 4), Crc32C.Compute(payload));
    }

    public void Byte(byte value) => Take(1)[0] = value;

    public void Int16(short value) => BinaryPrimitives.WriteInt16BigEndian(Take(2), value);

    public void Int32(int value) => BinaryPrimitives.WriteInt32BigEndian(Take(4), value);

    public void Int64(long value) => BinaryPrimitives.WriteInt64BigEndian(Take(8), value);

    public void Identity(Guid value) => value.TryWriteBytes(Take(16), bigEndian: true, out _);

    public void Text(string value)
    {
        var size = Encoding.UTF8.GetByteCount(value);
        Int32(size);
        Encoding.UTF8.GetBytes(value, Take(size));
    }

    public void Offsets(GroupOffsetsChange change)
    {
        Text(change.Group);
        Int32(change.Next.Count);
        foreach (var ((topic, partition), next) in change.Next)
        {
            Identity(topic);
            Int32(partition);
            Int64(next);
        }
    }

    private Span<byte> Take(int count)
    {
        if (_buffer.Length - _length < count)
        {
            Array.Resize(ref _buffer, Math.Max(_buffer.Length * 2, _length + count));
        }

        _length += count;
        return _buffer.AsSpan(_length - count, count);
    }
}
