using ConnectRuntime.MySql.Tables;

namespace ConnectRuntime.MySql.Tests.Configuration;

/// <summary>Columns become booleans as Debezium's <c>TinyIntOneToBooleanConverter</c> makes them; expected answers are its own.</summary>
public class ConverterTests
{
    private const string Class = "io.debezium.connector.mysql.converters.TinyIntOneToBooleanConverter";

    [Theory]
    [InlineData("", "", "1 1u")]
    [InlineData("flag.length.checker", "false", "- 1 4 -u 1u 4u")]
    [InlineData("flag.selector", "db.t.flag", "1 1u")]
    [InlineData("flag.selector", "DB.T.FLAG", "1 1u")]
    [InlineData("flag.selector", "x.y.z", "")]
    [InlineData("flag.selector", @"x.y.z, db\.t\..*", "1 1u")]
    public void Columns_of_TINYINT_are_taken(string option, string value, string expected)
    {
        var model = Sample.Model([("converters", "flag"), ("flag.type", Class), .. option.Length == 0 ? [] : new[] { (option, value) }]);
        var taken = new[] { "-", "1", "4", "-u", "1u", "4u", "1z" }.Where(column => model.ConversionOf(new("db", "t"), Column(column)).TinyIntOneIsBoolean);
        Assert.Equal(expected, string.Join(' ', taken));
        Assert.False(model.Conversion.TinyIntOneIsBoolean);
        Assert.False(model.ConversionOf(new("db", "t"), new ColumnModel("flag", SqlType.Int) { Length = 1 }).TinyIntOneIsBoolean);
    }

    [Fact]
    public void A_column_of_another_width_is_a_boolean_where_all_are()
    {
        var model = Sample.Model(("converters", "flag"), ("flag.type", Class), ("flag.length.checker", "false"));
        var column = Column("4");
        var shape = ConnectRuntime.MySql.Values.ColumnShape.Of(column, model.ConversionOf(new("db", "t"), column));
        Assert.Equal(ConnectRuntime.Records.FieldKind.Boolean, shape.Schema.Build().Kind);
    }

    [Theory]
    [InlineData("io.debezium.connector.mysql.converters.JdbcSinkDataTypesConverter")]
    [InlineData("io.debezium.connector.binlog.converters.ZeroDateFallbackConverter")]
    [InlineData("com.example.Own")]
    public void Other_converters_are_errors(string type)
    {
        var result = Sample.Parse(("converters", "flag"), ("flag.type", type), ("flag.selector.string", "x"));
        Assert.Equal("flag.type", Assert.Single(result.Errors).Key);
        Assert.Equal("flag.selector.string", Assert.Single(result.Warnings).Key);
    }

    [Fact]
    public void A_converter_needs_its_type() => Assert.Equal("flag.type", Assert.Single(Sample.Parse(("converters", "flag")).Errors).Key);

    [Fact]
    public void A_bad_selector_is_an_error() =>
        Assert.Equal("flag.selector", Assert.Single(Sample.Parse(("converters", "flag"), ("flag.type", Class), ("flag.selector", "(")).Errors).Key);

    [Fact]
    public void Unknown_options_are_told_as_such() =>
        Assert.Equal("CFG004", Assert.Single(Sample.Parse(("flag.type", Class)).Problems).Code);

    private static ColumnModel Column(string text) => new("flag", SqlType.TinyInt)
    {
        Length = text[0] == '-' ? -1 : text[0] - '0',
        IsUnsigned = text.Length > 1,
        IsZerofill = text.EndsWith('z'),
    };
}
