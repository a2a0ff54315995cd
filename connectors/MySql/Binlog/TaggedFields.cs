using System.Buffers.Binary;
using System.Numerics;
using ConnectRuntime.MySql.Client.Gtids;

namespace ConnectRuntime.MySql.Binlog;

/// <summary>The body of a GTID_TAGGED event: numbered fields in MySQL's own serialization.</summary>
/// <remarks>
/// <code>
/// version v | size v | last field that may not be passed over v | (field v | value)*
///   0 flags v   1 uuid 16 × v   2 number s   3 tag: length v, bytes   4 last committed s   5 sequence s
///   6 immediate commit v   7 original commit v   8 length v   9 immediate version v   10 original version v   11 commit group ticket v
///
/// v   n − 1 low one-bits of the first byte say that it takes n bytes; little-endian; the value is above the n low bits
/// s   the same with the lowest bit of the value for the sign: 1 means −(1 + rest)
/// </code>
/// A field with its default is left out. Page: "mysql::serialization" in MySQL's source documentation.
/// </remarks>
internal ref struct TaggedFields
{
    private EventBodyReader _reader;

    private TaggedFields(ReadOnlySpan<byte> body)
    {
        _reader = new EventBodyReader(body, "GTID_TAGGED");
    }

    public static MySqlGtidEvent Read(ReadOnlySpan<byte> body) => new TaggedFields(body).Read();

    private MySqlGtidEvent Read()
    {
        ReadUnsigned();
        ReadUnsigned();
        ReadUnsigned();
        var gtid = default(MySqlGtidEvent);
        var uuid = Guid.Empty;
        var tag = "";
        ulong? original = null, originalVersion = null;
        while (_reader.Remaining > 0)
        {
            switch (ReadUnsigned())
            {
                case 0: gtid = gtid with { Flags = (byte)ReadUnsigned() }; break;
                case 1: uuid = ReadUuid(); break;
                case 2: gtid = gtid with { Number = ReadSigned() }; break;
                case 3: tag = ReadTag(); break;
                case 4: gtid = gtid with { LastCommitted = ReadSigned() }; break;
                case 5: gtid = gtid with { SequenceNumber = ReadSigned() }; break;
                case 6: gtid = gtid with { ImmediateCommit = ReadUnsigned() }; break;
                case 7: original = ReadUnsigned(); break;
                case 8: gtid = gtid with { Length = ReadUnsigned() }; break;
                case 9: gtid = gtid with { ImmediateVersion = (uint)ReadUnsigned() }; break;
                case 10: originalVersion = ReadUnsigned(); break;
                default: _reader.ReadToEnd(); break;
            }
        }

        return gtid with
        {
            Source = new GtidSource(uuid, tag),
            OriginalCommit = original ?? gtid.ImmediateCommit,
            OriginalVersion = (uint)(originalVersion ?? gtid.ImmediateVersion),
        };
    }

    private Guid ReadUuid()
    {
        Span<byte> bytes = stackalloc byte[16];
        foreach (ref var value in bytes)
        {
            value = (byte)ReadUnsigned();
        }

        return new Guid(bytes, bigEndian: true);
    }

    private string ReadTag()
    {
        var length = ReadUnsigned();
        return length <= GtidTags.MaxLength
            ? GtidTags.Get(_reader.ReadBytes(length))
            : throw _reader.Malformed($"its tag has {length} bytes, at most {GtidTags.MaxLength} are allowed");
    }

    private long ReadSigned()
    {
        var value = ReadUnsigned();
        var magnitude = (long)(value >> 1);
        return (value & 1) == 0 ? magnitude : -magnitude - 1;
    }

    private ulong ReadUnsigned()
    {
        var first = _reader.ReadByte();
        var more = BitOperations.TrailingZeroCount(~(uint)first);
        Span<byte> wide = stackalloc byte[8];
        wide.Clear();
        _reader.ReadBytes(more).CopyTo(wide);
        var rest = BinaryPrimitives.ReadUInt64LittleEndian(wide);

        // Of up to 8 bytes the first still holds 7 − more bits of the value.
        return more >= 7 ? rest : (rest << (7 - more)) | ((ulong)first >> (more + 1));
    }
}
