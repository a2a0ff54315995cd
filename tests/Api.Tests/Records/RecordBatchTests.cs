using System.Text;
using ConnectRuntime.Records;

namespace ConnectRuntime.Api.Tests.Records;

/// <summary>What one batch holds: rows of many tables, keys of any kind, missing and huge values.</summary>
public class RecordBatchTests
{
    [Fact]
    public void A_new_batch_is_empty()
    {
        var batch = new RecordBatch();
        Assert.True(batch.IsEmpty);
        Assert.False(batch.IsFull);
        Assert.Equal(0, batch.RowCount);
        Assert.Equal(0, batch.Bytes);
        Assert.Empty(batch.Failures);
        Assert.False(batch.HasFetched);
        Assert.True(batch.Fetched.IsEmpty);
        Assert.Throws<ArgumentOutOfRangeException>(() => new RecordBatch(maxRows: 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new RecordBatch(maxBytes: 0));
    }

    [Fact]
    public void It_is_full_by_rows_or_by_bytes_and_takes_the_row_all_the_same()
    {
        var byRows = new RecordBatch(maxRows: 2);
        Shop.AddOrder(byRows, Shop.Orders(), 1);
        Assert.False(byRows.IsFull);
        Shop.AddOrder(byRows, Shop.Orders(), 2);
        Assert.True(byRows.IsFull);
        Shop.AddOrder(byRows, Shop.Orders(), 3);
        Assert.Equal(3, byRows.RowCount);

        var byBytes = new RecordBatch(maxBytes: 1000);
        Shop.AddOrder(byBytes, Shop.Orders(), 1, new string('x', 1000));
        Assert.True(byBytes.IsFull);
    }

    [Fact]
    public void A_schema_that_changes_in_the_middle_is_another_stream_of_the_same_topic()
    {
        var batch = new RecordBatch();
        Shop.AddOrder(batch, Shop.Orders(), 1, "old");
        var wider = Shop.Orders() with { ValueSchema = new SchemaBuilder(Shop.Value).Field("vip", RecordSchema.Boolean).Build() };
        Shop.AddOrder(batch, wider, 2).Row.Timestamp = 7;
        Shop.AddOrder(batch, Shop.Orders(), 3);

        Assert.Equal(2, batch.Streams.Count);
        Assert.Equal([0, 1, 0], batch.Rows.ToArray().Select(row => row.Stream));
        Assert.Equal("old", new RowReader(batch, 0).After["note"].Text);
        Assert.True(new RowReader(batch, 1).After["vip"].IsNull);
        Assert.Equal(7, new RowReader(batch, 1).Row.Timestamp);
        Assert.Equal(4, new RowReader(batch, 0).After.Count);
        Assert.Equal(5, new RowReader(batch, 1).After.Count);
    }

    [Fact]
    public void A_struct_whose_cells_are_all_set_is_not_cleared_first()
    {
        var batch = new RecordBatch();
        batch.AddStruct([Cell.Of(1), Cell.Of(2)]);
        var root = batch.TakeStruct(3);
        Assert.Equal((3, 7), (root, batch.CellCount));
        Assert.Equal((FieldKind.Struct, 4, 3), (batch.Cells[root].Kind, batch.Cells[root].First, batch.Cells[root].Count));
        batch.Cells[root + 3] = Cell.Of(5L);
        Assert.Equal(5, batch.Cells[root + 3].Int64);
    }

    [Fact]
    public void A_row_that_is_older_than_a_field_reads_null_there()
    {
        var batch = new RecordBatch();
        Shop.AddOrder(batch, Shop.Orders(), 1, "old");
        batch.SetStream(0, Shop.Orders() with { ValueSchema = new SchemaBuilder(Shop.Value).Field("vip", RecordSchema.Boolean).Build() });
        Assert.True(new RowReader(batch, 0).After["vip"].IsNull);
        Assert.Equal("old", new RowReader(batch, 0).After["note"].Text);
    }

    [Fact]
    public void A_key_and_a_value_may_be_of_any_kind()
    {
        var batch = new RecordBatch();
        var stream = new RecordStream("lines", RecordSchema.String, RecordSchema.Int64);
        var row = batch.Add(stream);
        row.SetKey("Zürich");
        row.SetValue(Cell.Of(42L));
        Assert.Equal("Zürich", new RowReader(batch, 0).Key.Text);
        Assert.Equal("Zürich", Encoding.UTF8.GetString(new RowReader(batch, 0).Key.Utf8));
        Assert.Equal(42, new RowReader(batch, 0).After.Int64);
        Assert.Throws<InvalidOperationException>(() => batch.Add(stream).Key());
        Assert.Throws<InvalidOperationException>(() => batch.Add(stream).Source());
    }

    [Fact]
    public void A_before_image_may_lack_columns()
    {
        var batch = new RecordBatch();
        var row = Shop.AddOrder(batch, Shop.Orders(ValueLayout.Envelope), 1, "new", RowOperation.Update);
        var before = row.Before();
        before.Set(0, 1);
        before.SetUnavailable(1);
        before.SetNull(3);

        var reader = new RowReader(batch, 0);
        Assert.True(reader.Before["note"].IsUnavailable);
        Assert.False(reader.Before["note"].IsNull);
        Assert.True(reader.Before["address"].IsNull);
        Assert.Equal("new", reader.After["note"].Text);
    }

    [Fact]
    public void A_tombstone_is_not_a_row_of_nulls()
    {
        var batch = new RecordBatch();
        batch.Add(Shop.Orders()).Key().Set("id", 1);
        batch.Add(Shop.Orders()).After();
        batch.Add(Shop.Orders()).SetValue(Cell.Null);
        batch.Add(Shop.Orders(), RowOperation.Delete);
        Assert.Equal([true, false, false, false], batch.Rows.ToArray().Select(row => row.IsTombstone));
        Assert.Equal(-1, batch.Rows[0].After);
        Assert.True(new RowReader(batch, 1).After["id"].IsNull);
        Assert.True(new RowReader(batch, 2).After.IsNull);
        Assert.Equal(-1, batch.Rows[1].Key);
    }

    [Fact]
    public void Rows_of_one_event_share_source_and_transaction()
    {
        var batch = new RecordBatch();
        var stream = Shop.Orders(ValueLayout.Envelope);
        var first = Shop.AddOrder(batch, stream, 1);
        first.Source().Set("db", "shop");
        first.Transaction().Set("id", "tx1");
        var (source, transaction) = (first.Row.Source, first.Row.Transaction);
        for (var i = 2; i <= 1000; i++)
        {
            var row = Shop.AddOrder(batch, stream, i);
            row.Row.Source = source;
            row.Row.Transaction = transaction;
        }

        foreach (var row in batch)
        {
            Assert.Equal("shop", row.Source["db"].Text);
            Assert.Equal("tx1", row.Transaction["id"].Text);
            Assert.Equal(row.Index + 1, row.After["id"].Int64);
        }

        Assert.Equal(1000, batch.RowCount);
        Assert.Equal((1000 * (2 + 5)) + 3 + 4, batch.CellCount);
    }

    [Fact]
    public void Commit_points_come_with_rows_or_without_any()
    {
        var batch = new RecordBatch();
        batch.AddCommitPoint(new PositionMark(3, 77), CommitFlags.Commit | CommitFlags.TransactionBoundary);
        Assert.False(batch.IsEmpty);
        for (var i = 0; i < 40; i++)
        {
            Shop.AddOrder(batch, Shop.Orders(), i);
            batch.AddCommitPoint(new PositionMark(3, 100 + i));
        }

        Assert.Equal(41, batch.CommitPoints.Length);
        const CommitFlags Both = CommitFlags.Commit | CommitFlags.TransactionBoundary;
        Assert.Equal(new CommitPoint(0, new PositionMark(3, 77), Both), batch.CommitPoints[0]);
        Assert.Equal(new CommitPoint(40, new PositionMark(3, 139), CommitFlags.Commit), batch.CommitPoints[40]);
    }

    [Fact]
    public void Only_live_rows_are_walked()
    {
        var batch = new RecordBatch();
        for (var i = 0; i < 5; i++)
        {
            Shop.AddOrder(batch, Shop.Orders(), i);
        }

        batch.Rows[0].Flags |= RowFlags.Dropped;
        batch.Fail(3, Failures.Data("first"));
        batch.Fail(3, Failures.Data("second"));
        var seen = new List<long>();
        foreach (var row in batch)
        {
            seen.Add(row.After["id"].Int64);
        }

        Assert.Equal([1, 2, 4], seen);
        Assert.Equal("first", Assert.Single(batch.Failures).Error.Message[^5..]);
        Assert.Equal(3, batch.Failures[0].Row);
    }
}
