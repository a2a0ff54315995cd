using ConnectRuntime.Errors;
using ConnectRuntime.Records;

namespace ConnectRuntime.Api.Tests.Records;

/// <summary>Values are read as what they are, and anything else is an error rather than another value's bytes.</summary>
public class ReaderTests
{
    private static readonly string s_wrongKind = string.Concat("ROW", "005");

    [Fact]
    public void A_value_is_not_read_as_another_kind()
    {
        var batch = new RecordBatch();
        Expect(batch, Cell.Of(1), value => _ = value.Text);
        Expect(batch, Cell.Of(1), value => _ = value.Boolean);
        Expect(batch, Cell.Of(1), value => _ = value.Float64);
        Expect(batch, Cell.Of(true), value => _ = value.Int64);
        Expect(batch, Cell.Of(1.5), value => _ = value.Int64);
        Expect(batch, Cell.Text(0, 0), value => _ = value.Int64);
        Expect(batch, Cell.Bytes(0, 0), value => _ = value.Text);
        Expect(batch, Cell.Struct(0, 0), value => _ = value.Utf8);
        Expect(batch, Cell.Text(0, 0), value => _ = value["field"]);
        Expect(batch, Cell.Text(0, 5), value => _ = value[0]);
        Expect(batch, Cell.Map(0, 1), value => _ = value[0]);
        Expect(batch, Cell.Array(0, 1), value => _ = value.MapKey(0));
        Expect(batch, Cell.Text(0, 5), value => _ = value.MapValue(0));
        Expect(batch, Cell.Struct(0, 0), value => _ = value["no schema"]);
    }

    [Fact]
    public void Null_and_unavailable_have_no_value_to_read()
    {
        var batch = new RecordBatch();
        Expect(batch, Cell.Null, value => _ = value.Int64);
        Expect(batch, Cell.Null, value => _ = value.Float64);
        Expect(batch, Cell.Null, value => _ = value.Utf8);
        Expect(batch, Cell.Null, value => _ = value["field"]);
        var failure = Expect(batch, Cell.Unavailable, value => _ = value.Text);
        Assert.Contains("Unavailable", failure.Message, StringComparison.Ordinal);
        Assert.Null(new ValueReader(batch, null, Cell.Null).Text);
        Assert.True(new ValueReader(batch, null, Cell.Null)[3].IsNull);
        Assert.Equal(0, new ValueReader(batch, null, Cell.Null).Count);
        Assert.Equal(0, new ValueReader(batch, null, Cell.Text(0, 5)).Count);
    }

    [Fact]
    public void An_index_stays_within_its_value()
    {
        var batch = new RecordBatch();
        var first = batch.AddCells(3);
        batch.Cells[first] = Cell.Of(1);
        batch.Cells[first + 1] = Cell.Of(2);
        batch.Cells[first + 2] = Cell.Of(3);
        var array = Cell.Array(first + 1, 1);
        Assert.Equal(2, new ValueReader(batch, null, array)[0].Int64);
        Assert.True(new ValueReader(batch, null, array)[1].IsNull);
        Assert.Throws<ArgumentOutOfRangeException>(() => _ = new ValueReader(batch, null, array)[-1].Int64);
        Assert.Throws<ArgumentOutOfRangeException>(() => _ = new ValueReader(batch, null, Cell.Map(first, 1)).MapKey(-1).Int64);
    }

    [Fact]
    public void Both_widths_of_float_are_read_as_one()
    {
        var batch = new RecordBatch();
        Assert.Equal(0.5, new ValueReader(batch, RecordSchema.Float32, Cell.Of(0.5f)).Float64);
        Assert.Equal(0.25, new ValueReader(batch, RecordSchema.Float64, Cell.Of(0.25)).Float64);
    }

    [Fact]
    public void An_unknown_field_is_named_with_those_there_are()
    {
        var batch = new RecordBatch();
        Shop.AddOrder(batch, Shop.Orders(), 1);
        var failure = Failures.Expect(ErrorKind.Data, string.Concat("ROW", "004"), () => _ = new RowReader(batch, 0).After["ID"].Int64);
        Assert.Contains("'ID'", failure.Message, StringComparison.Ordinal);
        Assert.Contains("id, note, total, address", failure.Message, StringComparison.Ordinal);
        Assert.Contains("Struct shop.Order.Value", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_struct_inside_data_without_a_schema_has_cells_but_no_names()
    {
        var batch = new RecordBatch();
        var root = batch.AddStruct(2);
        batch.Cells[root + 2] = Cell.Of(8);
        var value = new ValueReader(batch, RecordSchema.Any, batch.Cells[root]);
        Assert.Equal(2, value.Count);
        Assert.Equal(8, value[1].Int64);
    }

    [Fact]
    public void A_row_tells_its_parts_and_lets_itself_be_edited()
    {
        var batch = new RecordBatch();
        Shop.AddOrder(batch, Shop.Orders(ValueLayout.Envelope), 1, operation: RowOperation.Read);
        var row = new RowReader(batch, 0);
        Assert.Equal(("shop.orders", RowOperation.Read, 0), (row.Topic, row.Operation, row.Index));
        Assert.True(row.Before.IsNull);
        Assert.True(row.Source.IsNull);
        Assert.True(row.Transaction.IsNull);
        Assert.Equal(1, row.Key["id"].Int64);
        row.Row.Operation = RowOperation.Update;
        Assert.Equal(RowOperation.Update, batch.Rows[0].Operation);
        Assert.Same(Shop.Value, row.After.Schema);
    }

    private delegate void Use(ValueReader value);

    private static ConnectException Expect(RecordBatch batch, Cell cell, Use use) =>
        Failures.Expect(ErrorKind.Data, s_wrongKind, () => use(new ValueReader(batch, null, cell)));
}
