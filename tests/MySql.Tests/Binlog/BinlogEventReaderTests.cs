using System.Text;
using ConnectRuntime.Errors;
using ConnectRuntime.MySql.Binlog;
using ConnectRuntime.MySql.Client.Binlog;

namespace ConnectRuntime.MySql.Tests.Binlog;

/// <summary>What the reader refuses, passes over and follows.</summary>
public sealed class BinlogEventReaderTests : IDisposable
{
    private BinlogEventReader _reader = new(BinlogChecksum.Crc32, verify: true);

    public void Dispose() => _reader.Dispose();

    [Theory]
    [InlineData(BinlogChecksum.None, 1, true)]
    [InlineData(BinlogChecksum.Crc32, 1, true)]
    [InlineData(BinlogChecksum.None, 0, false)]
    [InlineData(BinlogChecksum.Crc32, 0, false)]
    public void Checksums_follow_what_was_declared_and_then_the_format(BinlogChecksum declared, byte algorithm, bool checksums)
    {
        _reader = new BinlogEventReader(declared, verify: true);
        Assert.Null(_reader.Format);
        Assert.Equal("b.1", Read(EventBytes.Rotate("b.1", 4, checksum: declared == BinlogChecksum.Crc32), () => RotateEvent.Read(_reader.Body).File));
        Assert.Equal("9.7.4", Read(EventBytes.Format(algorithm: algorithm), () => _reader.Format!.Server.Text));
        Assert.Equal(checksums ? BinlogChecksum.Crc32 : BinlogChecksum.None, _reader.Format!.Checksum);
        Assert.Equal(5ul, Read(EventBytes.Xid(5, checksum: checksums), () => XidEvent.Read(_reader.Body).Number));

        // The next file was begun under another setting; what leads there is still of the old one.
        Read(EventBytes.Rotate("b.2", 4, checksum: checksums), () => 0);
        Read(EventBytes.Format(algorithm: (byte)(1 - algorithm)), () => 0);
        Assert.Equal(6ul, Read(EventBytes.Xid(6, checksum: !checksums), () => XidEvent.Read(_reader.Body).Number));
    }

    [Fact]
    public void A_stream_that_begins_anew_has_no_format()
    {
        Read(EventBytes.Format(algorithm: 0, tableMapPart: 6), () => 0);
        Assert.Equal(4, _reader.TableIdBytes);
        _reader.Begin(BinlogChecksum.Crc32, "b.3", 1234);
        Assert.Null(_reader.Format);
        Assert.Equal(6, _reader.TableIdBytes);
        Read(EventBytes.Xid(5), () => 0);
        Assert.Equal(("b.3", 1234ul, 1234ul + 31), (_reader.File, _reader.Start, _reader.End));
    }

    [Fact]
    public void Any_changed_bit_of_any_event_is_found()
    {
        foreach (var name in new[] { "mysql-9.7/packed.binlog", "mariadb-10.11/b.000004" })
        {
            var raw = new BinlogSample(name).Raw();
            for (var i = 0; i < raw.Count; i++)
            {
                for (var at = 0; at < raw[i].Length; at++)
                {
                    var damaged = (byte[])raw[i].Clone();
                    damaged[at] ^= (byte)(1 << (at % 8));

                    // The flag of a file's first event that says whether it is open is not covered by the checksum.
                    if (damaged[4] == 15 && at == 17 && (damaged[17] ^ raw[i][17]) == 1)
                    {
                        continue;
                    }

                    var error = Record.Exception(() => Run(raw.Take(i).Append(damaged))) as ConnectException;
                    Assert.True(error is not null, $"{name}: event {i}, byte {at}");
                    Assert.Contains(error.Code, (string[])["MYB002", "MYB003", "MYB004", "MYB006", "MYB011"]);
                    Assert.Equal(ErrorKind.Fatal, error.Kind);
                }
            }
        }
    }

