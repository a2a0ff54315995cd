using ConnectRuntime.Connectors;
using ConnectRuntime.Records;

namespace ConnectRuntime.Api.Tests.Records;

/// <summary>Rows that are inserted, and the last row taken back, with all that points to rows.</summary>
public class RecordBatchInsertionTests
{
    [Fact]
    public void Rows_stand_behind_the_one_they_were_made_of_and_marks_move_along()
    {
        var batch = Batch(4, commitAfterEach: true);
        batch.Fail(1, Failures.Data("bad"));
        batch.Fail(3, Failures.Data("worse"));
        Insert(batch, after: 0, 100);
        Insert(batch, after: 0, 101);
        Insert(batch, after: 2, 120);
        Assert.Equal(4, batch.RowCount);
        batch.ApplyInsertions();

        Assert.Equal([0, 100, 101, 1, 2, 120, 3], Ids(batch));
        Assert.Equal([3, 4, 6, 7], batch.CommitPoints.ToArray().Select(point => point.Row));
        Assert.Equal([3, 6], batch.Failures.Select(failure => failure.Row));
        Assert.All(batch.Failures, failure => Assert.False(batch.Rows[failure.Row].IsLive));
    }

    [Fact]
    public void Insertions_out_of_order_are_not_lost()
    {
        var batch = Batch(3);
        Insert(batch, after: 2, 120);
        Insert(batch, after: 0, 100);
        Insert(batch, after: 2, 121);
        Insert(batch, after: 0, 101);
        batch.ApplyInsertions();
        Assert.Equal([0, 100, 101, 1, 2, 120, 121], Ids(batch));
    }

    [Fact]
    public void Nothing_to_insert_changes_nothing_and_a_second_call_inserts_nothing()
    {
        var batch = Batch(2);
        batch.ApplyInsertions();
        Insert(batch, after: 1, 110);
        batch.ApplyInsertions();
        batch.ApplyInsertions();
        Assert.Equal([0, 1, 110], Ids(batch));
        Assert.Throws<ArgumentOutOfRangeException>(() => batch.InsertAfter(3, batch.Rows[0]));
        Assert.Throws<ArgumentOutOfRangeException>(() => batch.InsertAfter(-1, batch.Rows[0]));
    }

    [Fact]
    public void Rows_inserted_behind_a_row_that_then_fails_are_given_up()
    {
        var batch = Batch(3);
        Insert(batch, after: 0, 100);
        Insert(batch, after: 1, 110);
        batch.Fail(1, Failures.Data("half done"));
        batch.ApplyInsertions();
        Assert.Equal([0, 100, 1, 2], Ids(batch));
        Assert.Equal(2, Assert.Single(batch.Failures).Row);
    }

    [Fact]
    public void Rows_can_be_added_after_it_and_clearing_forgets_what_was_not_applied()
    {
        var batch = Batch(1);
        Insert(batch, after: 0, 100);
        batch.ApplyInsertions();
        for (var i = 0; i < 600; i++)
        {
            Shop.AddOrder(batch, Shop.Orders(), 1000 + i);
        }

        Assert.Equal(602, Ids(batch).Count);
        Insert(batch, after: 0, 5);
        batch.Clear();
        Shop.AddOrder(batch, Shop.Orders(), 9);
        batch.ApplyInsertions();
        Assert.Equal([9], Ids(batch));
    }

    [Fact]
    public void Every_row_of_a_large_batch_may_become_three()
    {
        var batch = Batch(5000, commitAfterEach: true);
        for (var i = 0; i < 5000; i++)
        {
            Insert(batch, i, i + 10_000);
            Insert(batch, i, i + 20_000);
        }

        batch.ApplyInsertions();
        Assert.Equal(Enumerable.Range(0, 5000).SelectMany(i => new long[] { i, i + 10_000, i + 20_000 }), Ids(batch));
        Assert.Equal(Enumerable.Range(1, 5000).Select(i => 3 * i), batch.CommitPoints.ToArray().Select(point => point.Row));
    }

