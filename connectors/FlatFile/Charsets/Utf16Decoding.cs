using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text.Unicode;

namespace ConnectRuntime.FlatFile.Charsets;

/// <summary>A file in UTF-16 of either byte order. An unpaired surrogate becomes its three bytes, which UTF-8 forbids.</summary>
internal sealed class Utf16Decoding(bool bigEndian) : TextDecoding
{
    private ushort[] _swapped = [];

    public override string Name => bigEndian ? "UTF-16BE" : "UTF-16LE";

    public override int UnitBytes => 2;

    public override int MaxUtf8(int bytes) => bytes / 2 * 3;

    public override int Decode(ReadOnlySpan<byte> raw, Span<byte> utf8, out int consumed)
    {
        var units = MemoryMarshal.Cast<byte, ushort>(raw);
        if (bigEndian == BitConverter.IsLittleEndian)
        {
            if (_swapped.Length < units.Length)
            {
                _swapped = new ushort[units.Length];
            }

            BinaryPrimitives.ReverseEndianness(units, _swapped);
            units = _swapped.AsSpan(0, units.Length);
        }

        var rest = MemoryMarshal.Cast<ushort, char>(units);
        var total = rest.Length;
        var written = 0;
        while (true)
        {
            var status = Utf8.FromUtf16(rest, utf8[written..], out var read, out var count, replaceInvalidSequences: false, isFinalBlock: false);
            rest = rest[read..];
            written += count;
            if (status != OperationStatus.InvalidData)
            {
                break;
            }

            var lone = rest[0];
            utf8[written++] = (byte)(0xE0 | (lone >> 12));
            utf8[written++] = (byte)(0x80 | ((lone >> 6) & 0x3F));
            utf8[written++] = (byte)(0x80 | (lone & 0x3F));
            rest = rest[1..];
        }

        consumed = 2 * (total - rest.Length);
        return written;
    }

    public override long RawLength(ReadOnlySpan<byte> utf8) => 2 * (Utf8Count.Characters(utf8) + Utf8Count.Supplementary(utf8));
}
