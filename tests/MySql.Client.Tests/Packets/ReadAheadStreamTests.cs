using ConnectRuntime.MySql.Client.Packets;

namespace ConnectRuntime.MySql.Client.Tests.Packets;

public class ReadAheadStreamTests
{
    /// <summary>Whatever pieces come and whatever is asked for, it is the same bytes in their order, and nothing waits for more than has come.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Bytes_come_as_they_were_sent(int seed)
    {
        var random = new Random(seed);
        var sent = new byte[2_000_000];
        random.NextBytes(sent);
        var pieces = new PiecesStream(sent, random);
        await using var stream = new ReadAheadStream(pieces);
        var received = new byte[sent.Length];
        for (var at = 0; at < sent.Length;)
        {
            if (random.Next(2) == 0)
            {
                Assert.Equal(0, await stream.ReadAsync(Memory<byte>.Empty));
                Assert.True(pieces.Given > at, "A read of nothing waits until there is something.");
            }

            var wanted = Math.Min(sent.Length - at, 1 + random.Next(random.Next(3) == 0 ? 300_000 : 20_000));
            var reads = pieces.Reads;
            var isBuffered = pieces.Given > at;
            var count = await stream.ReadAsync(received.AsMemory(at, wanted));
            Assert.InRange(count, 1, wanted);
            Assert.Equal(isBuffered ? 0 : 1, pieces.Reads - reads);
            at += count;
        }

        Assert.True(sent.AsSpan().SequenceEqual(received));
        Assert.Equal(0, await stream.ReadAsync(new byte[10]));
        Assert.Equal(0, await stream.ReadAsync(Memory<byte>.Empty));
    }

    [Fact]
    public async Task Writes_and_failures_pass_through()
    {
        var inner = new MemoryStream();
        var stream = new ReadAheadStream(inner);
        await stream.WriteAsync(new byte[] { 1, 2, 3 });
        await stream.FlushAsync();
        Assert.Equal([1, 2, 3], inner.ToArray());
        await stream.DisposeAsync();
        Assert.False(inner.CanRead);
        await Assert.ThrowsAsync<ObjectDisposedException>(async () => await stream.ReadExactlyAsync(new byte[1]));
    }

    // Gives pieces of any size, some of them only after a while.
    private sealed class PiecesStream(byte[] bytes, Random random) : MemoryStream(bytes)
    {
        public int Reads { get; private set; }

        public long Given => Position;

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            Reads++;
            if (random.Next(3) == 0)
            {
                await Task.Yield();
            }

            return Read(buffer.Span[..Math.Min(buffer.Length, 1 + random.Next(200_000))]);
        }
    }
}
