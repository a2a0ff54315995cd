using System.Text;
using ConnectRuntime.Errors;
using ConnectRuntime.Records;

namespace ConnectRuntime.Api.Tests.Records;

/// <summary>The memory of a batch: kept when warm, given back when huge, poisoned when cleared.</summary>
[Collection(nameof(MemoryCollection))]
public class RecordBatchMemoryTests
{
    [Fact]
    public void A_warm_batch_allocates_nothing()
    {
        var batch = new RecordBatch();
        var streams = Enumerable.Range(0, 100).Select(i => Shop.Orders() with { Topic = $"shop.t{i}" }).ToArray();
        for (var i = 0; i < 20; i++)
        {
            Fill(batch, streams);
        }

        var before = GC.GetAllocatedBytesForCurrentThread();
        Fill(batch, streams);
        Fill(batch, streams);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.Equal(4000, batch.RowCount);
    }

    private static void Fill(RecordBatch batch, RecordStream[] streams)
    {
        batch.Clear();
        for (var i = 0; i < 2000; i++)
        {
            var stream = streams[i % streams.Length];
            var row = Shop.AddOrder(batch, stream, i, "a note of some length", RowOperation.Update);
            row.Before().Set(1, "before"u8);
            row.AddHeader("origin", "test");
            batch.Add(stream).SetKey(Cell.Of(5));
            batch.AddHeader(batch.RowCount - 2, "more"u8, Cell.Of(1));
            batch.AddCommitPoint(new PositionMark(0, i));
        }

        var sum = 0L;
        foreach (var row in batch)
        {
            sum += row.Key.Kind == FieldKind.Struct ? row.After["id"].Int64 : 0;
        }

        Assert.True(sum == 1999 * 1000);
    }

    [Fact]
    public void A_row_of_40_MB_fits_and_its_memory_is_given_back()
    {
        var batch = new RecordBatch();
        var bytes = new byte[40_000_000];
        new Random(1).NextBytes(bytes);
        var schema = SchemaBuilder.Struct().Field("blob", RecordSchema.Bytes).Field("n", RecordSchema.Int32).Build();
        var blobs = new RecordStream("blobs", null, schema);
        var row = batch.Add(blobs).After();
        row.Set(0, bytes);
        row.Set(1, 5L);
        Assert.True(batch.IsFull);
        Shop.AddOrder(batch, Shop.Orders(), 1, "after it");

        Assert.True(new RowReader(batch, 0).After["blob"].Utf8.SequenceEqual(bytes));
        Assert.Equal(5, new RowReader(batch, 0).After["n"].Int64);
        Assert.Equal("after it", new RowReader(batch, 1).After["note"].Text);
        batch.Clear();
        Assert.True(batch.IsEmpty);
        Assert.InRange(batch.Reserve(0).Length, 1, 1_000_000);
    }

    [Fact]
    public void An_arena_within_the_bound_is_kept()
    {
        var batch = new RecordBatch();
        batch.AddBytes(new byte[20_000_000]);
        batch.Clear();
        Assert.InRange(batch.Reserve(0).Length, 20_000_000, 32 * 1024 * 1024);

        var large = new RecordBatch(maxBytes: 64 * 1024 * 1024);
        large.AddBytes(new byte[60_000_000]);
        large.Clear();
        Assert.InRange(large.Reserve(0).Length, 60_000_000, 128 * 1024 * 1024);
    }

    [Fact]
    public void A_huge_table_of_cells_is_given_back()
    {
        var batch = new RecordBatch();
        batch.AddCells(1000);
        var small = GC.GetTotalMemory(forceFullCollection: true);
        batch.AddCells(8_000_000);
        batch.Clear();
        Assert.InRange(GC.GetTotalMemory(forceFullCollection: true) - small, long.MinValue, 64_000_000);
        Assert.True(batch.Cells.IsEmpty);
    }

    [Theory]
    [InlineData("")]
    [InlineData("plain")]
    [InlineData("Zürich 東京 🙂")]
    public void Text_is_UTF_8(string text)
    {
        var batch = new RecordBatch();
        Assert.Equal(Encoding.UTF8.GetBytes(text), batch[batch.AddText(text)].ToArray());
    }

    [Fact]
    public void A_long_text_takes_the_room_it_needs_and_a_broken_one_is_repaired()
    {
        var batch = new RecordBatch();
        var text = new string('x', 10_000_000);
        Assert.Equal(10_000_000, batch.AddText(text).Length);
        Assert.InRange(batch.Reserve(0).Length + batch.ArenaLength, 10_000_000, 20_000_000);
        Assert.Equal([0xEF, 0xBF, 0xBD, (byte)'a'], batch[batch.AddText("\uD800a")].ToArray());
        var edge = new string('\u6771', 4096);
        Assert.Equal(Encoding.UTF8.GetBytes(edge), batch[batch.AddText(edge)].ToArray());
    }

    [Fact]
    public void More_than_an_array_can_hold_is_an_error_that_names_the_size()
    {
        var batch = new RecordBatch();
        batch.AddBytes(new byte[100]);
        var failure = Failures.Expect(ErrorKind.Data, string.Concat("BAT", "001"), () => batch.Reserve(int.MaxValue));
        Assert.Contains("2147483747", failure.Message, StringComparison.Ordinal);
        Assert.Equal(100, batch.ArenaLength);
    }

#if DEBUG
    [Fact]
    public void What_was_cleared_is_overwritten()
    {
        var batch = new RecordBatch();
        Shop.AddOrder(batch, Shop.Orders(), 1, "secret");
        var arena = batch.Arena;
        var cells = batch.Cells;
        var rows = batch.Rows;
        batch.Clear();
        Assert.False(arena.ContainsAnyExcept((byte)0xDD));
        Assert.Equal(int.MaxValue, rows[0].Stream);
        Assert.Equal(int.MaxValue, cells[0].Start);
        Assert.Throws<ArgumentOutOfRangeException>(() => batch[Cell.Text(int.MaxValue, int.MaxValue)].Length);
    }
#endif
}
