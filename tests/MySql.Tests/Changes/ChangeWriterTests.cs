using System.Text;
using ConnectRuntime.MySql.Changes;
using ConnectRuntime.MySql.Tables;
using ConnectRuntime.Records;

namespace ConnectRuntime.MySql.Tests.Changes;

public class ChangeWriterTests
{
    private static readonly ColumnModel Number = new("n", SqlType.Int);

    [Fact]
    public void Each_operation_has_its_images_and_key()
    {
        var rig = new ChangeRig();
        var table = rig.Table("id", ChangeRig.Id, ChangeRig.Name);
        Assert.Equal(1, rig.Create(table, 1, "a"));
        Assert.Equal(1, rig.Update(table, [1, "a"], [1, null]));
        Assert.Equal(2, rig.Delete(table, 1, null));
        Assert.Equal(1, rig.Writer.Write(table, RowOperation.Read, -1, rig.Row(2, "b"), 0));
        Assert.Equal(
            [
                """c {"id":1} null {"id":1,"name":"a"}""",
                """u {"id":1} {"id":1,"name":"a"} {"id":1,"name":null}""",
                """d {"id":1} {"id":1,"name":null} null""",
                """tombstone {"id":1}""",
                """r {"id":2} null {"id":2,"name":"b"}""",
            ],
            rig.Rows);
    }

    [Fact]
    public void Rows_know_when_they_were_handled_and_when_they_happened()
    {
        var rig = new ChangeRig();
        rig.Create(rig.Table("id", ChangeRig.Id), 1);
        var row = new RowReader(rig.Batch, 0);
        Assert.Equal((86_400_000L, 86_400_000_000_000L), (row.Row.Timestamp, row.Row.ProcessedAt));
        Assert.Equal((1000L, 1_000_001L, 1_000_001_000L), (row.Source["ts_ms"].Int64, row.Source["ts_us"].Int64, row.Source["ts_ns"].Int64));
    }

    [Fact]
    public void Without_tombstones_and_headers()
    {
        var rig = new ChangeRig(("tombstones.on.delete", "false"), ("extended.headers.enabled", "false"));
        var table = rig.Table("id", ChangeRig.Id);
        Assert.Equal(1, rig.Delete(table, 1));
        Assert.Equal(2, rig.Update(table, [1], [2]));
        Assert.Equal(["""d {"id":1} {"id":1} null""", """d {"id":1} {"id":1} null""", """c {"id":2} null {"id":2}"""], rig.Rows);
        Assert.Equal([0, 1, 1], rig.Batch.Rows.ToArray().Select(row => row.HeaderCount));
    }

    /// <summary>Skipping deletes keeps the new half of a changed key, as the reference connector does; skipping updates drops both.</summary>
    [Theory]
    [InlineData("d", "c,u,c")]
    [InlineData("c", "u,d,tombstone,d,tombstone")]
    [InlineData("u", "c,d,tombstone")]
    [InlineData("none", "c,u,d,tombstone,d,tombstone,c,t")]
    public void Operations_are_skipped(string skipped, string left)
    {
        var rig = new ChangeRig(("skipped.operations", skipped));
        var table = rig.Table("id", ChangeRig.Id, Number);
        rig.Create(table, 1, 1);
        rig.Update(table, [1, 1], [1, 2]);
        rig.Delete(table, 1, 2);
        rig.Update(table, [1, 2], [3, 2]);
        rig.Writer.Truncate(table);
        var rows = string.Join(',', rig.Rows.Select(row => row.Split(' ')[0]));
        Assert.Equal(skipped == "none" ? left : left + ",t", rows);
    }

    [Fact]
    public void Truncates_are_skipped_unless_asked_for()
    {
        var rig = new ChangeRig();
        Assert.Equal(0, rig.Writer.Truncate(rig.Table("id", ChangeRig.Id)));
        Assert.Equal(0, rig.Batch.RowCount);
    }

    [Fact]
    public void Updates_that_change_nothing_captured_are_left_out_when_asked()
    {
        var rig = new ChangeRig(("skip.messages.without.change", "true"));
        var table = rig.Table("id", ChangeRig.Id, ChangeRig.Name, Number);
        Assert.Equal(0, rig.Update(table, [1, "same", null], [1, "same", null]));
        Assert.Equal(1, rig.Update(table, [1, "same", null], [1, "same", 0]));
        Assert.Equal(1, rig.Update(table, [1, "same", 0], [1, "sane", 0]));
        Assert.Equal(1, rig.Update(table, [1, "", 0], [1, null, 0]));
        Assert.Equal(0, rig.Update(table, [1, DBNull.Value, 0], [1, DBNull.Value, 0]));
        Assert.Equal(1, rig.Update(table, [1, DBNull.Value, 0], [1, "now", 0]));
        Assert.Equal(3, rig.Update(table, [1, "same", 0], [2, "same", 0]));
    }

