using ConnectRuntime.MySql.Changes;
using ConnectRuntime.MySql.Tables;
using ConnectRuntime.Records;

namespace ConnectRuntime.MySql.Tests.Changes;

public class CapturedTableTests
{
    private static readonly ColumnModel[] Columns =
    [
        new("a", SqlType.Int),
        new("b", SqlType.Int) { IsNullable = false },
        new("c", SqlType.VarChar) { Length = 10, Charset = "utf8mb4", IsNullable = false },
    ];

    private static readonly TableModel Table = new(new TableId("d", "t"), [.. Columns]);

    [Fact]
    public void A_table_that_is_filtered_out_is_none() =>
        Assert.Null(CapturedTable.For(Table, ChangeRig.Read(("table.exclude.list", "d.t"))));

    /// <summary>The order of the key, not of the table; names of keys are found whatever their case, as the server does.</summary>
    [Theory]
    [InlineData("C,b", "", "", "c,b")]
    [InlineData("", "a;b,c;b", "", "b,c")]
    [InlineData("", "a;a,b", "", "")]
    [InlineData("b", "c", "d.t:c", "c")]
    [InlineData("b", "", "d.other:c", "b")]
    [InlineData("", "", "d.t:a,c", "a,c")]
    public void Keys_are_the_primary_or_the_first_unique_one_without_nulls_or_the_chosen(string primary, string unique, string chosen, string key)
    {
        var table = Table with
        {
            PrimaryKey = primary.Length == 0 ? null : new KeyModel("PRIMARY", [.. primary.Split(',')]),
            UniqueKeys = [.. unique.Split(';', StringSplitOptions.RemoveEmptyEntries).Select(names => new KeyModel("u", [.. names.Split(',')]))],
        };
        var captured = CapturedTable.For(table, chosen.Length == 0 ? ChangeRig.Read() : ChangeRig.Read(("message.key.columns", chosen)))!;
        Assert.Equal(key.Length > 0, captured.Stream.KeySchema is not null);
        Assert.Equal(key, string.Join(',', captured.Stream.KeySchema?.Fields.Select(field => field.Name) ?? []));
        Assert.Equal(key, string.Join(',', captured.KeyCells.Select(cell => Columns[cell].Name)));
    }

    /// <summary>A column of the key that is filtered out is in the key all the same, as in Debezium: without it rows could not be told apart.</summary>
    [Fact]
    public void A_column_of_the_key_is_read_even_where_it_is_filtered_out()
    {
        var rig = new ChangeRig(("column.exclude.list", "d.t.(a|b)"));
        var table = rig.Table("b", Columns);
        Assert.Equal([null, "b", "c"], table.Columns.Select(plan => plan?.FieldName));
        Assert.Equal((2, 0), (table.CellCount, Assert.Single(table.KeyCells)));
        rig.Create(table, 1, "x");
        rig.Update(table, [1, "x"], [2, "x"]);
        Assert.Equal(
            ["""c {"b":1} null {"c":"x"}""", """d {"b":1} {"c":"x"} null""", """tombstone {"b":1}""", """c {"b":2} null {"c":"x"}"""], rig.Rows);
    }

    [Fact]
    public void Equal_definitions_have_equal_streams()
    {
        var source = ChangeRig.Read();
        var again = new TableModel(Table.Id, [.. Columns.Select(column => column with { })]) { Comment = "another text" };
        var (one, two) = (CapturedTable.For(Table, source)!.Stream, CapturedTable.For(again, source)!.Stream);
        Assert.Equal(one, two);
        Assert.Same(one.ValueSchema, two.ValueSchema);
        Assert.Same(one.SourceSchema, two.SourceSchema);
        Assert.NotEqual(one, CapturedTable.For(Table with { Columns = [.. Columns.Take(2)] }, source)!.Stream);
    }

    [Fact]
    public void A_table_without_captured_columns_has_an_empty_row()
    {
        var rig = new ChangeRig(("column.exclude.list", "d.t.*"));
        var table = rig.Table("", Columns);
        rig.Create(table);
        Assert.Equal(["c null null {}"], rig.Rows);
    }
}
