using ConnectRuntime.MySql.Client.Charsets;
using ConnectRuntime.MySql.Client.Packets;

namespace ConnectRuntime.MySql.Client.Payloads;

/// <summary>Our answer to the greeting; its first 32 bytes alone ask for TLS.</summary>
/// <remarks>
/// <code>
/// capabilities u32 | max packet u32 | collation u8 | 0 × 19 | MariaDB's capabilities u32 |
/// user … 0 | proof length, proof | [database … 0] | plugin … 0 | [length of all, (name, value)*]
/// </code>
/// Page: "Protocol::HandshakeResponse41" in MySQL's source documentation.
/// </remarks>
internal sealed record LoginPayload(
    Capabilities Capabilities,
    MariaDbCapabilities MariaDbCapabilities,
    string User,
    string Database,
    string Plugin,
    IReadOnlyList<KeyValuePair<string, string>> Attributes)
{
    private const uint MaxPacket = 1 << 30;

    public void WriteTlsRequest(PacketWriter writer)
    {
        writer.WriteUInt32((uint)Capabilities);
        writer.WriteUInt32(MaxPacket);
        writer.WriteByte(CollationTable.Utf8Mb4);
        writer.WriteZeros(19);
        writer.WriteUInt32((uint)MariaDbCapabilities);
    }

    public void Write(PacketWriter writer, ReadOnlySpan<byte> proof)
    {
        WriteTlsRequest(writer);
        writer.WriteNulTerminated(User);
        if (Has(Capabilities.LengthEncodedProof))
        {
            writer.WriteLengthEncodedBytes(proof);
        }
        else
        {
            writer.WriteByte((byte)proof.Length);
            writer.WriteBytes(proof);
        }

        if (Has(Capabilities.ConnectWithDatabase))
        {
            writer.WriteNulTerminated(Database);
        }

        writer.WriteNulTerminated(Plugin);
        if (Has(Capabilities.ConnectAttributes))
        {
            WriteAttributes(writer);
        }
    }

    private void WriteAttributes(PacketWriter writer)
    {
        var length = 0;
        foreach (var (name, value) in Attributes)
        {
            length += TextLength(name) + TextLength(value);
        }

        writer.WriteLengthEncoded((ulong)length);
        foreach (var (name, value) in Attributes)
        {
            writer.WriteLengthEncodedText(name);
            writer.WriteLengthEncodedText(value);
        }
    }

    private static int TextLength(string text)
    {
        var bytes = System.Text.Encoding.UTF8.GetByteCount(text);
        return bytes + (bytes < WireReader.Null ? 1 : bytes <= 0xFFFF ? 3 : 4);
    }

    private bool Has(Capabilities capability) => (Capabilities & capability) != 0;
}
