using ConnectRuntime.MySql.Configuration;
using ConnectRuntime.MySql.Tables;

namespace ConnectRuntime.MySql.Tests.Configuration;

/// <summary>Keys are chosen as Debezium's <c>Key.CustomKeyMapper</c> chooses them; expected columns are its own, none where it falls back to the primary key.</summary>
public class MessageKeyColumnsTests
{
    [Theory]
    [InlineData("a.t:x", "a.t", "id,x,y", "x")]
    [InlineData("a.t:x,y", "a.t", "id,x,y", "x,y")]
    [InlineData("a.t:y,x", "a.t", "id,x,y", "y,x")]
    [InlineData("(.*).t:x", "b.t", "id,x", "x")]
    [InlineData("a.t:X", "a.t", "id,x", "x")]
    [InlineData("A.T:x", "a.t", "id,x", "x")]
    [InlineData("a.t: x , y ", "a.t", "id,x,y", "x,y")]
    [InlineData("a.t:x;a.t:y", "a.t", "id,x,y", "x,y")]
    [InlineData("a.t:nope", "a.t", "id,x", "")]
    [InlineData("a.t:x,nope", "a.t", "id,x", "x")]
    [InlineData(" a.t : x ; b.t:y ;", "b.t", "id,y", "y")]
    [InlineData("(.*).t:x", "b.tt", "id,x", "x")]
    [InlineData("b.u:x", "a.t", "id,x", "")]
    [InlineData("a.t:p_.*", "a.t", "id,p_a", "p_a")]
    [InlineData(@"a\.t:x", "a.t", "id,x", "x")]
    public void A_table_has_a_key(string option, string table, string columns, string expected)
    {
        var keys = Sample.Model(("message.key.columns", option)).Keys;
        var model = new TableModel(MySqlSourceModel.ReadTable(table)!.Value, [.. columns.Split(',').Select(name => new ColumnModel(name, SqlType.Int))]);
        Assert.Equal(expected, string.Join(',', keys.Of(model)));
    }

    [Theory]
    [InlineData("a.b")]
    [InlineData("a.b:")]
    [InlineData(":x")]
    [InlineData("a.b:x,,y")]
    [InlineData("a.b:x:y")]
    [InlineData("a.b:(")]
    public void A_bad_option_is_an_error(string option) =>
        Assert.Equal("message.key.columns", Assert.Single(Sample.Parse(("message.key.columns", option)).Errors).Key);
}
