using ConnectRuntime.MySql.Client.Packets;

namespace ConnectRuntime.MySql.Client.Payloads;

/// <summary>The end of columns or rows, where OK does not mark it: <c>0xFE | warnings u16 | status u16</c>.</summary>
/// <remarks>Page: "EOF_Packet" in MySQL's source documentation. A row may begin with 0xFE too, but has at least nine bytes then.</remarks>
internal static class EofPayload
{
    public const byte Header = 0xFE;

    private const int MaxBytes = 8;

    public static bool Is(ReadOnlySpan<byte> payload) => payload.Length is > 0 and <= MaxBytes && payload[0] == Header;

    public static (ServerStatus Status, int Warnings) Read(ReadOnlySpan<byte> payload)
    {
        var reader = new WireReader(payload);
        reader.ReadByte();
        var warnings = reader.Remaining >= 2 ? reader.ReadUInt16() : (ushort)0;
        return (reader.Remaining >= 2 ? (ServerStatus)reader.ReadUInt16() : ServerStatus.None, warnings);
    }
}
