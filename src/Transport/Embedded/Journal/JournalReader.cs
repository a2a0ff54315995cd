using System.Buffers.Binary;
using System.Text;
using ConnectRuntime.Codecs;

namespace ConnectRuntime.Transport.Embedded.Journal;

/// <summary>Reads journal records out of a whole file; see <see cref="JournalEncoder"/> for the layout.</summary>
internal ref struct JournalReader(ReadOnlySpan<byte> file)
{
    private readonly ReadOnlySpan<byte> _file = file;
    private ReadOnlySpan<byte> _payload;

    /// <summary>Bytes that are whole records.</summary>
    public int Position { get; private set; }

    /// <summary>Moves to the next record; false at the end or where the bytes are no record.</summary>
    public bool Next(out JournalRecordKind kind)
    {
        kind = default;
        var rest = _file[Position..];
        if (rest.Length < JournalEncoder.HeaderSize + 1)
        {
            return false;
        }

        var length = BinaryPrimitives.ReadInt32BigEndian(rest);
        if (length < 1 || length > rest.Length - JournalEncoder.HeaderSize)
        {
            return false;
        }

        _payload = rest.Slice(JournalEncoder.HeaderSize, length);
        if (Crc32C.Compute(_payload) != BinaryPrimitives.ReadUInt32BigEndian(rest[4..]))
        {
            return false;
        }

        Position += JournalEncoder.HeaderSize + length;
        kind = (JournalRecordKind)Byte();
        return true;
    }

    public byte Byte() => Take(1)[0];

    public short Int16() => BinaryPrimitives.ReadInt16BigEndian(Take(2));

    public int Int32() => BinaryPrimitives.ReadInt32BigEndian(Take(4));

    public long Int64() => BinaryPrimitives.ReadInt64BigEndian(Take(8));

    public Guid Identity() => new(Take(16), bigEndian: true);

    public string Text() => Encoding.UTF8.GetString(Take(Int32()));

    public GroupOffsetsChange Offsets()
    {
        var change = new GroupOffsetsChange(Text(), []);
        for (var count = Int32(); count > 0; count--)
        {
            change.Next[(Identity(), Int32())] = Int64();
        }

        return change;
    }

    public TransactionEnd End()
    {
        var end = new TransactionEnd(Int64(), Byte() == 1, [], []);
        for (var count = Int32(); count > 0; count--)
        {
            end.Ranges.Add(new EndedRange(Identity(), Int32(), Int64(), Int64()));
        }

        for (var count = Int32(); count > 0; count--)
        {
            end.Offsets.Add(Offsets());
        }

        return end;
    }

    private ReadOnlySpan<byte> Take(int count)
    {
        var taken = _payload[..count];
        _payload = _payload[count..];
        return taken;
    }
}
