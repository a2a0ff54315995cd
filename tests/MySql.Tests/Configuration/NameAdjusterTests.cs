using ConnectRuntime.Errors;
using ConnectRuntime.MySql.Configuration;

namespace ConnectRuntime.MySql.Tests.Configuration;

/// <summary>Names are adjusted as Debezium's <c>SchemaNameAdjuster</c> adjusts them; expected names are its own.</summary>
public class NameAdjusterTests
{
    [Theory]
    [InlineData("abc", "abc", "abc", "abc", "abc")]
    [InlineData("1a", "_1a", "_u0031a", "_1a", "_u0031a")]
    [InlineData("a-b", "a_b", "a_u002db", "a_b", "a_u002db")]
    [InlineData("a.b", "a.b", "a.b", "a_b", "a_u002eb")]
    [InlineData("db-1.2t.Value", "db_1.2t.Value", "db_u002d1.2t.Value", "db_1_2t_Value", "db_u002d1_u002e2t_u002eValue")]
    [InlineData("a_b", "a_b", "a_u005fb", "a_b", "a_u005fb")]
    [InlineData("ä", "_", "_u00e4", "_", "_u00e4")]
    [InlineData("a b", "a_b", "a_u0020b", "a_b", "a_u0020b")]
    [InlineData("", "", "", "", "")]
    [InlineData("é.1x", "_.1x", "_u00e9.1x", "__1x", "_u00e9_u002e1x")]
    [InlineData("$x", "_x", "_u0024x", "_x", "_u0024x")]
    [InlineData("_a", "_a", "_u005fa", "_a", "_u005fa")]
    [InlineData("a..b", "a..b", "a..b", "a__b", "a_u002e_u002eb")]
    [InlineData(".a", "_a", "_u002ea", "_a", "_u002ea")]
    [InlineData("日本", "__", "_u65e5_u672c", "__", "_u65e5_u672c")]
    [InlineData("A1-é", "A1__", "A1_u002d_u00e9", "A1__", "A1_u002d_u00e9")]
    public void A_name_is_adjusted(string name, string schemaAvro, string schemaUnicode, string fieldAvro, string fieldUnicode)
    {
        Assert.Equal(schemaAvro, NameAdjuster.ForSchemas(NameAdjustmentMode.Avro).Adjust(name));
        Assert.Equal(schemaUnicode, NameAdjuster.ForSchemas(NameAdjustmentMode.AvroUnicode).Adjust(name));
        Assert.Equal(fieldAvro, NameAdjuster.ForFields(NameAdjustmentMode.Avro).Adjust(name));
        Assert.Equal(fieldUnicode, NameAdjuster.ForFields(NameAdjustmentMode.AvroUnicode).Adjust(name));
        Assert.Same(name, NameAdjuster.ForFields(NameAdjustmentMode.None).Adjust(name));
    }

    [Fact]
    public void Fields_that_become_one_are_all_named()
    {
        var error = Assert.Throws<ConnectException>(
            () => NameAdjuster.ForFields(NameAdjustmentMode.Avro).AdjustAll("shop.orders", ["a-b", "c", "a+b", "d d", "d_d"]));
        Assert.Equal((ErrorKind.Config, "MYF002"), (error.Kind, error.Code));
        Assert.Contains("shop.orders", error.Message, StringComparison.Ordinal);
        Assert.Contains("'a-b' and 'a+b' become 'a_b'", error.Message, StringComparison.Ordinal);
        Assert.Contains("'d d' and 'd_d' become 'd_d'", error.Message, StringComparison.Ordinal);
        Assert.Equal(["a_b", "c"], NameAdjuster.ForFields(NameAdjustmentMode.Avro).AdjustAll("t", ["a-b", "c"]));
    }
}
