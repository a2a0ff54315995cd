using System.Text;
using ConnectRuntime.Records;

namespace ConnectRuntime.Api.Tests.Records;

/// <summary>Headers of rows, added in any order and shared by rows.</summary>
public class RecordBatchHeaderTests
{
    [Fact]
    public void Headers_of_the_last_row_come_in_order_and_may_have_one_name()
    {
        var batch = new RecordBatch();
        var row = Shop.AddOrder(batch, Shop.Orders(), 1);
        row.AddHeader("a", "1");
        row.AddHeader("a", "ü");
        batch.AddHeader("n"u8, Cell.Null);
        Shop.AddOrder(batch, Shop.Orders(), 2).AddHeader("b", "3");
        Assert.Equal(["a=1", "a=ü", "n="], Read(batch, 0));
        Assert.Equal(["b=3"], Read(batch, 1));
    }

    [Fact]
    public void An_earlier_row_can_get_headers_too()
    {
        var batch = new RecordBatch();
        for (var i = 0; i < 3; i++)
        {
            Shop.AddOrder(batch, Shop.Orders(), i).AddHeader("own", $"{i}");
        }

        Shop.AddOrder(batch, Shop.Orders(), 3);
        for (var round = 0; round < 20; round++)
        {
            for (var i = 0; i < 4; i++)
            {
                batch.AddHeader(i, "r"u8, batch.AddText($"{round}"));
            }
        }

        var added = Enumerable.Range(0, 20).Select(round => $"r={round}").ToArray();
        Assert.Equal(["own=0", .. added], Read(batch, 0));
        Assert.Equal(["own=2", .. added], Read(batch, 2));
        Assert.Equal(added, Read(batch, 3));
    }

    [Fact]
    public void Rows_that_share_headers_get_further_ones_of_their_own()
    {
        var batch = new RecordBatch();
        Shop.AddOrder(batch, Shop.Orders(), 1).AddHeader("a", "1");
        batch.InsertAfter(0, batch.Rows[0]);
        batch.ApplyInsertions();
        batch.AddHeader(0, "x"u8, batch.AddText("first"));
        batch.AddHeader(1, "x"u8, batch.AddText("second"));
        Assert.Equal(["a=1", "x=first"], Read(batch, 0));
        Assert.Equal(["a=1", "x=second"], Read(batch, 1));
    }

    [Fact]
    public void Taking_back_a_row_keeps_the_headers_of_the_others()
    {
        var batch = new RecordBatch();
        Shop.AddOrder(batch, Shop.Orders(), 1).AddHeader("a", "1");
        var (cells, bytes) = (batch.CellCount, batch.ArenaLength);
        Shop.AddOrder(batch, Shop.Orders(), 2);
        batch.RemoveLast(cells, bytes);
        Assert.Equal(["a=1"], Read(batch, 0));
    }

    private static string[] Read(RecordBatch batch, int index)
    {
        var row = batch.Rows[index];
        var found = new string[row.HeaderCount];
        for (var i = 0; i < row.HeaderCount; i++)
        {
            var header = batch.Headers[row.HeaderStart + i];
            var name = Encoding.UTF8.GetString(batch.Arena.Slice(header.NameStart, header.NameLength));
            found[i] = $"{name}={(header.Value.IsNull ? "" : Encoding.UTF8.GetString(batch[header.Value]))}";
        }

        return found;
    }
}
