using ConnectRuntime.Errors;
using ConnectRuntime.MySql.Binlog;
using ConnectRuntime.Records;

namespace ConnectRuntime.MySql.Tests.Binlog;

/// <summary>ROWS events in all their shapes.</summary>
public class RowsEventTests
{
    [Fact]
    public void Version_2_has_blocks_before_its_columns()
    {
        // Blocks: 5 bytes of a partition's number, with the two bytes of the length.
        var rows = RowsEvent.Read(BinlogEventType.UpdateRows, [7, 0, 0, 0, 0, 1, 1, 0, 7, 0, 1, 2, 0, 1, 0, 9, 0xFF, 1, 0x03, 0, 10, 11, 12]);
        Assert.Equal((0x0100_0000_0007ul, RowsFlags.StatementEnd, RowOperation.Update), (rows.TableId, rows.Flags, rows.Operation));
        Assert.Equal(9, rows.ColumnCount);
        Assert.Equal((byte[])[0xFF, 1], rows.Before);
        Assert.Equal((byte[])[3, 0], rows.After);
        Assert.Equal((byte[])[10, 11, 12], rows.Rows);
        Assert.True(rows.EndsStatement && !rows.IsPartial && !rows.IsDummy);
    }

    [Fact]
    public void Inserts_have_no_before_and_deletes_no_after()
    {
        byte[] body = [7, 0, 0, 0, 0, 0, 0, 0, 2, 0, 1, 1, 5];
        var insert = RowsEvent.Read(BinlogEventType.WriteRows, body);
        Assert.True(insert.Before.IsEmpty && insert.After.SequenceEqual((byte[])[1]) && insert.Rows.SequenceEqual((byte[])[5]));
        var delete = RowsEvent.Read(BinlogEventType.DeleteRows, body);
        Assert.True(delete.After.IsEmpty && delete.Before.SequenceEqual((byte[])[1]) && delete.Rows.SequenceEqual((byte[])[5]));
        byte[] old = [7, 0, 0, 0, 0, 0, 0, 0, 1, 1, 5];
        Assert.Equal((RowOperation.Create, 5), (RowsEvent.Read(BinlogEventType.WriteRowsV1, old).Operation, RowsEvent.Read(BinlogEventType.WriteRowsV1, old).Rows[0]));
        Assert.Equal(RowOperation.Delete, RowsEvent.Read(BinlogEventType.DeleteRowsV1, old).Operation);
    }

    [Fact]
    public void A_dummy_ends_a_statement_without_rows()
    {
        Assert.True(RowsEvent.Read(BinlogEventType.DeleteRowsV1, [0xFF, 0xFF, 0xFF, 0, 0, 0, 1, 0]).IsDummy);
        var rows = RowsEvent.Read(BinlogEventType.WriteRows, [0xFF, 0xFF, 0xFF, 0, 0, 0, 1, 0, 2, 0, 0]);
        Assert.True(rows.IsDummy && rows.EndsStatement && rows.Rows.IsEmpty);
    }

    [Fact]
    public void An_extra_block_shorter_than_its_length_is_refused()
    {
        Assert.Equal("MYB002", Assert.Throws<ConnectException>(() => { RowsEvent.Read(BinlogEventType.WriteRows, [7, 0, 0, 0, 0, 0, 0, 0, 1, 0, 1, 1, 5]); }).Code);
        Assert.Equal("MYB001", Assert.Throws<ConnectException>(() => { RowsEvent.Read(BinlogEventType.WriteRows, [7, 0, 0, 0, 0, 0, 0, 0, 9, 0, 1, 1, 5]); }).Code);
        Assert.Equal("MYB002", Assert.Throws<ConnectException>(() => { RowsEvent.Read(BinlogEventType.Xid, [7, 0, 0, 0, 0, 0, 0, 0, 9, 0, 1, 1, 5]); }).Code);
    }

    [Fact]
    public void Images_that_are_not_whole()
    {
        // In the order of the statements of images.sql: PARTIAL_JSON twice, then MINIMAL three times, then NOBLOB.
        var rows = new BinlogSample("mysql-9.7/images.binlog").Read().Where(e => RowsEvent.Is(e.Type))
            .Select(e => (Event: e, Text: Text(RowsEvent.Read(e.Type, e.Body)))).ToList();
        Assert.Equal(
            ["Create ,FF", "Update FF,FF partial", "Update FF,FF partial", "Update 01,10", "Create ,01", "Delete 01,", "Update FF,FF"],
            rows.Take(7).Select(r => r.Text));
        Assert.Equal("00010000000001" + "77", Convert.ToHexString(RowsEvent.Read(rows[3].Event.Type, rows[3].Event.Body).Rows));
    }

    /// <summary>The packed and the plain form of the same rows: 2,000 letters, as the statements in the file say.</summary>
    [Fact]
    public void Compressed_rows_of_mariadb()
    {
        var rows = new BinlogSample("mariadb-10.11/b.000002").Read().Where(e => RowsEvent.Is(e.Type)).ToList();
        Assert.Equal([166, 167, 168], rows.Select(r => (int)r.Header.Type));
        Assert.Equal([BinlogEventType.WriteRowsV1, BinlogEventType.UpdateRowsV1, BinlogEventType.DeleteRowsV1], rows.Select(r => r.Type));
        byte[] Row(char letter) => [0xFC, 1, 0, 0, 0, 0xD0, 7, .. Enumerable.Repeat((byte)letter, 2000)];
        Assert.Equal(Row('z'), RowsEvent.Read(rows[0].Type, rows[0].Body).Rows);
        Assert.Equal((byte[])[.. Row('z'), .. Row('y')], RowsEvent.Read(rows[1].Type, rows[1].Body).Rows);
        Assert.Equal(Row('y'), RowsEvent.Read(rows[2].Type, rows[2].Body).Rows);
    }

    [Theory]
    [InlineData("00", "MYB008")]
    [InlineData("91010178", "MYB008")]
    [InlineData("81", "MYB001")]
    [InlineData("8105", "MYB009")]
    [InlineData("84FFFFFFFF789C", "MYB009")]
    [InlineData("8105789C4B4C4A4E4905000000000000", "MYB009")]
    public void What_is_not_packed_is_refused(string packed, string code)
    {
        using var reader = new BinlogEventReader(Client.Binlog.BinlogChecksum.Crc32, verify: true);
        reader.Push(EventBytes.Make(BinlogEventType.WriteRowsCompressed, [7, 0, 0, 0, 0, 0, 1, 0, 1, 1, .. Convert.FromHexString(packed)]).AsMemory());
        Assert.Equal(code, Assert.Throws<ConnectException>(() => reader.TryRead()).Code);
    }

    private static string Text(RowsEvent rows) =>
        $"{rows.Operation} {Convert.ToHexString(rows.Before)},{Convert.ToHexString(rows.After)}{(rows.IsPartial ? " partial" : "")}";
}
