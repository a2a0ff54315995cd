using ConnectRuntime.Configuration;

namespace ConnectRuntime.FlatFile.Tests.Options;

/// <summary>What a configuration may say, and what is said about those of other connectors.</summary>
public sealed class OptionTests
{
    [Theory]
    [InlineData("input.path", null, "input.path", "neither it nor file is set")]
    [InlineData("file", "/x", "input.path", "file is set too")]
    [InlineData("csv.separator.char", "\\q", "csv.separator.char", "|~|")]
    [InlineData("csv.separator.char", "\n", "csv.separator.char", "ends records")]
    [InlineData("csv.separator.char", "\"", "csv.quote.char", "different characters")]
    [InlineData("csv.quote.char", "ab", "csv.quote.char", "one ASCII character")]
    [InlineData("csv.escape.char", "\"", "csv.escape.char", "different characters")]
    [InlineData("csv.separator.char", "none", "csv.separator.char", "a separator is required")]
    [InlineData("csv.file.charset", "shift_jis", "csv.file.charset", "single bytes")]
    [InlineData("columns", "id:int65", "columns", "the type in 'id:int65'")]
    [InlineData("columns", "id:int32,id:string", "columns", "two columns are called 'id'")]
    [InlineData("columns", "a:decimal(39,2)", "columns", "the type in")]
    [InlineData("columns", "a:decimal(3,4)", "columns", "the type in")]
    [InlineData("column.b.format", "yyyy", "columns", "no column for the setting column.b.format")]
    [InlineData("column.a.format", "yyyy", "columns", "string has no such format")]
    [InlineData("column.a.colour", "red", "column.a.colour", "no setting of a column")]
    [InlineData("schema.generation.key.fields", "zz", "schema.generation.key.fields", "'zz' is not one of the columns")]
    [InlineData("timestamp.mode", "FIELD", "timestamp.field", "required")]
    [InlineData("parser.timestamp.date.formats", "yyyy-QQ", "parser.timestamp.date.formats", "patterns of dates")]
    [InlineData("value.schema", "{}", "value.schema", "Declare them with 'columns'")]
    [InlineData("csv.strict.quotes", "true", "csv.strict.quotes", "Remove the option")]
    [InlineData("record.max.bytes", "10", "record.max.bytes", "from 1024")]
    public void A_wrong_option_is_refused_with_the_reason(string name, string? value, string key, string words)
    {
        var result = Parse(("columns", "a:string?"), (name, value));
        Assert.Contains(result.Errors, problem => problem.Key == key && problem.Message.Contains(words, StringComparison.Ordinal));
    }

    [Fact]
    public void A_configuration_for_the_spool_directory_connector_is_taken_with_warnings()
    {
        var result = Parse(
            ("input.file.pattern", @"^orders_.*\.csv$"), ("error.path", "/data/error"), ("finished.path", "/data/finished"), ("halt.on.error", "false"),
            ("cleanup.policy", "MOVE"), ("csv.first.row.as.header", "true"), ("csv.separator.char", "59"), ("csv.quote.char", "34"),
            ("csv.escape.char", "92"), ("csv.null.field.indicator", "EMPTY_SEPARATORS"), ("csv.file.charset", "ISO-8859-1"), ("schema.generation.enabled", "true"),
            ("schema.generation.key.fields", "id"), ("schema.generation.key.name", "shop.Key"), ("files.sort.attributes", "LastModifiedAsc,NameAsc"),
            ("parser.timestamp.timezone", "Europe/Paris"), ("empty.poll.wait.ms", "100"), ("batch.size", "500"), ("timestamp.mode", "FILE_TIME"));
        Assert.Empty(result.Errors);
        Assert.Equal(["cleanup.policy", "error.path", "finished.path", "schema.generation.enabled"], result.Warnings.Select(problem => problem.Key).Order());
    }

    [Fact]
    public void A_configuration_for_the_file_stream_connector_is_taken() =>
        Assert.Empty(Parse(("input.path", null), ("file", "/var/log/app.log"), ("batch.size", "2000")).Problems);

    private static ConfigResult Parse(params (string Name, string? Value)[] options)
    {
        var values = new Dictionary<string, string?> { ["topic"] = "t", ["input.path"] = "/data" };
        foreach (var (name, value) in options)
        {
            values[name] = value;
        }

        return new FlatFileSourceConnector().Config.Parse(values);
    }
}
