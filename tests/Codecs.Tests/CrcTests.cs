using System.Text;
using ConnectRuntime.Codecs;

namespace ConnectRuntime.Codecs.Tests;

/// <summary>Published vectors: the check values of the CRC catalogue (CRC-32/ISO-HDLC, CRC-32/ISCSI) and RFC 3720 §B.4.</summary>
public class CrcTests
{
    public static TheoryData<string, uint, uint> Texts => new()
    {
        { "", 0, 0 },
        { "123456789", 0xCBF4_3926, 0xE306_9283 },
        { "The quick brown fox jumps over the lazy dog", 0x414F_A339, 0x2262_0404 },
    };

    [Theory]
    [MemberData(nameof(Texts))]
    public void Catalogue_check_values(string text, uint crc32, uint crc32C)
    {
        var bytes = Encoding.ASCII.GetBytes(text);
        Assert.Equal(crc32, Crc32.Compute(bytes));
        Assert.Equal(crc32, Crc32.AppendTable(0, bytes));
        Assert.Equal(crc32C, Crc32C.Compute(bytes));
        Assert.Equal(crc32C, Crc32C.AppendTable(0, bytes));
    }

    [Fact]
    public void Rfc3720_vectors()
    {
        var ascending = Enumerable.Range(0, 32).Select(i => (byte)i).ToArray();
        Assert.Equal(0x8A91_36AAu, Crc32C.Compute(new byte[32]));
        Assert.Equal(0x62A8_AB43u, Crc32C.Compute(Enumerable.Repeat((byte)0xFF, 32).ToArray()));
        Assert.Equal(0x46DD_794Eu, Crc32C.Compute(ascending));
        Assert.Equal(0x113F_DB5Cu, Crc32C.Compute(ascending.Reverse().ToArray()));
    }

    /// <summary>gzip carries CRC-32 and length at its end, and the runtime's zlib computes it.</summary>
    [Fact]
    public void Every_length_and_split_agrees_with_zlib()
    {
        var random = new Random(20260101);
        for (var length = 0; length < 700; length++)
        {
            var bytes = new byte[length];
            random.NextBytes(bytes);
            using var packed = new MemoryStream();
            using (var gzip = new System.IO.Compression.GZipStream(packed, System.IO.Compression.CompressionLevel.Fastest, true))
            {
                gzip.Write(bytes);
                gzip.Flush();
            }

            var expected = length == 0 ? 0 : BitConverter.ToUInt32(packed.ToArray().AsSpan()[^8..^4]);
            var cut = random.Next(length + 1);
            Assert.Equal(expected, Crc32.Compute(bytes));
            Assert.Equal(expected, Crc32.Append(Crc32.Compute(bytes.AsSpan(0, cut)), bytes.AsSpan(cut)));
            Assert.Equal(expected, Crc32.AppendTable(0, bytes));
        }
    }

    /// <summary>The framework's own step for one byte is the other implementation here.</summary>
    [Fact]
    public void Castagnoli_agrees_with_the_framework_for_every_length()
    {
        var random = new Random(20260102);
        for (var length = 0; length < 700; length++)
        {
            var bytes = new byte[length];
            random.NextBytes(bytes);
            var state = ~0u;
            foreach (var value in bytes)
            {
                state = System.Numerics.BitOperations.Crc32C(state, value);
            }

            var cut = random.Next(length + 1);
            Assert.Equal(~state, Crc32C.Compute(bytes));
            Assert.Equal(~state, Crc32C.Append(Crc32C.Compute(bytes.AsSpan(0, cut)), bytes.AsSpan(cut)));
            Assert.Equal(~state, Crc32C.AppendTable(0, bytes));
        }
    }
}
