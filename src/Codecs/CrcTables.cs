using System.Buffers.Binary;

namespace ConnectRuntime.Codecs;

/// <summary>The eight tables of a reflected 32-bit CRC, which take eight bytes a step.</summary>
/// <remarks>Table <c>n</c> (entries <c>256·n…</c>) is the effect of a byte that is followed by <c>n</c> zero bytes.</remarks>
internal static class CrcTables
{
    public static uint[] Make(uint reflectedPolynomial)
    {
        var tables = new uint[8 * 256];
        for (uint value = 0; value < 256; value++)
        {
            var crc = value;
            for (var bit = 0; bit < 8; bit++)
            {
                crc = (crc & 1) != 0 ? (crc >> 1) ^ reflectedPolynomial : crc >> 1;
            }

            tables[value] = crc;
        }

        for (var i = 256; i < tables.Length; i++)
        {
            tables[i] = tables[tables[i - 256] & 0xFF] ^ (tables[i - 256] >> 8);
        }

        return tables;
    }

    public static uint Append(uint[] tables, uint state, ReadOnlySpan<byte> bytes)
    {
        while (bytes.Length >= 8)
        {
            var low = BinaryPrimitives.ReadUInt32LittleEndian(bytes) ^ state;
            var high = BinaryPrimitives.ReadUInt32LittleEndian(bytes[4..]);
            state = tables[1792 + (low & 0xFF)] ^ tables[1536 + ((low >> 8) & 0xFF)]
                ^ tables[1280 + ((low >> 16) & 0xFF)] ^ tables[1024 + (low >> 24)]
                ^ tables[768 + (high & 0xFF)] ^ tables[512 + ((high >> 8) & 0xFF)]
                ^ tables[256 + ((high >> 16) & 0xFF)] ^ tables[high >> 24];
            bytes = bytes[8..];
        }

        foreach (var value in bytes)
        {
            state = tables[(state ^ value) & 0xFF] ^ (state >> 8);
        }

        return state;
    }
}
