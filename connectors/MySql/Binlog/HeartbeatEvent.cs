using System.Text;
using ConnectRuntime.MySql.Client.Binlog;

namespace ConnectRuntime.MySql.Binlog;

/// <summary>A server's sign of life, with the place up to which it has read.</summary>
/// <remarks>
/// <code>
/// HEARTBEAT (27)     file name                         the position is the head's, modulo 2³²
/// HEARTBEAT_V2 (41)  (type lenenc | length lenenc | value)* | 0        1: file name, 2: position lenenc
/// </code>
/// Page: "Heartbeat_event_v2" in MySQL's source documentation.
/// </remarks>
internal readonly ref struct HeartbeatEvent
{
    private HeartbeatEvent(ReadOnlySpan<byte> name, ulong position, bool isExact)
    {
        Name = name;
        Position = position;
        IsExact = isExact;
    }

    /// <summary>The file in UTF-8.</summary>
    public ReadOnlySpan<byte> Name { get; }

    /// <summary>The position; 0 where none is told.</summary>
    public ulong Position { get; }

    /// <summary>Whether the position is one of 64 bits.</summary>
    public bool IsExact { get; }

    public string File => Encoding.UTF8.GetString(Name);

    public static HeartbeatEvent Read(in BinlogEventHeader header, ReadOnlySpan<byte> body)
    {
        if (header.Type != (byte)BinlogEventType.HeartbeatV2)
        {
            return new HeartbeatEvent(body, header.NextPosition, isExact: false);
        }

        ReadOnlySpan<byte> name = default;
        ulong position = 0;
        var reader = new EventBodyReader(body, "HEARTBEAT_V2");
        while (reader.ReadLengthEncoded() is not 0 and var type)
        {
            var value = reader.ReadLengthEncodedBytes();
            if (type == 1)
            {
                name = value;
            }
            else if (type == 2)
            {
                position = new EventBodyReader(value, "HEARTBEAT_V2").ReadLengthEncoded();
            }
        }

        return new HeartbeatEvent(name, position, isExact: true);
    }
}
