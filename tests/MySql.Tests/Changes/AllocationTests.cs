using System.Diagnostics;
using ConnectRuntime.MySql.Changes;
using ConnectRuntime.MySql.Tables;
using ConnectRuntime.Records;

namespace ConnectRuntime.MySql.Tests.Changes;

/// <summary>A warm writer allocates nothing per row, event, transaction or batch.</summary>
public class AllocationTests
{
    private readonly byte[] _gtid = "3E11FA47-71CA-11E1-9E33-C80AA9429562:1"u8.ToArray();

    [Theory]
    [InlineData("false")]
    [InlineData("true")]
    public void Nothing_is_allocated(string metadata)
    {
        var rig = new ChangeRig(
            ("provide.transaction.metadata", metadata),
            ("skip.messages.without.change", "true"),
            ("heartbeat.interval.ms", "1"),
            ("column.mask.with.3.chars", "d.t1[0-4].name"),
            ("column.mask.hash.v2.SHA-256.with.salt.s", "d.t1[5-9].name"));
        CapturedTable[] tables = [.. Enumerable.Range(0, 20).Select(i => rig.Table($"t{i}", "id", ChangeRig.Id, ChangeRig.Name))];
        var batch = rig.Batch;
        for (var round = 0; round < 3; round++)
        {
            Fill(rig, batch, tables, 500);
        }

        var before = GC.GetAllocatedBytesForCurrentThread();
        Fill(rig, batch, tables, 500);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.True(batch.RowCount > 500 * 5);
    }

    // Each transaction changes two tables in every way.
    private void Fill(ChangeRig rig, RecordBatch batch, CapturedTable[] tables, int transactions)
    {
        batch.Clear();
        var writer = rig.Writer;
        writer.BeginBatch(batch);
        for (var i = 0; i < transactions; i++)
        {
            writer.BeginTransaction(_gtid, i);
            for (var t = 0; t < 2; t++)
            {
                var table = tables[(i + t) % tables.Length];
                writer.BeginEvent(new ChangeOrigin { File = "binlog.000001", Position = i, TimeMicros = i, ServerId = 1, Gtid = _gtid, Thread = i, Query = "insert"u8 });
                writer.Write(table, RowOperation.Create, -1, Row(batch, 1, "a"u8), 0);
                writer.Write(table, RowOperation.Update, Row(batch, 1, "a"u8), Row(batch, 1, "b"u8), 1);
                writer.Write(table, RowOperation.Update, Row(batch, 1, "b"u8), Row(batch, 1, "b"u8), 2);
                writer.Write(table, RowOperation.Update, Row(batch, 1, "b"u8), Row(batch, 2, "b"u8), 3);
                writer.Write(table, RowOperation.Delete, Row(batch, 2, "b"u8), -1, 4);
            }

            writer.EndTransaction(i);
            rig.Clock.Pass(TimeSpan.FromMilliseconds(2));
            Debug.Assert(writer.UntilHeartbeat == TimeSpan.Zero);
            writer.Heartbeat();
        }
    }

    private static int Row(RecordBatch batch, int id, ReadOnlySpan<byte> name)
    {
        var root = batch.AddStruct(2);
        var text = Cell.Text(batch.AddBytes(name), name.Length);
        batch.Cells[root + 1] = Cell.Of(id);
        batch.Cells[root + 2] = text;
        return root;
    }
}
