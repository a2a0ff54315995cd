using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using ConnectRuntime.Codecs;
using ConnectRuntime.MySql.Client.Binlog;

namespace ConnectRuntime.MySql.Binlog;

/// <summary>Raw events in, plain events out: checked, unpacked, with their places.</summary>
/// <remarks>
/// One owner, one thread. Used as <c>Push; while (TryRead) …</c>. A raw event given as memory is not copied and must stay as it is until the next
/// <see cref="Push(ReadOnlyMemory{byte})"/>. Of a compressed transaction the compressed event is held and one plain event at a time; nothing is allocated
/// per event once buffers have grown.
/// </remarks>
internal sealed class BinlogEventReader(BinlogChecksum checksum, bool verify) : IDisposable
{
    private const int TypeAt = 4;
    private const int FlagsAt = 17;
    private const int ChecksumBytes = 4;

    private readonly BinlogPlaceTracker _place = new();
    private readonly TransactionPayloadReader _payload = new();
    private readonly MariaDbUnpacker _unpacker = new();
    private BinlogChecksum _checksum = checksum;
    private byte[] _copy = [];
    private byte[] _raw = [];
    private int _rawBody;
    private int _rawBodyLength;
    private BinlogEventHeader _rawHeader;
    private BinlogEventHeader _header;
    private Stage _stage;

    private enum Stage : byte
    {
        /// <summary>Nothing is left.</summary>
        Empty,

        /// <summary>The event that was pushed is next.</summary>
        Pushed,

        /// <summary>It is current.</summary>
        Current,

        /// <summary>An event of its payload is current, or unpacked next.</summary>
        Payload,

        /// <summary>It is current, and its body is the unpacked one.</summary>
        Unpacked,
    }

    /// <summary>The head of the current event, as it was sent: the type may be a compressed one.</summary>
    public ref readonly BinlogEventHeader Header => ref _header;

    /// <summary>The type of the current event, the plain one of a compressed one.</summary>
    public BinlogEventType Type { get; private set; }

    /// <summary>The current event without head and checksum; valid until the next <see cref="TryRead"/> or push.</summary>
    public ReadOnlySpan<byte> Body => _stage switch
    {
        Stage.Current => _raw.AsSpan(_rawBody, _rawBodyLength),
        Stage.Payload => _payload.Body,
        Stage.Unpacked => _unpacker.Body,
        _ => default,
    };

    /// <summary>The file of the event that was pushed last.</summary>
    public string File => _place.File;

    /// <summary>Its first byte there; for an event that is in no file, where the next one is.</summary>
    public ulong Start => _place.Start;

    /// <summary>The byte after it; events of a compressed transaction all have that of the whole.</summary>
    public ulong End => _place.End;

    /// <summary>Whether the current event came out of a compressed transaction.</summary>
    public bool IsInPayload => _stage == Stage.Payload;

    /// <summary>The format of the current file; null before its first event.</summary>
    public FormatDescription? Format { get; private set; }

    /// <summary>Bytes of a table's number in TABLE_MAP and ROWS events.</summary>
    public int TableIdBytes { get; private set; } = 6;

    /// <summary>Begins a stream anew, such as after a lost connection: the format is unknown again.</summary>
    /// <param name="declared">How events are protected until the format is known.</param>
    /// <param name="file">Where it begins; an artificial ROTATE says it otherwise.</param>
    /// <param name="position">Where in it.</param>
    public void Begin(BinlogChecksum declared, string file = "", ulong position = 0)
    {
        _checksum = declared;
        _stage = Stage.Empty;
        Format = null;
        TableIdBytes = 6;
        _place.Begin(file, position);
    }

    /// <summary>Takes one raw event that stays as it is until the next one is pushed.</summary>
    public void Push(ReadOnlyMemory<byte> raw)
    {
        if (MemoryMarshal.TryGetArray(raw, out var bytes))
        {
            Take(bytes.Array!, bytes.Offset, bytes.Count);
        }
        else
        {
            Push(raw.Span);
        }
    }

    /// <summary>Takes a copy of one raw event.</summary>
    public void Push(ReadOnlySpan<byte> raw)
    {
        EventBuffer.Ensure(ref _copy, raw.Length);
        raw.CopyTo(_copy);
        Take(_copy, 0, raw.Length);
    }

