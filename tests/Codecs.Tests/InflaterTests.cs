using System.IO.Compression;
using System.Text;
using ConnectRuntime.Codecs;
using ConnectRuntime.Testing;

namespace ConnectRuntime.Codecs.Tests;

/// <summary>Deflate data that the framework's own zlib wrote, and RFC 1951's by hand.</summary>
public class InflaterTests
{
    private readonly Inflater _inflater = new();

    /// <summary>What MariaDB 10.11 stores for 150 and 300 letters in columns that are COMPRESSED.</summary>
    [Theory]
    [InlineData("4b4c1c8c0000", 'a', 150)]
    [InlineData("4b4a1a05c40200", 'b', 300)]
    public void Values_of_a_server(string packed, char letter, int count)
    {
        var plain = new byte[count];
        var bytes = Convert.FromHexString(packed);
        Assert.Equal(bytes.Length, _inflater.UnpackRaw(bytes, plain));
        Assert.Equal(new string(letter, count), Encoding.ASCII.GetString(plain));
    }

    public static TheoryData<int, CompressionLevel> Shapes => new MatrixTheoryData<int, CompressionLevel>(
        [0, 1, 2, 3, 10, 257, 258, 259, 1000, 32_767, 32_768, 32_769, 70_000, 300_000],
        [CompressionLevel.NoCompression, CompressionLevel.Fastest, CompressionLevel.Optimal, CompressionLevel.SmallestSize]);

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Whatever_the_framework_writes(int length, CompressionLevel level)
    {
        foreach (var plain in Samples(length))
        {
            var room = new byte[length];
            var raw = Deflate(plain, level);
            Assert.Equal(raw.Length, _inflater.UnpackRaw([.. raw, 1, 2, 3], room));
            Assert.True(plain.AsSpan().SequenceEqual(room));
            room.AsSpan().Clear();
            _inflater.Unpack(ZLib(plain, level), room);
            Assert.True(plain.AsSpan().SequenceEqual(room));
        }
    }

    [Theory]
    [InlineData("010500faff68656c6c6f", "hello")]
    [InlineData("cb48cdc9c907" + "00", "hello")]
    [InlineData("0300", "")]
    public void Blocks_by_hand(string packed, string plain)
    {
        var room = new byte[plain.Length];
        Assert.Equal(packed.Length / 2, _inflater.UnpackRaw(Convert.FromHexString(packed), room));
        Assert.Equal(plain, Encoding.ASCII.GetString(room));
    }

    [Theory]
    [InlineData("07", "a block has the type 3")]
    [InlineData("010500f0ff68656c6c6f", "a stored block has two lengths")]
    [InlineData("010500faff6865", "it ends too early")]
    [InlineData("", "it ends too early")]
    [InlineData("cb48cdc9c9", "it ends too early")]
    [InlineData("4b04620000", "a match begins before the data")]
    [InlineData("010600f9ff68656c6c6f68", "becomes more than the 5 bytes")]
    [InlineData("010400fbff68656c6c", "becomes 4 bytes, 5 are required")]
    public void What_is_no_deflate_data(string packed, string problem)
    {
        var error = Assert.Throws<CodecException>(() => _inflater.UnpackRaw(Convert.FromHexString(packed), new byte[5]));
        Assert.Equal(("DFL001", CodecErrorKind.Data), (error.Code, error.Kind));
        Assert.Contains(problem, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_frame_of_zlib_is_checked()
    {
        var plain = Encoding.ASCII.GetBytes("hello, hello, hello");
        var packed = ZLib(plain, CompressionLevel.Optimal);
        for (var at = 0; at < packed.Length; at++)
        {
            var damaged = (byte[])packed.Clone();
            damaged[at] ^= 0x10;

            // A bit that fills the last byte up means nothing, and a distance may be another one to the same letters.
            var room = new byte[plain.Length];
            Assert.True(Record.Exception(() => _inflater.Unpack(damaged, room)) is CodecException || (at < packed.Length - 4 && room.AsSpan().SequenceEqual(plain)));
            Assert.Throws<CodecException>(() => _inflater.Unpack(packed.AsSpan(0, at), new byte[plain.Length]));
        }
    }

    [Fact]
    public void Damage_is_an_error_or_other_bytes()
    {
        var plain = Samples(3000).Last();
        var random = new Random(20260304);
        var room = new byte[plain.Length];
        foreach (var level in new[] { CompressionLevel.Fastest, CompressionLevel.SmallestSize })
        {
            var packed = Deflate(plain, level);
            var errors = 0;
            for (var round = 0; round < 20_000; round++)
            {
                var damaged = packed[..random.Next(1, packed.Length + 1)];
                damaged[random.Next(damaged.Length)] = (byte)random.Next(256);
                errors += Record.Exception(() => _inflater.UnpackRaw(damaged, room)) is { } e ? Assert.IsType<CodecException>(e).Code.Length : 0;
            }

            Assert.True(errors > 0);
        }

        // Tables of a damaged block leave nothing behind.
        Assert.Equal(Deflate(plain, CompressionLevel.Optimal).Length, _inflater.UnpackRaw(Deflate(plain, CompressionLevel.Optimal), room));
        Assert.Equal(plain, room);
    }

    [Fact]
    public void Nothing_is_allocated_per_call()
    {
        var plain = Samples(20_000).Last();
        byte[][] packed = [Deflate(plain, CompressionLevel.Optimal), Deflate(plain, CompressionLevel.NoCompression), Deflate(plain, CompressionLevel.Fastest)];
        var room = new byte[plain.Length];
        Assert.Equal(0, LeastAllocation.Of(() =>
        {
            foreach (var bytes in packed)
            {
                _inflater.UnpackRaw(bytes, room);
            }
        }));
    }

    /// <summary>All the same, words, digits, and bytes by chance.</summary>
    private static IEnumerable<byte[]> Samples(int length)
    {
        var random = new Random(20260305);
        yield return Enumerable.Repeat((byte)'z', length).ToArray();
        var bytes = new byte[length];
        random.NextBytes(bytes);
        yield return bytes;
        yield return [.. Enumerable.Range(0, length).Select(i => (byte)('0' + (i * i / 7 % 10)))];
        var text = new StringBuilder();
        while (text.Length < length)
        {
            text.Append(random.Next(4) == 0 ? $"{random.NextInt64()}" : "words and words ");
        }

        yield return Encoding.ASCII.GetBytes(text.ToString(0, length));
    }

    private static byte[] Deflate(byte[] plain, CompressionLevel level)
    {
        using var packed = new MemoryStream();
        using (var stream = new DeflateStream(packed, level, leaveOpen: true))
        {
            stream.Write(plain);
            stream.Flush();
        }

        // Nothing at all is what the stream writes for nothing.
        return packed.Length == 0 ? [3, 0] : packed.ToArray();
    }

    private static byte[] ZLib(byte[] plain, CompressionLevel level)
    {
        using var packed = new MemoryStream();
        using (var stream = new ZLibStream(packed, level, leaveOpen: true))
        {
            stream.Write(plain);
            stream.Flush();
        }

        return packed.Length == 0 ? [0x78, 0x9C, 3, 0, 0, 0, 0, 1] : packed.ToArray();
    }
}
