using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;

namespace ConnectRuntime.Avro.Schemas;

/// <summary>Fingerprints of a schema's <see cref="ParsingCanonicalForm"/>.</summary>
public static class AvroFingerprint
{
    // The fingerprint of the empty text, and the polynomial: "Schema Fingerprints" of the Avro specification.
    private const ulong Empty = 0xC15D_213A_A4D7_A795;
    private static readonly ulong[] Table = MakeTable();

    /// <summary>CRC-64-AVRO, the one that single-object encoding carries.</summary>
    public static ulong Crc64(AvroSchema schema) => Crc64(Encoding.UTF8.GetBytes(ParsingCanonicalForm.Of(schema)));

    /// <summary>CRC-64-AVRO of bytes.</summary>
    public static ulong Crc64(ReadOnlySpan<byte> bytes)
    {
        var crc = Empty;
        foreach (var value in bytes)
        {
            crc = (crc >> 8) ^ Table[(byte)(crc ^ value)];
        }

        return crc;
    }

    /// <summary>MD5, 16 bytes.</summary>
    [SuppressMessage("Security", "CA5351:Do not use broken cryptographic algorithms", Justification = "A name for a schema, as the Avro specification defines it.")]
    public static byte[] Md5(AvroSchema schema) => MD5.HashData(Encoding.UTF8.GetBytes(ParsingCanonicalForm.Of(schema)));

    /// <summary>SHA-256, 32 bytes.</summary>
    public static byte[] Sha256(AvroSchema schema) => SHA256.HashData(Encoding.UTF8.GetBytes(ParsingCanonicalForm.Of(schema)));

    private static ulong[] MakeTable()
    {
        var table = new ulong[256];
        for (var i = 0; i < table.Length; i++)
        {
            var value = (ulong)i;
            for (var bit = 0; bit < 8; bit++)
            {
                value = (value >> 1) ^ (Empty & (0UL - (value & 1)));
            }

            table[i] = value;
        }

        return table;
    }
}
