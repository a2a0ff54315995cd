using ConnectRuntime.Errors;
using ConnectRuntime.MySql.Binlog;
using ConnectRuntime.MySql.Client.Binlog;
using ConnectRuntime.MySql.Client.Gtids;

namespace ConnectRuntime.MySql.Tests.Binlog;

/// <summary>Names of transactions in all their shapes, byte by byte.</summary>
public class GtidEventTests
{
    private static readonly byte[] Uuid = Convert.FromHexString("0123456789abcdef0123456789abcdef");

    private static readonly GtidSource Source = new(Guid.Parse("01234567-89ab-cdef-0123-456789abcdef"), "");

    [Fact]
    public void A_name_without_anything_else()
    {
        var gtid = MySqlGtidEvent.Read(BinlogEventType.Gtid, [1, .. Uuid, 5, 0, 0, 0, 0, 0, 0, 0]);
        Assert.Equal(new MySqlGtidEvent { Flags = 1, Source = Source, Number = 5 }, gtid);
        Assert.False(gtid.IsAnonymous);
    }

    [Fact]
    public void Times_of_both_servers_and_a_length_of_more_than_31_bits()
    {
        byte[] clock = [2, 7, 0, 0, 0, 0, 0, 0, 0, 8, 0, 0, 0, 0, 0, 0, 0];

        // 0x06_62_00_12_34_56_78 with bit 55 set, then the original.
        byte[] times = [0x78, 0x56, 0x34, 0x12, 0x00, 0x62, 0x86, 0x01, 0x00, 0x00, 0x00, 0x00, 0x62, 0x06];
        byte[] rest = [0xFE, 1, 0, 0, 0, 2, 0, 0, 0, 0x50, 0x62, 0x01, 0x80, 0xC8, 0x3B, 0x01, 0];
        var gtid = MySqlGtidEvent.Read(BinlogEventType.Gtid, [0, .. Uuid, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x7F, .. clock, .. times, .. rest]);
        Assert.Equal((long.MaxValue, 7L, 8L), (gtid.Number, gtid.LastCommitted, gtid.SequenceNumber));
        Assert.Equal((0x0662_0012_3456_78ul, 0x0662_0000_0000_01ul), (gtid.ImmediateCommit, gtid.OriginalCommit));
        Assert.Equal(0x2_0000_0001ul, gtid.Length);
        Assert.Equal((90704u, 80840u), (gtid.ImmediateVersion, gtid.OriginalVersion));
    }

    [Fact]
    public void Parts_at_the_end_may_be_missing()
    {
        byte[] start = [0, .. Uuid, 5, 0, 0, 0, 0, 0, 0, 0, 2, 7, 0, 0, 0, 0, 0, 0, 0, 8, 0, 0, 0, 0, 0, 0, 0];
        Assert.Equal(7, MySqlGtidEvent.Read(BinlogEventType.Gtid, start).LastCommitted);
        Assert.Equal(0ul, MySqlGtidEvent.Read(BinlogEventType.Gtid, start).ImmediateCommit);
        var timed = MySqlGtidEvent.Read(BinlogEventType.Gtid, [.. start, 1, 0, 0, 0, 0, 0, 0]);
        Assert.Equal((1ul, 1ul, 0ul), (timed.ImmediateCommit, timed.OriginalCommit, timed.Length));
        Assert.Equal(250ul, MySqlGtidEvent.Read(BinlogEventType.Gtid, [.. start, 1, 0, 0, 0, 0, 0, 0, 250]).Length);
    }

    [Fact]
    public void An_anonymous_transaction_has_no_name()
    {
        var gtid = MySqlGtidEvent.Read(BinlogEventType.AnonymousGtid, [1, .. new byte[24]]);
        Assert.True(gtid.IsAnonymous);
        Assert.Equal(0, gtid.Number);
    }

    [Fact]
    public void A_number_that_is_none_is_refused()
    {
        Assert.Equal("MYB002", Assert.Throws<ConnectException>(() => MySqlGtidEvent.Read(BinlogEventType.Gtid, [1, .. Uuid, .. new byte[8]])).Code);
        Assert.Equal("MYB002", Assert.Throws<ConnectException>(
            () => MySqlGtidEvent.Read(BinlogEventType.Gtid, [1, .. Uuid, 0, 0, 0, 0, 0, 0, 0, 0x80])).Code);
    }

    /// <summary>Numbers of one to nine bytes: as many as the first byte has low ones, and one.</summary>
    [Theory]
    [InlineData("00", 0)]
    [InlineData("FE", 127)]
    [InlineData("0102", 128)]
    [InlineData("FBFF07", 65535)]
    [InlineData("FFFFFFFFFFFFFFFFFF", ulong.MaxValue)]
    [InlineData("7F00000000000001", 1ul << 48)]
    [InlineData("FF0000000000000001", 1ul << 56)]
    public void Numbers_of_a_tagged_name(string encoded, ulong expected)
    {
        var gtid = MySqlGtidEvent.Read(BinlogEventType.GtidTagged, Tagged([16, .. Convert.FromHexString(encoded)]));
        Assert.Equal(expected, gtid.Length);
    }

