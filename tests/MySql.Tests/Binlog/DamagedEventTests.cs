using ConnectRuntime.Errors;
using ConnectRuntime.MySql.Binlog;
using ConnectRuntime.MySql.Client.Binlog;

namespace ConnectRuntime.MySql.Tests.Binlog;

/// <summary>Events that are cut, changed or made of nothing: an error that says so, or a value, and never anything else.</summary>
public class DamagedEventTests
{
    private static readonly string[] Codes = ["MYB001", "MYB002", "MYB003", "MYB004", "MYB005", "MYB006", "MYB007", "MYB008", "MYB009", "MYB011", "MYC007", "MYC023"];

    [Theory]
    [MemberData(nameof(BinlogSample.Names), MemberType = typeof(BinlogSample))]
    public void Every_body_cut_anywhere(string name)
    {
        var refused = 0;
        foreach (var e in new BinlogSample(name).Read())
        {
            for (var length = 0; length < e.Body.Length; length++)
            {
                // A copy of just that length, so that nothing behind it can be read by mistake.
                refused += IsRefused(() => EventParsers.Parse(e.Type, e.Body.AsSpan(0, length).ToArray(), e.Format)) ? 1 : 0;
            }
        }

        Assert.True(refused > 100);
    }

    [Fact]
    public void What_an_event_must_have_is_missed()
    {
        Assert.Equal("MYB001", Code(() => EventParsers.Parse(BinlogEventType.Xid, new byte[7])));
        Assert.Equal("MYB001", Code(() => EventParsers.Parse(BinlogEventType.Gtid, new byte[24])));
        Assert.Equal("MYB001", Code(() => EventParsers.Parse(BinlogEventType.MariaDbGtid, new byte[12])));
        Assert.Equal("MYB001", Code(() => EventParsers.Parse(BinlogEventType.XaPrepare, new byte[12])));
        Assert.Equal("MYB001", Code(() => EventParsers.Parse(BinlogEventType.WriteRows, new byte[7])));
        Assert.Equal("MYB001", Code(() => EventParsers.Parse(BinlogEventType.Rotate, new byte[7])));
        Assert.Equal("MYB001", Code(() => EventParsers.Parse(BinlogEventType.Query, new byte[12])));
        Assert.Equal("MYB001", Code(() => EventParsers.Parse(BinlogEventType.RowsQuery, [])));
        var map = new BinlogSample("mysql-9.7/types.binlog").Read().First(e => e.Type == BinlogEventType.TableMap);
        var metadata = map.Body.AsSpan().IndexOf((byte[])[1, 2, 0xB7, 0x40]);
        for (var length = 0; length < metadata; length++)
        {
            Assert.Equal("MYB001", Code(() => EventParsers.Parse(BinlogEventType.TableMap, map.Body.AsSpan(0, length).ToArray())));
        }
    }

    [Theory]
    [MemberData(nameof(BinlogSample.Names), MemberType = typeof(BinlogSample))]
    public void Every_raw_event_cut_anywhere_with_a_head_that_agrees(string name)
    {
        var sample = new BinlogSample(name);
        var raw = sample.Raw();
        var hasChecksum = !name.Contains("nochecksum", StringComparison.Ordinal);
        using var reader = new BinlogEventReader(BinlogChecksum.None, verify: true);
        var refused = 0;
        foreach (var bytes in raw)
        {
            for (var length = BinlogEventHeader.Length + 4; length < bytes.Length; length += bytes.Length > 1000 ? 7 : 1)
            {
                var cut = bytes[..length];
                refused += IsRefused(() => Read(reader, raw[0], hasChecksum || bytes[4] == 15 ? EventBytes.Seal(cut) : Resize(cut))) ? 1 : 0;
            }
        }

        Assert.True(refused > 50);
    }

    [Theory]
    [InlineData("mysql-9.7/types.binlog")]
    [InlineData("mysql-9.7/packed.binlog")]
    [InlineData("mysql-9.7/images.binlog")]
    [InlineData("mariadb-11.8/types.binlog")]
    [InlineData("mariadb-10.11/b.000002")]
    public void Changed_bytes_under_a_right_checksum(string name)
    {
        var raw = new BinlogSample(name).Raw();
        var random = new Random(20260301);
        using var reader = new BinlogEventReader(BinlogChecksum.None, verify: true);
        var refused = 0;
        for (var round = 0; round < 20_000; round++)
        {
            var bytes = (byte[])raw[random.Next(raw.Count)].Clone();
            for (var changes = random.Next(1, 4); changes > 0; changes--)
            {
                var at = random.Next(4, bytes.Length - 4);
                bytes[at] = random.Next(3) == 0 ? (byte)0xFF : (byte)random.Next(256);
            }

            refused += IsRefused(() => Read(reader, raw[0], EventBytes.Seal(bytes))) ? 1 : 0;
        }

        Assert.True(refused > 1000, $"{refused}");
    }

    [Fact]
    public void Garbage_under_every_type()
    {
        var random = new Random(20260302);
        using var reader = new BinlogEventReader(BinlogChecksum.Crc32, verify: true);
        var format = EventBytes.Format();
        var refused = 0;
        for (var round = 0; round < 100_000; round++)
        {
            var body = new byte[random.Next(120)];
            random.NextBytes(body);
            if (random.Next(2) == 0)
            {
                body.AsSpan(random.Next(body.Length + 1)).Clear();
            }

            var type = (BinlogEventType)(round % 256);
            refused += IsRefused(() => Read(reader, format, EventBytes.Make(type, body))) ? 1 : 0;
        }

        Assert.True(refused > 50_000, $"{refused}");
    }

    private static void Read(BinlogEventReader reader, byte[] format, byte[] raw)
    {
        reader.Begin(BinlogChecksum.None, "b", BinlogStart.FirstPosition);
        reader.Push(format.AsMemory());
        Assert.True(reader.TryRead());
        Assert.False(reader.TryRead());
        reader.Push(raw.AsMemory());
        var events = 0;
        while (reader.TryRead())
        {
            EventParsers.Parse(reader.Type, reader.Body, reader.Format);
            Assert.True(++events < 1000);
        }
    }

    private static byte[] Resize(byte[] bytes)
    {
        BitConverter.TryWriteBytes(bytes.AsSpan(9), bytes.Length);
        return bytes;
    }

    private static bool IsRefused(Action action)
    {
        try
        {
            action();
            return false;
        }
        catch (ConnectException e)
        {
            Assert.Contains(e.Code, Codes);
            Assert.Equal(ErrorKind.Fatal, e.Kind);
            return true;
        }
    }

    private static string Code(Action action) => Assert.Throws<ConnectException>(action).Code;
}