    /// <summary>Makes the next plain event the current one; false when another raw event has to be pushed.</summary>
    public bool TryRead()
    {
        switch (_stage)
        {
            case Stage.Pushed:
                return Open();
            case Stage.Payload:
                return TryReadPayload();
            default:
                _stage = Stage.Empty;
                return false;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _payload.Dispose();

    private void Take(byte[] bytes, int offset, int count)
    {
        if (_stage is Stage.Pushed or Stage.Payload)
        {
            throw new InvalidOperationException("An event was pushed before all of the last one was read.");
        }

        var raw = bytes.AsSpan(offset, count);
        _stage = Stage.Empty;
        _rawHeader = BinlogEventHeader.Read(raw);
        if (_rawHeader.EventSize != (uint)count)
        {
            throw BinlogErrors.WrongSize(_place.Next, _rawHeader.EventSize, count);
        }

        var trailer = _rawHeader.Type == (byte)BinlogEventType.FormatDescription
            ? Describe(raw)
            : _checksum == BinlogChecksum.Crc32 ? ChecksumBytes : 0;
        if (count < BinlogEventHeader.Length + trailer)
        {
            throw BinlogErrors.WrongSize(_place.Next, BinlogEventHeader.Length + (uint)trailer, count);
        }

        if (verify && trailer > 0 && _checksum == BinlogChecksum.Crc32)
        {
            Verify(raw);
        }

        _raw = bytes;
        _rawBody = offset + BinlogEventHeader.Length;
        _rawBodyLength = count - BinlogEventHeader.Length - trailer;
        _place.Add(_rawHeader, bytes.AsSpan(_rawBody, _rawBodyLength));
        _stage = Stage.Pushed;
    }

    // The format holds from its own event on.
    private int Describe(ReadOnlySpan<byte> raw)
    {
        Format = FormatDescription.Read(_place.Next, raw[BinlogEventHeader.Length..], out var hasChecksumPart);
        _checksum = Format.Checksum;
        TableIdBytes = Format.TableIdBytes;
        return hasChecksumPart ? ChecksumBytes : 0;
    }

    private void Verify(ReadOnlySpan<byte> raw)
    {
        var found = raw[TypeAt] == (byte)BinlogEventType.FormatDescription ? FormatChecksum(raw) : Crc32.Compute(raw[..^ChecksumBytes]);
        var expected = BinaryPrimitives.ReadUInt32LittleEndian(raw[^ChecksumBytes..]);
        if (found != expected)
        {
            throw BinlogErrors.WrongChecksum(_place.Next, raw[TypeAt], expected, found);
        }
    }

    // The server sets and clears the flag IN_USE of a file's first event without a new checksum, which is that of the cleared flag.
    private static uint FormatChecksum(ReadOnlySpan<byte> raw)
    {
        ReadOnlySpan<byte> flags = [(byte)(raw[FlagsAt] & ~(byte)BinlogEventFlags.InUse)];
        var crc = Crc32.Append(Crc32.Compute(raw[..FlagsAt]), flags);
        return Crc32.Append(crc, raw[(FlagsAt + 1)..^ChecksumBytes]);
    }

    private bool Open()
    {
        var body = _raw.AsSpan(_rawBody, _rawBodyLength);
        switch ((BinlogEventType)_rawHeader.Type)
        {
            case BinlogEventType.TransactionPayload:
                _payload.Begin(_raw, _rawBody, _rawBodyLength);
                _stage = Stage.Payload;
                return TryReadPayload();
            case BinlogEventType.QueryCompressed:
                _unpacker.UnpackQuery(body);
                return SetUnpacked(BinlogEventType.Query);
            case BinlogEventType.WriteRowsCompressed:
                _unpacker.UnpackRows(body, isUpdate: false);
                return SetUnpacked(BinlogEventType.WriteRowsV1);
            case BinlogEventType.UpdateRowsCompressed:
                _unpacker.UnpackRows(body, isUpdate: true);
                return SetUnpacked(BinlogEventType.UpdateRowsV1);
            case BinlogEventType.DeleteRowsCompressed:
                _unpacker.UnpackRows(body, isUpdate: false);
                return SetUnpacked(BinlogEventType.DeleteRowsV1);
            default:
                _stage = Stage.Current;
                return SetCurrent(_rawHeader) || TryRead();
        }
    }

    private bool TryReadPayload()
    {
        while (_payload.TryRead())
        {
            if (SetCurrent(_payload.Header))
            {
                return true;
            }
        }

        _stage = Stage.Empty;
        return false;
    }

    private bool SetUnpacked(BinlogEventType plain)
    {
        _stage = Stage.Unpacked;
        _header = _rawHeader;
        Type = plain;
        return true;
    }

    // False for an event that is passed over.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool SetCurrent(in BinlogEventHeader header)
    {
        _header = header;
        Type = (BinlogEventType)header.Type;
        return EventTypes.IsPlain(Type) || Refuse(header);
    }

    private bool Refuse(in BinlogEventHeader header)
    {
        var place = $"{File}:{Start}";
        if (header.Type == (byte)BinlogEventType.Incident)
        {
            var incident = IncidentEvent.Read(Body);
            throw BinlogErrors.Incident(place, incident.Number, incident.Message);
        }

        return (header.Flags & BinlogEventFlags.Ignorable) != 0 ? false : throw BinlogErrors.UnknownType(place, header.Type);
    }
}
