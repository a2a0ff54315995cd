using System.Buffers.Binary;

namespace ConnectRuntime.Codecs;

/// <summary>Unpacks deflate data (RFC 1951), with or without zlib's frame (RFC 1950), whose length when unpacked is known.</summary>
/// <remarks>
/// One owner, one thread. Nothing is allocated per call, unlike the framework's stream, which is made anew for every piece: MySQL's and MariaDB's packed
/// values and events are small. The destination is the window that matches refer to.
/// </remarks>
public sealed class Inflater
{
    private const int LengthCodes = 19;
    private const int FirstLength = 257;
    private const int EndOfBlock = 256;
    private const int AdlerModulus = 65521;

    // The longest run of bytes whose sums stay below 2^32.
    private const int AdlerRun = 5552;

    private static ReadOnlySpan<byte> LengthOrder => [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];

    private static readonly ushort[] LengthBase =
        [3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131, 163, 195, 227, 258];

    private static ReadOnlySpan<byte> LengthBits =>
        [0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0];

    private static readonly ushort[] DistanceBase =
        [1, 2, 3, 4, 5, 7, 9, 13, 17, 25, 33, 49, 65, 97, 129, 193, 257, 385, 513, 769, 1025, 1537, 2049, 3073, 4097, 6145, 8193, 12289, 16385, 24577];

    private static ReadOnlySpan<byte> DistanceBits =>
        [0, 0, 0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 8, 9, 9, 10, 10, 11, 11, 12, 12, 13, 13];

    private readonly HuffmanTable _literals = new();
    private readonly HuffmanTable _distances = new();
    private readonly HuffmanTable _codes = new();
    private bool _isFixed;

    /// <summary>Unpacks a zlib stream into exactly as many bytes as the destination has, and checks its Adler-32.</summary>
    /// <exception cref="CodecException">DFL001: the bytes are no such stream.</exception>
    public void Unpack(ReadOnlySpan<byte> source, Span<byte> destination)
    {
        if (source.Length < 6 || (source[0] & 0x0F) != 8 || BinaryPrimitives.ReadUInt16BigEndian(source) % 31 != 0 || (source[1] & 0x20) != 0)
        {
            throw CodecErrors.BadDeflate("it does not begin with a zlib head");
        }

        var end = 2 + UnpackRaw(source[2..], destination);
        if (source.Length - end < 4 || BinaryPrimitives.ReadUInt32BigEndian(source[end..]) != Adler32(destination))
        {
            throw CodecErrors.BadDeflate("its Adler-32 does not match");
        }
    }

    /// <summary>Unpacks plain deflate data into exactly as many bytes as the destination has.</summary>
    /// <returns>Bytes of the source that were used.</returns>
    /// <exception cref="CodecException">DFL001: the bytes are not deflate data, or of another length.</exception>
    public int UnpackRaw(ReadOnlySpan<byte> source, Span<byte> destination)
    {
        var bits = new BitReader(source);
        var written = 0;
        bool isLast;
        do
        {
            isLast = bits.Read(1) != 0;
            switch (bits.Read(2))
            {
                case 0:
                    written += CopyStored(ref bits, destination[written..]);
                    break;
                case 1:
                    SetFixed();
                    written = UnpackBlock(ref bits, destination, written);
                    break;
                case 2:
                    ReadTables(ref bits);
                    written = UnpackBlock(ref bits, destination, written);
                    break;
                default:
                    throw CodecErrors.BadDeflate("a block has the type 3, which does not exist");
            }
        }
        while (!isLast);

        return written == destination.Length
            ? bits.BytesUsed
            : throw CodecErrors.BadDeflate($"it becomes {written} bytes, {destination.Length} are required");
    }

    private static int CopyStored(ref BitReader bits, Span<byte> destination)
    {
        bits.SkipToByte();
        var length = bits.Read(16);
        if ((length ^ bits.Read(16)) != 0xFFFF)
        {
            throw CodecErrors.BadDeflate("a stored block has two lengths");
        }

        if (length > destination.Length)
        {
            throw TooLong(destination.Length);
        }

        bits.Copy(destination[..length]);
        return length;
    }

