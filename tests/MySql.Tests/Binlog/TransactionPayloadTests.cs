using System.Buffers.Binary;
using ConnectRuntime.Errors;
using ConnectRuntime.MySql.Binlog;
using ConnectRuntime.MySql.Client.Binlog;
using ConnectRuntime.Testing.Servers;
using ConnectRuntime.Testing;

namespace ConnectRuntime.MySql.Tests.Binlog;

/// <summary>Compressed transactions that are made by hand and by the program <c>zstd</c>.</summary>
public sealed class TransactionPayloadTests : IDisposable
{
    private readonly TempFolder _folder = new("payload");
    private readonly BinlogEventReader _reader = new(BinlogChecksum.Crc32, verify: true);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _reader.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void A_payload_may_be_plain()
    {
        byte[] events = [.. EventBytes.Xid(1, checksum: false), .. EventBytes.Xid(2, checksum: false)];
        Assert.Equal([1ul, 2ul], Xids(Payload(events, 255, (ulong)events.Length)));
        Assert.Equal([], Xids(Payload([], 255, 0)));
    }

    [Fact]
    public async Task A_payload_may_be_several_frames_and_an_event_lie_in_two()
    {
        byte[] events = [.. EventBytes.Xid(1, checksum: false), .. EventBytes.Xid(2, checksum: false), .. EventBytes.Xid(3, checksum: false)];
        byte[] frames = [.. await CompressAsync(events[..40]), .. await CompressAsync(events[40..])];
        Assert.Equal([1ul, 2ul, 3ul], Xids(Payload(frames, 0, (ulong)events.Length)));

        // The next one begins anew, whatever was left of the last.
        _reader.Push(Payload(frames, 0, (ulong)events.Length).AsMemory());
        Assert.True(_reader.TryRead());
        _reader.Begin(BinlogChecksum.Crc32);
        Assert.False(_reader.TryRead());
        Assert.Equal([1ul, 2ul, 3ul], Xids(Payload(frames, 0, (ulong)events.Length)));
    }

    [Fact]
    public async Task What_does_not_fit_is_refused()
    {
        byte[] events = [.. EventBytes.Xid(1, checksum: false), .. EventBytes.Xid(2, checksum: false)];
        var frame = await CompressAsync(events);
        var size = (ulong)events.Length;
        Assert.Equal("MYB002", Code(Payload(frame, 0, size + 1)));
        Assert.Equal("MYB002", Code(Payload(frame, 0, size - 1)));
        Assert.Equal("MYB009", Code(Payload(frame[..^5], 0, size)));
        Assert.Equal("MYB009", Code(Payload([.. frame, 1, 2, 3, 4, 5], 0, size)));
        Assert.Equal("MYB008", Code(Payload(frame, 1, size)));
        Assert.Equal("MYB002", Code(Payload(events[..40], 255, size)));
        Assert.Equal("MYB002", Code(Payload(events[..^1], 255, size)));
        BinaryPrimitives.WriteInt32LittleEndian(events.AsSpan(9), 18);
        Assert.Equal("MYB002", Code(Payload(events, 255, size)));
        BinaryPrimitives.WriteInt32LittleEndian(events.AsSpan(9), int.MaxValue);
        Assert.Equal("MYB002", Code(Payload(events, 255, size)));
        Assert.Equal("MYB001", Code(EventBytes.Make(BinlogEventType.TransactionPayload, [2, 1])));
    }

    [Fact]
    public void Unknown_events_in_it_are_passed_over_or_refused()
    {
        byte[] events =
        [
            .. EventBytes.Make((BinlogEventType)43, [1], flags: BinlogEventFlags.Ignorable, checksum: false), .. EventBytes.Xid(2, checksum: false),
        ];
        Assert.Equal([2ul], Xids(Payload(events, 255, (ulong)events.Length)));
        events[17] = 0;
        Assert.Equal("MYB005", Code(Payload(events, 255, (ulong)events.Length)));
        events[4] = (byte)BinlogEventType.TransactionPayload;
        Assert.Equal("MYB005", Code(Payload(events, 255, (ulong)events.Length)));
    }

    [Fact]
    public async Task A_long_transaction_is_never_held_whole()
    {
        const int count = 12_000;
        var plain = _folder.Combine("plain");
        await using (var file = File.Create(plain))
        {
            var body = new byte[8200];
            for (var i = 0; i < count; i++)
            {
                BinaryPrimitives.WriteInt32LittleEndian(body, i);
                await file.WriteAsync(EventBytes.Make(BinlogEventType.WriteRows, body, checksum: false), Cancel);
            }

            // One that is longer than the window.
            await file.WriteAsync(EventBytes.Make(BinlogEventType.WriteRows, new byte[3_000_000], checksum: false), Cancel);
        }

        var length = new FileInfo(plain).Length;
        var payload = Payload(await CompressFileAsync(plain), 0, (ulong)length);
        Assert.True(length > 100_000_000 && payload.Length < 1_000_000, $"{length} {payload.Length}");
        Assert.Equal((count + 1, 3_000_000), Count(payload));
        Assert.Equal(0, LeastAllocation.Of(() => Count(payload)));
    }

    private (int Events, int Longest) Count(byte[] payload)
    {
        _reader.Push(payload.AsMemory());
        var events = 0;
        var longest = 0;
        while (_reader.TryRead())
        {
            events += events == 12_000 || BinaryPrimitives.ReadInt32LittleEndian(_reader.Body) == events ? 1 : -1_000_000;
            longest = Math.Max(longest, _reader.Body.Length);
        }

        return (events, longest);
    }

    private List<ulong> Xids(byte[] raw)
    {
        _reader.Push(raw.AsMemory());
        var found = new List<ulong>();
        while (_reader.TryRead())
        {
            Assert.True(_reader.IsInPayload);
            found.Add(XidEvent.Read(_reader.Body).Number);
        }

        return found;
    }

    private string Code(byte[] raw)
    {
        var error = Assert.Throws<ConnectException>(() => Xids(raw));
        _reader.Begin(BinlogChecksum.Crc32);
        return error.Code;
    }

    private static byte[] Payload(byte[] bytes, byte compression, ulong plain)
    {
        using var body = new MemoryStream();
        body.Write([1, 9, 0xFE]);
        body.Write(BitConverter.GetBytes((ulong)bytes.Length));
        body.Write(compression == 255 ? [2, 3, 0xFC, 255, 0] : [2, 1, compression]);
        body.Write([3, 9, 0xFE]);
        body.Write(BitConverter.GetBytes(plain));
        body.Write([77, 2, 1, 1, 0]);
        body.Write(bytes);
        return EventBytes.Make(BinlogEventType.TransactionPayload, body.ToArray());
    }

    private async Task<byte[]> CompressAsync(byte[] plain)
    {
        var from = _folder.Combine("some");
        await File.WriteAllBytesAsync(from, plain, Cancel);
        return await CompressFileAsync(from);
    }

    private static async Task<byte[]> CompressFileAsync(string from)
    {
        var program = ProcessRunner.Find("zstd");
        ServerRequirement.Installed(program is null ? "There is no program zstd. Run ./test.sh, or install the package zstd." : null);
        (await ProcessRunner.RunAsync(program!, ["-q", "-f", from, "-o", from + ".zst"], cancellationToken: Cancel)).OutputOrThrow();
        return await File.ReadAllBytesAsync(from + ".zst", Cancel);
    }
}
