using System.Text;
using ConnectRuntime.MySql.Client.Errors;
using ConnectRuntime.MySql.Client.Packets;

namespace ConnectRuntime.MySql.Client.Payloads;

/// <summary>The failure of a command.</summary>
/// <remarks>
/// <code>
/// 0xFF | number u16 | ['#' | SQLSTATE 5] | message to the end
/// </code>
/// Page: "ERR_Packet" in MySQL's source documentation. An error before the login has no SQLSTATE.
/// </remarks>
internal static class ErrPayload
{
    public const byte Header = 0xFF;

    public static bool Is(ReadOnlySpan<byte> payload) => payload.Length > 0 && payload[0] == Header;

    public static MySqlServerException Read(ReadOnlySpan<byte> payload)
    {
        var reader = new WireReader(payload);
        reader.ReadByte();
        var number = reader.ReadUInt16();
        var state = "HY000";
        if (reader.Remaining >= 6 && reader.Peek() == '#')
        {
            reader.ReadByte();
            state = Encoding.ASCII.GetString(reader.ReadBytes(5));
        }

        return new MySqlServerException(number, state, Encoding.UTF8.GetString(reader.ReadToEnd()));
    }
}
