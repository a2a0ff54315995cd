using System.Text;
using ConnectRuntime.MySql.Changes;
using ConnectRuntime.MySql.Tables;
using ConnectRuntime.Records;

namespace ConnectRuntime.MySql.Tests.Changes;

public class TransactionTests
{
    private static readonly (string, string) Wanted = ("provide.transaction.metadata", "true");

    [Fact]
    public void Changes_are_counted_in_all_and_by_table()
    {
        var tracker = new TransactionTracker();
        tracker.Begin("a"u8);
        var (one, two) = (new TableId("d", "one"), new TableId("d", "two"));
        TableId[] touched = [one, two, two, one, two];
        Assert.Equal(
            [(1, 1), (2, 1), (3, 2), (4, 2), (5, 3)],
            touched.Select(tracker.Count).Select(order => ((int)order.Total, (int)order.InTable)));
        Assert.Equal([new TableCount(one, 2), new TableCount(two, 3)], tracker.Tables);
        tracker.Begin("b"u8);
        Assert.Equal(new TransactionOrder(1, 1), tracker.Count(two));
        Assert.Equal("b", Encoding.UTF8.GetString(tracker.Id));
    }

    [Fact]
    public void A_transaction_may_touch_any_number_of_tables()
    {
        var tracker = new TransactionTracker();
        for (var transaction = 0; transaction < 2; transaction++)
        {
            tracker.Begin(Encoding.UTF8.GetBytes(new string('x', 300)));
            for (var round = 1; round <= 3; round++)
            {
                for (var i = 0; i < 5000; i++)
                {
                    Assert.Equal(round, tracker.Count(new TableId("d", $"t{i}")).InTable);
                }
            }

            Assert.Equal(5000, tracker.Tables.Count);
            Assert.Equal("t4999", tracker.Tables[^1].Table.Table);
            Assert.Equal(300, tracker.Id.Length);
        }
    }

    /// <summary>A restart reads a transaction again from its start and passes over what was written: numbers go on as if nothing had happened.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public void Numbers_go_on_after_a_restart(int passed)
    {
        var whole = new ChangeRig(Wanted, ("skip.messages.without.change", "true"));
        Play(whole, 0, announce: true);
        var rest = new ChangeRig(Wanted, ("skip.messages.without.change", "true"));
        Play(rest, passed, announce: false);
        var expected = Describe(whole);
        Assert.Equal("BEGIN", expected[0]);
        Assert.Equal(9, expected.Count);
        Assert.Equal(expected.TakeLast(rest.Batch.RowCount), Describe(rest));
        Assert.Equal(expected.Count - 1 - new[] { 0, 1, 1, 4, 6, 7 }[passed], rest.Batch.RowCount);
    }

    [Fact]
    public void A_transaction_that_is_dropped_has_no_end()
    {
        var rig = new ChangeRig(Wanted);
        var table = rig.Table("id", ChangeRig.Id);
        rig.Writer.BeginTransaction("a"u8, 0);
        rig.Writer.DropTransaction();
        rig.Writer.EndTransaction(0);
        rig.Create(table, 1);
        Assert.Equal(2, rig.Batch.RowCount);
        Assert.Equal(-1, rig.Batch.Rows[1].Transaction);
    }

    [Fact]
    public void Without_the_option_there_are_no_blocks_and_no_records()
    {
        var rig = new ChangeRig();
        rig.Writer.BeginTransaction("a"u8, 0);
        rig.Create(rig.Table("id", ChangeRig.Id), 1);
        rig.Writer.EndTransaction(0);
        Assert.Equal(-1, Assert.Single(rig.Batch.Rows.ToArray()).Transaction);
    }

    [Fact]
    public void A_transaction_that_spans_batches_has_its_name_in_each()
    {
        var rig = new ChangeRig(Wanted);
        var table = rig.Table("id", ChangeRig.Id);
        rig.Writer.BeginTransaction("first"u8, 0);
        rig.Create(table, 1);
        rig.Next();
        rig.Begin();
        rig.Create(table, 2);
        rig.Next();
        rig.Writer.EndTransaction(5_000);
        var end = new RowReader(rig.Batch, 0);
        Assert.Equal("""{"status":"END","id":"first","event_count":2,"data_collections":[{"data_collection":"d.t","event_count":2}],"ts_ms":5}""", end.After.ToJson());
        Assert.Equal("p.transaction", end.Topic);
        Assert.Equal(0, end.Row.HeaderCount);
    }

    // An insert, an update that is left out, one that moves a key, deletes with tombstone in two tables, an insert.
    private static void Play(ChangeRig rig, int passed, bool announce)
    {
        var (one, two) = (rig.Table("one", "id", ChangeRig.Id), rig.Table("two", "id", ChangeRig.Id));
        (CapturedTable Table, RowOperation Operation, object?[]? Before, object?[]? After)[] changes =
        [
            (one, RowOperation.Create, null, [1]),
            (one, RowOperation.Update, [1], [1]),
            (two, RowOperation.Update, [1], [2]),
            (one, RowOperation.Delete, [1], null),
            (two, RowOperation.Create, null, [9]),
        ];
        rig.Writer.BeginTransaction("tx"u8, 0, announce);
        for (var i = 0; i < changes.Length; i++)
        {
            var (table, operation, before, after) = changes[i];
            var (old, now) = (before is null ? -1 : rig.Row(before), after is null ? -1 : rig.Row(after));
            if (i < passed)
            {
                rig.Writer.Pass(table, operation, old, now);
            }
            else
            {
                rig.Writer.Write(table, operation, old, now, i);
            }
        }

        rig.Writer.EndTransaction(0);
    }

    private static List<string> Describe(ChangeRig rig)
    {
        var rows = new List<string>();
        for (var i = 0; i < rig.Batch.RowCount; i++)
        {
            var row = new RowReader(rig.Batch, i);
            rows.Add(row.Topic == "p.transaction" && row.After["status"].Text == "BEGIN" ? "BEGIN"
                : row.Topic == "p.transaction" ? row.After.ToJson()
                : $"{row.Topic} {row.Operation} {row.Transaction.ToJson()}");
        }

        return rows;
    }
}
