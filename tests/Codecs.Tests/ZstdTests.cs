using System.Text;
using ConnectRuntime.Codecs;
using ConnectRuntime.Testing.Servers;
using ConnectRuntime.Testing;

namespace ConnectRuntime.Codecs.Tests;

/// <summary>Frames that the program <c>zstd</c> wrote, and the frame of RFC 8878's own format by hand.</summary>
public sealed class ZstdTests : IDisposable
{
    private static readonly string? Program = ProcessRunner.Find("zstd");

    private readonly TempFolder _folder = new("zstd");
    private readonly ZstdDecompressor _zstd = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _zstd.Dispose();
        _folder.Dispose();
    }

    /// <summary>RFC 8878 §3.1: magic, a single-segment head with the size in a byte, one raw block that is the last.</summary>
    [Fact]
    public void A_frame_by_hand()
    {
        byte[] frame = [0x28, 0xB5, 0x2F, 0xFD, 0x20, 5, 0x29, 0, 0, (byte)'h', (byte)'e', (byte)'l', (byte)'l', (byte)'o'];
        var plain = new byte[10];
        Assert.True(_zstd.Decompress(frame, plain, out var consumed, out var written));
        Assert.Equal((14, 5), (consumed, written));
        Assert.Equal("hello"u8, plain.AsSpan(0, written));
    }

    [Theory]
    [InlineData(0, "-3")]
    [InlineData(1, "-1")]
    [InlineData(100, "-19")]
    [InlineData(100_000, "--fast=3")]
    [InlineData(3_000_000, "-3")]
    [InlineData(3_000_000, "--ultra -22")]
    [InlineData(3_000_000, "-3 --no-check --single-thread")]
    public async Task Whatever_the_program_writes(int length, string options)
    {
        var plain = Sample(length);
        var packed = await CompressAsync(plain, options);
        foreach (var (piece, room) in new[] { (int.MaxValue, 65536), (1, 65536), (int.MaxValue, 1), (7, 13), (4096, 100_000) })
        {
            if ((long)length * 2 / Math.Min(piece, room) < 2_000_000)
            {
                Assert.True(plain.AsSpan().SequenceEqual(Unpack(packed, piece, room)), $"{piece} {room}");
            }
        }
    }

    [Fact]
    public async Task Frames_one_after_the_other()
    {
        var first = await CompressAsync(Sample(1000), "-3");
        var second = await CompressAsync(Sample(5000), "-7");
        Assert.Equal([.. Sample(1000), .. Sample(5000)], Unpack([.. first, .. second], int.MaxValue, 300));
    }

    [Fact]
    public async Task A_reset_forgets_half_a_frame()
    {
        var packed = await CompressAsync(Sample(200_000), "-3");
        var room = new byte[1000];
        Assert.False(_zstd.Decompress(packed.AsSpan(0, packed.Length / 2), room, out _, out _));
        _zstd.Reset();
        Assert.Equal(Sample(200_000), Unpack(packed, 1000, 1000));
    }

    [Fact]
    public async Task A_cut_frame_does_not_end()
    {
        var packed = await CompressAsync(Sample(5000), "-3");
        for (var length = 0; length < packed.Length; length++)
        {
            _zstd.Reset();
            var room = new byte[6000];
            Assert.False(_zstd.Decompress(packed.AsSpan(0, length), room, out var consumed, out _) && length > 0);
            Assert.Equal(length, consumed);
        }
    }

    [Fact]
    public async Task Damage_is_an_error_or_other_bytes_but_never_more()
    {
        var packed = await CompressAsync(Sample(5000), "-3");
        var errors = 0;
        for (var at = 0; at < packed.Length; at++)
        {
            var damaged = (byte[])packed.Clone();
            damaged[at] ^= 0x55;
            _zstd.Reset();
            try
            {
                _zstd.Decompress(damaged, new byte[6000], out _, out var written);
                Assert.InRange(written, 0, 6000);
            }
            catch (CodecException e)
            {
                Assert.Equal(("ZST002", CodecErrorKind.Data), (e.Code, e.Kind));
                errors++;
            }
        }

        // With the checksum that the program adds nearly every change is found.
        Assert.True(errors > packed.Length * 9 / 10, $"{errors} of {packed.Length}");
    }

    [Fact]
    public async Task Nothing_is_allocated_per_call()
    {
        var packed = await CompressAsync(Sample(500_000), "-3");
        var room = new byte[4096];
        Assert.Equal(500_000, Pass(packed, room));
        Assert.Equal(0, LeastAllocation.Of(() => Pass(packed, room)));
    }

    [Fact]
    public void A_closed_one_says_so()
    {
        _zstd.Dispose();
        Assert.Throws<ObjectDisposedException>(() => _zstd.Reset());
        Assert.Throws<ObjectDisposedException>(() => _zstd.Decompress([1], new byte[1], out _, out _));
    }

    /// <summary>Text with repetitions, and bytes without any.</summary>
    private static byte[] Sample(int length)
    {
        var random = new Random(20260303);
        var text = new StringBuilder();
        while (text.Length < length)
        {
            text.Append(random.Next(3) == 0 ? $"{random.NextInt64()}" : "a row like the others,");
        }

        return Encoding.ASCII.GetBytes(text.ToString(0, length));
    }

    private int Pass(byte[] packed, byte[] room)
    {
        _zstd.Reset();
        var total = 0;
        for (var at = 0; ;)
        {
            var isEnd = _zstd.Decompress(packed.AsSpan(at), room, out var consumed, out var written);
            at += consumed;
            total += written;
            if (isEnd)
            {
                return total;
            }
        }
    }

    private byte[] Unpack(byte[] packed, int piece, int room)
    {
        _zstd.Reset();
        var plain = new MemoryStream();
        var buffer = new byte[room];
        var isEnd = false;
        for (var at = 0; at < packed.Length || !isEnd;)
        {
            isEnd = _zstd.Decompress(packed.AsSpan(at, Math.Min(piece, packed.Length - at)), buffer, out var consumed, out var written);
            Assert.True(isEnd || consumed > 0 || written > 0);
            at += consumed;
            plain.Write(buffer, 0, written);
        }

        return plain.ToArray();
    }

    private async Task<byte[]> CompressAsync(byte[] plain, string options)
    {
        ServerRequirement.Installed(Program is null ? "There is no program zstd. Run ./test.sh, or install the package zstd." : null);
        var from = _folder.Combine("plain");
        var to = _folder.Combine("packed");
        await File.WriteAllBytesAsync(from, plain, Cancel);
        (await ProcessRunner.RunAsync(Program!, [.. options.Split(' '), "-q", "-f", from, "-o", to], cancellationToken: Cancel)).OutputOrThrow();
        return await File.ReadAllBytesAsync(to, Cancel);
    }
}