    [Fact]
    public void A_key_of_columns_that_may_be_null_changes_from_and_to_null()
    {
        var rig = new ChangeRig(("message.key.columns", "d.t:name,n"));
        var table = rig.Table("id", ChangeRig.Id, ChangeRig.Name, Number);
        rig.Create(table, 1, null, null);
        rig.Update(table, [1, null, null], [1, "x", null]);
        rig.Update(table, [1, "x", null], [2, "x", null]);
        rig.Update(table, [2, "x", null], [2, null, 3]);
        Assert.Equal(
            [
                """c {"name":null,"n":null} null {"id":1,"name":null,"n":null}""",
                """d {"name":null,"n":null} {"id":1,"name":null,"n":null} null""",
                """tombstone {"name":null,"n":null}""",
                """c {"name":"x","n":null} null {"id":1,"name":"x","n":null}""",
                """u {"name":"x","n":null} {"id":1,"name":"x","n":null} {"id":2,"name":"x","n":null}""",
                """d {"name":"x","n":null} {"id":2,"name":"x","n":null} null""",
                """tombstone {"name":"x","n":null}""",
                """c {"name":null,"n":3} null {"id":2,"name":null,"n":3}""",
            ],
            rig.Rows);
        Assert.Equal("""{"name":"x","n":null}""", Header(rig.Batch, 1, 0));
        Assert.Equal("""{"name":"x","n":null}""", Header(rig.Batch, 2, 0));
        Assert.Equal("""{"name":null,"n":null}""", Header(rig.Batch, 3, 0));
    }

    /// <summary>The spelling of Kafka Connect's SimpleHeaderConverter: numbers of any size as they are, text and bytes quoted.</summary>
    [Fact]
    public void The_other_key_is_text_in_a_header()
    {
        var rig = new ChangeRig();
        var table = rig.Table(
            "price,code,name",
            new ColumnModel("price", SqlType.Decimal) { Length = 10, Scale = 2, IsNullable = false },
            new ColumnModel("code", SqlType.VarBinary) { Length = 4, IsNullable = false },
            ChangeRig.Name);
        rig.Update(table, [new byte[] { 0x04, 0xE2 }, "ab"u8.ToArray(), "old"], [new byte[] { 0xFF }, "\0"u8.ToArray(), "a \"quoted\" ü"]);
        Assert.Equal("__debezium.newkey", HeaderName(rig.Batch, 0, 0));
        Assert.Equal("""{"price":-0.01,"code":"AA==","name":"a \"quoted\" ü"}""", Header(rig.Batch, 0, 0));
        Assert.Equal("__debezium.oldkey", HeaderName(rig.Batch, 2, 0));
        Assert.Equal("""{"price":12.50,"code":"YWI=","name":"old"}""", Header(rig.Batch, 2, 0));
    }

    [Fact]
    public void Headers_are_shared_by_rows_and_each_batch_has_its_own()
    {
        var rig = new ChangeRig();
        var table = rig.Table("id", ChangeRig.Id);
        string[] names = ["__debezium.context.connectorLogicalName", "__debezium.context.taskId", "__debezium.context.connectorName", "__debezium.context.runId"];
        string? run = null;
        for (var i = 0; i < 2; i++)
        {
            rig.Begin();
            rig.Create(table, 1);
            rig.Update(table, [1], [2]);
            rig.Create(table, 3);
            Assert.Equal([4, 5, 5, 5, 4], rig.Batch.Rows.ToArray().Select(row => row.HeaderCount));
            Assert.Equal(rig.Batch.Rows[0].HeaderStart, rig.Batch.Rows[4].HeaderStart);
            for (var row = 0; row < rig.Batch.RowCount; row++)
            {
                var own = rig.Batch.Rows[row].HeaderCount - 4;
                Assert.Equal(names, Enumerable.Range(own, 4).Select(header => HeaderName(rig.Batch, row, header)));
                Assert.Equal(["p", "0", "mysql"], Enumerable.Range(own, 3).Select(header => Header(rig.Batch, row, header)));
                run ??= Header(rig.Batch, row, own + 3);
                Assert.Equal(run, Header(rig.Batch, row, own + 3));
            }

            rig.Next();
        }

        Assert.Equal(7, Guid.Parse(run!).Version);
    }