    [Fact]
    public void A_wrong_checksum_names_the_place()
    {
        var raw = EventBytes.Xid(5);
        raw[^1] ^= 0xFF;
        Read(EventBytes.Rotate("b.1", 700), () => 0);
        var error = Assert.Throws<ConnectException>(() => _reader.Push(raw.AsMemory()));
        Assert.StartsWith("MYB004: Cannot read the event at b.1:700 (type 16): its CRC-32 is ", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Checksums_are_not_looked_at_where_that_is_turned_off()
    {
        _reader = new BinlogEventReader(BinlogChecksum.Crc32, verify: false);
        var raw = EventBytes.Xid(5);
        raw[^1] ^= 0xFF;
        Assert.Equal(5ul, Read(raw, () => XidEvent.Read(_reader.Body).Number));
    }

    [Fact]
    public void An_open_file_has_the_checksum_of_a_closed_one()
    {
        var raw = EventBytes.Format();
        raw[17] |= (byte)BinlogEventFlags.InUse;
        Assert.Equal("9.7.4", Read(raw, () => _reader.Format!.Server.Text));
    }

    [Fact]
    public void A_size_that_is_not_that_of_the_bytes_is_refused()
    {
        var error = Assert.Throws<ConnectException>(() => _reader.Push(EventBytes.Xid(1).AsMemory(0, 30)));
        Assert.StartsWith("MYB003: Cannot read the event at :0: 30 bytes were received, 31 are required", error.Message, StringComparison.Ordinal);
        Assert.Equal("MYC023", Assert.Throws<ConnectException>(() => _reader.Push(new byte[5].AsMemory())).Code);
        Assert.Equal("MYB003", Assert.Throws<ConnectException>(() => _reader.Push(EventBytes.Make(BinlogEventType.Stop, [], checksum: false).AsMemory())).Code);
    }

    [Fact]
    public void An_unknown_event_is_refused_unless_it_may_be_passed_over()
    {
        Read(EventBytes.Rotate("b.1", 4), () => 0);
        _reader.Push(EventBytes.Make((BinlogEventType)43, [1, 2, 3], flags: BinlogEventFlags.Ignorable).AsMemory());
        Assert.False(_reader.TryRead());
        Assert.Equal(4ul + 26, _reader.End);
        _reader.Push(EventBytes.Make((BinlogEventType)99, [1, 2, 3]).AsMemory());
        var error = Assert.Throws<ConnectException>(() => _reader.TryRead());
        Assert.StartsWith("MYB005: Cannot read the event at b.1:30: its type is 99, ", error.Message, StringComparison.Ordinal);
        Assert.Equal(ErrorKind.Fatal, error.Kind);
    }

    [Fact]
    public void An_incident_says_what_the_server_says()
    {
        Read(EventBytes.Rotate("b.1", 4), () => 0);
        byte[] body = [1, 0, 11, .. Encoding.ASCII.GetBytes("LOST_EVENTS")];
        _reader.Push(EventBytes.Make(BinlogEventType.Incident, body).AsMemory());
        var error = Assert.Throws<ConnectException>(() => _reader.TryRead());
        Assert.StartsWith("MYB007: Cannot go on after b.1:4: the server logged incident 1 there (LOST_EVENTS)", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(3, 1, 19, "MYB011")]
    [InlineData(4, 2, 19, "MYB006")]
    [InlineData(4, 1, 13, "MYB002")]
    public void A_format_that_is_not_known_is_refused(ushort version, byte algorithm, byte head, string code)
    {
        var raw = EventBytes.Format(version: version, algorithm: algorithm, head: head);
        Assert.Equal(code, Assert.Throws<ConnectException>(() => _reader.Push(raw.AsMemory())).Code);
    }

    [Fact]
    public void A_very_old_file_has_no_checksums()
    {
        var body = new byte[57 + 27];
        body[0] = 4;
        Encoding.ASCII.GetBytes("5.1.73-log", body.AsSpan(2));
        body[56] = 19;
        Read(EventBytes.Make(BinlogEventType.FormatDescription, body, checksum: false), () => 0);
        Assert.Equal(5ul, Read(EventBytes.Xid(5, checksum: false), () => XidEvent.Read(_reader.Body).Number));
    }

    [Fact]
    public void A_copy_is_taken_of_a_span()
    {
        var raw = EventBytes.Xid(5);
        _reader.Push(raw.AsSpan());
        raw.AsSpan().Clear();
        Assert.True(_reader.TryRead());
        Assert.Equal(5ul, XidEvent.Read(_reader.Body).Number);
        Assert.False(_reader.TryRead());
        Assert.True(_reader.Body.IsEmpty);
        Assert.False(_reader.TryRead());
    }

    [Fact]
    public void An_event_that_was_not_read_is_not_overwritten()
    {
        _reader.Push(EventBytes.Xid(5).AsMemory());
        Assert.Throws<InvalidOperationException>(() => _reader.Push(EventBytes.Xid(6).AsMemory()));
    }

    private static void Run(IEnumerable<byte[]> events)
    {
        using var reader = new BinlogEventReader(BinlogChecksum.Crc32, verify: true);
        reader.Begin(BinlogChecksum.Crc32, "b", BinlogStart.FirstPosition);
        foreach (var raw in events)
        {
            reader.Push(raw.AsMemory());
            while (reader.TryRead())
            {
            }
        }
    }

    private T Read<T>(byte[] raw, Func<T> value)
    {
        _reader.Push(raw.AsMemory());
        Assert.True(_reader.TryRead());
        var found = value();
        Assert.False(_reader.TryRead());
        return found;
    }
}
