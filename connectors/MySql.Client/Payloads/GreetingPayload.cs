using System.Text;
using ConnectRuntime.MySql.Client.Errors;
using ConnectRuntime.MySql.Client.Packets;
using ConnectRuntime.MySql.Client.Servers;

namespace ConnectRuntime.MySql.Client.Payloads;

/// <summary>The server's first packet.</summary>
/// <remarks>
/// <code>
/// u8 10 | version … 0 | connection id u32 | salt 8 | 0 | capabilities low u16 | collation u8 | status u16 |
/// capabilities high u16 | salt length u8 | reserved 6 | MariaDB's capabilities u32 | salt max(13, length − 8) | plugin … 0
/// </code>
/// Page: "Protocol::HandshakeV10" in MySQL's source documentation; MariaDB's capabilities stand in what MySQL reserves, and count
/// only where capability bit 0 is clear.
/// </remarks>
internal sealed record GreetingPayload(
    ServerVersion Version,
    uint ConnectionId,
    byte[] Salt,
    Capabilities Capabilities,
    MariaDbCapabilities MariaDbCapabilities,
    string Plugin)
{
    private const int SaltBytes = 20;

    public static GreetingPayload Read(ReadOnlySpan<byte> payload, string server)
    {
        var reader = new WireReader(payload);
        var protocol = reader.ReadByte();
        if (protocol != 10)
        {
            throw MySqlErrors.UnknownProtocol(server, protocol);
        }

        var version = Encoding.UTF8.GetString(reader.ReadNulTerminated());
        var connectionId = reader.ReadUInt32();
        var salt = new byte[SaltBytes];
        reader.ReadBytes(8).CopyTo(salt);
        reader.ReadByte(); // filler
        var capabilities = (Capabilities)reader.ReadUInt16();
        reader.ReadByte(); // the server's default collation, low byte
        reader.ReadUInt16(); // status
        capabilities |= (Capabilities)((uint)reader.ReadUInt16() << 16);
        var required = Capabilities.Protocol41 | Capabilities.SecureConnection | Capabilities.PluginAuthentication;
        if ((capabilities & required) != required)
        {
            throw MySqlErrors.ServerTooOld(server, version, "a server with named authentication (MySQL 5.7, MariaDB 10.5)");
        }

        int saltLength = reader.ReadByte();
        reader.ReadBytes(6); // reserved
        var isMariaDb = (capabilities & Capabilities.LongPassword) == 0;
        var mariaDb = reader.ReadUInt32();
        var rest = reader.ReadBytes(Math.Max(13, saltLength - 8));
        rest[..(SaltBytes - 8)].CopyTo(salt.AsSpan(8));
        var plugin = Encoding.UTF8.GetString(reader.ReadNulTerminated());
        return new GreetingPayload(
            ServerVersion.Parse(version, isMariaDb),
            connectionId,
            salt,
            capabilities,
            isMariaDb ? (MariaDbCapabilities)mariaDb : MariaDbCapabilities.None,
            plugin);
    }
}