    [Fact]
    public void An_inserted_row_of_a_fetched_batch_has_the_origin_of_its_row()
    {
        var batch = new RecordBatch();
        batch.Adopt(new byte[10], 0, new NoDecoder());
        batch.AddPartition(new BatchPartition(new TopicPartition("t", 3), Guid.Empty));
        var stream = batch.AddStream(Shop.Orders());
        for (var i = 0; i < 700; i++)
        {
            batch.AddFetched(stream, new FetchedRow { Offset = 500 + i }, timestamp: i);
        }

        batch.InsertAfter(0, batch.Rows[0] with { Timestamp = -7 });
        batch.InsertAfter(699, batch.Rows[699] with { Timestamp = -8 });
        batch.ApplyInsertions();
        Assert.Equal(702, batch.Fetched.Length);
        Assert.Equal([500, 500, 501], batch.Fetched[..3].ToArray().Select(fetched => fetched.Offset));
        Assert.Equal([1199, 1199], batch.Fetched[700..].ToArray().Select(fetched => fetched.Offset));
        Assert.Equal([0, -7, 1], batch.Rows[..3].ToArray().Select(row => row.Timestamp));
        batch.AddFetched(stream, new FetchedRow { Offset = 2000 }, 0);
        Assert.Equal(2000, batch.Fetched[702].Offset);
    }

    [Fact]
    public void The_last_row_is_taken_back_with_everything_that_belongs_to_it()
    {
        var batch = Batch(1, commitAfterEach: true);
        var (cells, bytes, size) = (batch.CellCount, batch.ArenaLength, batch.Bytes);
        var row = Shop.AddOrder(batch, Shop.Orders(), 2, "taken back");
        row.AddHeader("h", "v");
        batch.Fail(1, Failures.Data("bad"));
        batch.AddCommitPoint(new PositionMark(0, 2));
        batch.RemoveLast(cells, bytes);

        Assert.Equal([0], Ids(batch));
        Assert.Equal(size, batch.Bytes);
        Assert.Equal(0, batch.Headers.Length);
        Assert.Empty(batch.Failures);
        Assert.Equal(1, Assert.Single(batch.CommitPoints.ToArray()).Row);
        Shop.AddOrder(batch, Shop.Orders(), 3, "next").AddHeader("h", "w");
        Assert.Equal([0, 3], Ids(batch));
        Assert.Equal("w", Text(batch, batch.Headers[batch.Rows[1].HeaderStart].Value));
    }

    [Fact]
    public void An_empty_batch_has_no_last_row() =>
        Assert.Throws<InvalidOperationException>(() => new RecordBatch().RemoveLast(0, 0));

    [Fact]
    public void What_no_row_uses_is_taken_back_and_rows_stay()
    {
        var batch = new RecordBatch();
        var kept = batch.AddText("kept");
        var (cells, bytes, generation) = (batch.CellCount, batch.ArenaLength, batch.Generation);
        batch.AddStruct(3);
        batch.AddText("a text that is passed over");
        batch.RemoveUnused(cells, bytes);
        Assert.Equal((cells, bytes), (batch.CellCount, batch.ArenaLength));
        Assert.NotEqual(generation, batch.Generation);
        Assert.Equal("kept"u8, batch[kept]);
        Assert.Throws<ArgumentOutOfRangeException>(() => batch.RemoveUnused(cells + 1, bytes));
        Assert.Throws<ArgumentOutOfRangeException>(() => batch.RemoveUnused(cells, bytes + 1));
    }

    private static RecordBatch Batch(int rows, bool commitAfterEach = false)
    {
        var batch = new RecordBatch();
        for (var i = 0; i < rows; i++)
        {
            Shop.AddOrder(batch, Shop.Orders(), i);
            if (commitAfterEach)
            {
                batch.AddCommitPoint(new PositionMark(0, i));
            }

        }

        return batch;
    }

    private static void Insert(RecordBatch batch, int after, long id)
    {
        var root = batch.AddStruct(Shop.Value.CellCount);
        batch.Cells[root + 1] = Cell.Of(id);
        batch.InsertAfter(after, batch.Rows[after] with { After = root });
    }

    private static List<long> Ids(RecordBatch batch)
    {
        var ids = new List<long>();
        for (var i = 0; i < batch.RowCount; i++)
        {
            ids.Add(new RowReader(batch, i).After["id"].Int64);
        }

        return ids;
    }

    private static string Text(RecordBatch batch, Cell cell) => System.Text.Encoding.UTF8.GetString(batch[cell]);
}
