using System.Text;
using ConnectRuntime.MySql.Client.Binlog;
using ConnectRuntime.MySql.Client.Servers;

namespace ConnectRuntime.MySql.Binlog;

/// <summary>What the events of a file look like, from its first event. Immutable.</summary>
/// <param name="Server">The server that wrote the file.</param>
/// <param name="Checksum">How its events are protected.</param>
/// <param name="TableIdBytes">Bytes of a table's number in TABLE_MAP and ROWS events: 6, or 4 in very old files.</param>
/// <remarks>
/// <code>
/// version u16 (4) | server version 50 | created u32 | head length u8 (19) | length of fixed parts u8 per type from 1 | [algorithm u8 | CRC-32 u32]
/// </code>
/// The algorithm and a CRC-32 are there since MySQL 5.6.1 and MariaDB 5.3, whatever the algorithm. Page: "Format_description_event" in MySQL's
/// source documentation.
/// </remarks>
internal sealed record FormatDescription(ServerVersion Server, BinlogChecksum Checksum, int TableIdBytes)
{
    private const int VersionBytes = 50;
    private const int OldTableMapPart = 6;

    /// <summary>Reads a body with everything behind it.</summary>
    /// <param name="place">Where it is, for errors.</param>
    /// <param name="body">The body, checksum included.</param>
    /// <param name="hasChecksumPart">Whether it ends with an algorithm and a CRC-32.</param>
    public static FormatDescription Read(string place, ReadOnlySpan<byte> body, out bool hasChecksumPart)
    {
        var reader = new EventBodyReader(body, "FORMAT_DESCRIPTION");
        var version = reader.ReadUInt16();
        if (version != 4)
        {
            throw BinlogErrors.OldFormat(place, version);
        }

        var text = reader.ReadBytes(VersionBytes);
        var server = ServerVersion.Parse(Encoding.UTF8.GetString(text[..(text.IndexOf((byte)0) is >= 0 and var end ? end : text.Length)]));
        reader.ReadUInt32();
        if (reader.ReadByte() is not BinlogEventHeader.Length and var head)
        {
            throw reader.Malformed($"heads have {head} bytes, {BinlogEventHeader.Length} are required");
        }

        hasChecksumPart = !IsOld(server);
        var parts = reader.ReadBytes(hasChecksumPart ? reader.Remaining - 5 : reader.Remaining);
        var algorithm = hasChecksumPart ? reader.ReadByte() : (byte)0;
        var idBytes = parts.Length >= (int)BinlogEventType.TableMap && parts[(int)BinlogEventType.TableMap - 1] == OldTableMapPart ? 4 : 6;
        return algorithm <= 1
            ? new FormatDescription(server, (BinlogChecksum)algorithm, idBytes)
            : throw BinlogErrors.UnknownChecksum(place, algorithm);
    }

    // A version that makes no sense is not an old one: then a damaged name would switch checksums off.
    private static bool IsOld(ServerVersion server) =>
        server.Major is >= 3 and <= 5 && !(server.IsMariaDb ? server.IsAtLeast(5, 3) : server.IsAtLeast(5, 6, 1));
}