    private void SetFixed()
    {
        if (_isFixed)
        {
            return;
        }

        Span<byte> lengths = stackalloc byte[288];
        lengths[..144].Fill(8);
        lengths[144..256].Fill(9);
        lengths[256..280].Fill(7);
        lengths[280..].Fill(8);
        _literals.Build(lengths);
        Span<byte> distances = stackalloc byte[30];
        distances.Fill(5);
        _distances.Build(distances);
        _isFixed = true;
    }

    private void ReadTables(ref BitReader bits)
    {
        _isFixed = false;
        var literals = bits.Read(5) + 257;
        var distances = bits.Read(5) + 1;
        var codes = bits.Read(4) + 4;
        Span<byte> lengths = stackalloc byte[320];
        lengths.Clear();
        for (var i = 0; i < codes; i++)
        {
            lengths[LengthOrder[i]] = (byte)bits.Read(3);
        }

        _codes.Build(lengths[..LengthCodes]);
        lengths.Clear();
        for (var i = 0; i < literals + distances;)
        {
            var symbol = _codes.Read(ref bits);
            if (symbol < 16)
            {
                lengths[i++] = (byte)symbol;
                continue;
            }

            if (symbol == 16 && i == 0)
            {
                throw CodecErrors.BadDeflate("a code length repeats nothing");
            }

            var value = symbol == 16 ? lengths[i - 1] : (byte)0;
            var count = symbol switch { 16 => 3 + bits.Read(2), 17 => 3 + bits.Read(3), _ => 11 + bits.Read(7) };
            if (count > literals + distances - i)
            {
                throw CodecErrors.BadDeflate("there are too many code lengths");
            }

            lengths.Slice(i, count).Fill(value);
            i += count;
        }

        _literals.Build(lengths[..literals]);
        _distances.Build(lengths.Slice(literals, distances));
    }

    private int UnpackBlock(ref BitReader bits, Span<byte> destination, int written)
    {
        while (true)
        {
            var symbol = _literals.Read(ref bits);
            if (symbol < EndOfBlock)
            {
                if ((uint)written >= (uint)destination.Length)
                {
                    throw TooLong(destination.Length);
                }

                destination[written++] = (byte)symbol;
                continue;
            }

            if (symbol == EndOfBlock)
            {
                return written;
            }

            var code = symbol - FirstLength;
            if (code >= LengthBase.Length)
            {
                throw CodecErrors.BadDeflate($"a length has the code {symbol}");
            }

            var length = LengthBase[code] + bits.Read(LengthBits[code]);
            var far = _distances.Read(ref bits);
            if (far >= DistanceBase.Length)
            {
                throw CodecErrors.BadDeflate($"a distance has the code {far}");
            }

            var distance = DistanceBase[far] + bits.Read(DistanceBits[far]);
            CopyMatch(destination, written, distance, length);
            written += length;
        }
    }

    private static void CopyMatch(Span<byte> destination, int at, int distance, int length)
    {
        if (distance > at)
        {
            throw CodecErrors.BadDeflate("a match begins before the data");
        }

        if (length > destination.Length - at)
        {
            throw TooLong(destination.Length);
        }

        if (distance >= length)
        {
            destination.Slice(at - distance, length).CopyTo(destination[at..]);
            return;
        }

        if (distance == 1)
        {
            destination.Slice(at, length).Fill(destination[at - 1]);
            return;
        }

        for (var end = at + length; at < end; at++)
        {
            destination[at] = destination[at - distance];
        }
    }

    private static uint Adler32(ReadOnlySpan<byte> bytes)
    {
        uint a = 1, b = 0;
        while (!bytes.IsEmpty)
        {
            var run = bytes[..Math.Min(bytes.Length, AdlerRun)];
            foreach (var value in run)
            {
                a += value;
                b += a;
            }

            a %= AdlerModulus;
            b %= AdlerModulus;
            bytes = bytes[run.Length..];
        }

        return (b << 16) | a;
    }

    private static CodecException TooLong(int expected) => CodecErrors.BadDeflate($"it becomes more than the {expected} bytes that are required");
}