    /// <summary>A transform that adds a header to one row must not give it to the others.</summary>
    [Fact]
    public void A_header_added_later_is_the_rows_own()
    {
        var rig = new ChangeRig();
        var table = rig.Table("id", ChangeRig.Id);
        rig.Create(table, 1);
        rig.Create(table, 2);
        rig.Batch.AddHeader(0, "mine"u8, Cell.Null);
        rig.Batch.AddHeader(1, "other"u8, Cell.Null);
        Assert.Equal(["mine", "other"], [HeaderName(rig.Batch, 0, 4), HeaderName(rig.Batch, 1, 4)]);
        Assert.Equal([5, 5], rig.Batch.Rows.ToArray().Select(row => row.HeaderCount));
    }

    [Fact]
    public void The_last_row_of_a_snapshot_can_be_marked_and_the_others_keep_their_place()
    {
        var rig = new ChangeRig();
        var table = rig.Table("id", ChangeRig.Id);
        rig.Begin(marker: SnapshotMarker.Inside);
        for (var i = 0; i < 3; i++)
        {
            rig.Writer.Write(table, RowOperation.Read, -1, rig.Row(i), 0);
        }

        rig.Writer.Mark(SnapshotMarker.Last);
        rig.Writer.Write(table, RowOperation.Read, -1, rig.Row(3), 0);
        Assert.Equal(["true", "true", "last", "true"], Enumerable.Range(0, 4).Select(row => new RowReader(rig.Batch, row).Source["snapshot"].Text));
        Assert.Equal(rig.Batch.Rows[0].Source, rig.Batch.Rows[1].Source);
    }

    [Fact]
    public void Source_blocks_differ_in_what_differs()
    {
        var rig = new ChangeRig();
        var (one, two) = (rig.Table("one", "id", ChangeRig.Id), rig.Table("two", "id", ChangeRig.Id));
        rig.Begin(position: 100);
        rig.Writer.Write(one, RowOperation.Create, -1, rig.Row(1), 0);
        rig.Writer.Write(one, RowOperation.Create, -1, rig.Row(2), 1);
        rig.Writer.Write(two, RowOperation.Create, -1, rig.Row(3), 0);
        rig.Begin(position: 200);
        rig.Writer.Write(two, RowOperation.Create, -1, rig.Row(4), 0);
        var blocks = Enumerable.Range(0, 4).Select(row =>
        {
            var source = new RowReader(rig.Batch, row).Source;
            return $"{source["db"].Text}.{source["table"].Text} {source["pos"].Int64} {source["row"].Int64}";
        });
        Assert.Equal(["d.one 100 0", "d.one 100 1", "d.two 100 0", "d.two 200 0"], blocks);
    }

    /// <summary>A large event fills several batches: rows of the later ones say the same of it.</summary>
    [Fact]
    public void An_event_goes_on_in_the_next_batch()
    {
        var rig = new ChangeRig();
        var table = rig.Table("id", ChangeRig.Id);
        rig.Writer.BeginEvent(new ChangeOrigin
        {
            File = "binlog.000009", Position = 5, TimeMicros = 3, ServerId = 2, Gtid = "g:1"u8, Thread = 8, Query = "insert"u8,
        });
        rig.Writer.Write(table, RowOperation.Create, -1, rig.Row(1), 0);
        var first = new RowReader(rig.Batch, 0).Source.ToJson();
        var old = rig.Batch;
        rig.Next();
        old.Clear();
        rig.Writer.Write(table, RowOperation.Create, -1, rig.Row(2), 0);
        var second = new RowReader(rig.Batch, 0);
        Assert.Equal(first, second.Source.ToJson());
        Assert.Contains("\"gtid\":\"g:1\",\"file\":\"binlog.000009\",\"pos\":5,\"row\":0,\"thread\":8,\"query\":\"insert\"", first, StringComparison.Ordinal);
        Assert.Equal(86_400_000_000_000, second.Row.ProcessedAt);
    }

    private static string HeaderName(RecordBatch batch, int row, int header)
    {
        var found = batch.Headers[batch.Rows[row].HeaderStart + header];
        return Encoding.UTF8.GetString(batch.Arena.Slice(found.NameStart, found.NameLength));
    }

    private static string Header(RecordBatch batch, int row, int header) =>
        Encoding.UTF8.GetString(batch[batch.Headers[batch.Rows[row].HeaderStart + header].Value]);
}