    [Theory]
    [InlineData("00", 0)]
    [InlineData("02", -1)]
    [InlineData("04", 1)]
    [InlineData("06", -2)]
    [InlineData("FC", 63)]
    [InlineData("FE", -64)]
    [InlineData("FFFEFFFFFFFFFFFFFF", long.MaxValue)]
    [InlineData("FFFFFFFFFFFFFFFFFF", long.MinValue)]
    public void Numbers_with_a_sign(string encoded, long expected) =>
        Assert.Equal(expected, MySqlGtidEvent.Read(BinlogEventType.GtidTagged, Tagged([8, .. Convert.FromHexString(encoded)])).LastCommitted);

    [Fact]
    public void Times_of_a_tagged_name_hold_for_both_servers_unless_told()
    {
        var one = MySqlGtidEvent.Read(BinlogEventType.GtidTagged, Tagged([12, 10, 18, 20]));
        Assert.Equal((5ul, 5ul, 10u, 10u), (one.ImmediateCommit, one.OriginalCommit, one.ImmediateVersion, one.OriginalVersion));
        var two = MySqlGtidEvent.Read(BinlogEventType.GtidTagged, Tagged([12, 10, 14, 4, 18, 20, 20, 6]));
        Assert.Equal((5ul, 2ul, 10u, 3u), (two.ImmediateCommit, two.OriginalCommit, two.ImmediateVersion, two.OriginalVersion));
    }

    [Fact]
    public void Fields_that_are_not_known_end_a_tagged_name()
    {
        var gtid = MySqlGtidEvent.Read(BinlogEventType.GtidTagged, Tagged([12, 10, 22, 2, 99, 1, 2, 3]));
        Assert.Equal((5ul, 9L, "tag"), (gtid.ImmediateCommit, gtid.Number, gtid.Source.Tag));
    }

    [Fact]
    public void A_tag_is_one_string_and_not_too_long()
    {
        var body = Tagged([]);
        Assert.Same(
            MySqlGtidEvent.Read(BinlogEventType.GtidTagged, body).Source.Tag, MySqlGtidEvent.Read(BinlogEventType.GtidTagged, (byte[])body.Clone()).Source.Tag);
        byte[] longTag = [2, 0, 0, 6, 66, .. new byte[33]];
        Assert.Equal("MYB002", Assert.Throws<ConnectException>(() => MySqlGtidEvent.Read(BinlogEventType.GtidTagged, longTag)).Code);
    }

    [Fact]
    public void More_tags_than_are_remembered_are_right_too()
    {
        for (var i = 0; i < 3000; i++)
        {
            var tag = System.Text.Encoding.ASCII.GetBytes($"t{i:D5}");
            Assert.Equal($"t{i:D5}", MySqlGtidEvent.Read(BinlogEventType.GtidTagged, [2, 0, 0, 6, 12, .. tag]).Source.Tag);
        }
    }

    [Fact]
    public void Lists_of_mariadb()
    {
        var head = new BinlogEventHeader(0, 162, 77, 0, 0, 0);
        var gtid = MariaDbGtidEvent.Read(head, [9, 0, 0, 0, 0, 0, 0, 0x80, 3, 0, 0, 0, 6, 1, 2, 3, 4, 5, 6, 7, 8]);
        Assert.Equal(new MariaDbGtid(3, 77, 0x8000_0000_0000_0009), gtid.Gtid);
        Assert.Equal((0x0807_0605_0403_0201ul, false, false), (gtid.GroupCommit, gtid.IsStandalone, gtid.IsXa));
        Assert.Null(gtid.ToXid());
        Assert.Equal("0-1-5,2-3-4", GtidListEvent.Read(
            [2, 0, 0, 0x10, 0, 0, 0, 0, 1, 0, 0, 0, 5, 0, 0, 0, 0, 0, 0, 0, 2, 0, 0, 0, 3, 0, 0, 0, 4, 0, 0, 0, 0, 0, 0, 0]).ToString());
        Assert.True(GtidListEvent.Read([0, 0, 0, 0]).IsEmpty);
    }

    [Fact]
    public void A_failed_alter_has_no_effect()
    {
        var head = new BinlogEventHeader(0, 162, 1, 0, 0, 0);
        byte[] start = [9, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x29];
        Assert.True(MariaDbGtidEvent.Read(head, [.. start, 2]).IsAlterWithoutEffect);
        Assert.True(MariaDbGtidEvent.Read(head, [.. start, 8, 7, 0, 0, 0, 0, 0, 0, 0]).IsAlterWithoutEffect);
        Assert.False(MariaDbGtidEvent.Read(head, [.. start, 4, 7, 0, 0, 0, 0, 0, 0, 0]).IsAlterWithoutEffect);
        Assert.Equal(7ul, MariaDbGtidEvent.Read(head, [.. start, 4, 7, 0, 0, 0, 0, 0, 0, 0]).AlterStart);
        Assert.False(MariaDbGtidEvent.Read(head, [.. start, 0, 0, 0]).IsAlterWithoutEffect);
    }

    // Version 1, a size that nobody needs, fields 1 (uuid), 2 (number 9), 3 (tag), then more.
    private static byte[] Tagged(byte[] more) => [2, 200, 4, 2, .. Uuid.SelectMany(Byte), 4, 36, 6, 6, (byte)'t', (byte)'a', (byte)'g', .. more];

    private static byte[] Byte(byte value) => value < 128 ? [(byte)(value << 1)] : [(byte)((value << 2) | 1), (byte)(value >> 6)];
}
