using System.Text;

namespace ConnectRuntime.FlatFile.Tests.Layouts;

/// <summary>Golden tables: a file's text, and the rows that RFC 4180 makes of it.</summary>
public sealed class DelimitedTests : FlatFileTest
{
    [Theory]
    [InlineData("a,b\n1,2\n", """{"a":"1","b":"2"}""")]
    [InlineData("a,b\r\n1,2\r\n3,4\r\n", """{"a":"1","b":"2"}|{"a":"3","b":"4"}""")]
    [InlineData("a,b\r1,2\r3,4\r", """{"a":"1","b":"2"}|{"a":"3","b":"4"}""")]
    [InlineData("a,b\n1,2\r\n3,4\r5,6", """{"a":"1","b":"2"}|{"a":"3","b":"4"}|{"a":"5","b":"6"}""")]
    [InlineData("a,b\n\"x,y\",\"z\"\n", """{"a":"x,y","b":"z"}""")]
    [InlineData("a,b\n\"x\ny\",\"p\r\nq\"\n", """{"a":"x\ny","b":"p\r\nq"}""")]
    [InlineData("a,b\n\"say \"\"hi\"\"\",\"\"\"\"\n", """{"a":"say \"hi\"","b":"\""}""")]
    [InlineData("a,b\n5\" pipe,x\"y\"\n", """{"a":"5\" pipe","b":"x\"y\""}""")]
    [InlineData("a,b\n,\n\"\",\"\"\n", """{"a":"","b":""}|{"a":"","b":""}""")]
    [InlineData("\"a\",\"b\"\n1,2\n", """{"a":"1","b":"2"}""")]
    [InlineData("a,b\n1,2\n\n\n3,4\n\n", """{"a":"1","b":"2"}|{"a":"3","b":"4"}""")]
    [InlineData("a\n1\n\n3\n", """{"a":"1"}|{"a":""}|{"a":"3"}""")]
    [InlineData("a,b\n\u00e4\u00f6,\ud83d\ude00\n", "{\"a\":\"\u00e4\u00f6\",\"b\":\"\\uD83D\\uDE00\"}")]
    [InlineData("a,b\n", "")]
    [InlineData("", "")]
    public async Task A_text_becomes_these_rows(string text, string rows)
    {
        Write("a.csv", text);
        var read = await AllAsync(Dropped(("csv.first.row.as.header", "true")));
        Assert.Equal(rows, string.Join('|', Values(read)));
    }

    [Theory]
    [InlineData("\\t", "1\t2")]
    [InlineData("\t", "1\t2")]
    [InlineData("tab", "1\t2")]
    [InlineData("9", "1\t2")]
    [InlineData("59", "1;2")]
    [InlineData("|~|", "1|~|2")]
    [InlineData("\\x1c", "1\u001c2")]
    [InlineData("\\u0001", "1\u00012")]
    [InlineData("\u00a6", "1\u00a62")]
    [InlineData("::", "1::2")]
    public async Task A_separator_can_be_written_in_many_ways(string separator, string line)
    {
        Write("a.csv", line + "\n");
        var read = await AllAsync(Dropped(("csv.separator.char", separator)));
        Assert.Equal("""{"column1":"1","column2":"2"}""", Assert.Single(Values(read)));
    }

    [Theory]
    [InlineData("lf", "1,2\r\n3,4\n", """{"column1":"1","column2":"2\r"}|{"column1":"3","column2":"4"}""")]
    [InlineData("crlf", "1,2\n\r\n3,4\r\r\n", """{"column1":"1","column2":"2\n"}|{"column1":"3","column2":"4\r"}""")]
    [InlineData("cr", "1,2\n\r3,4\r", """{"column1":"1","column2":"2\n"}|{"column1":"3","column2":"4"}""")]
    [InlineData("\\u001e", "1,2\n\u001e3,4\u001e", """{"column1":"1","column2":"2\n"}|{"column1":"3","column2":"4"}""")]
    [InlineData("#\\n", "1,2#x#\n3,4#\n", """{"column1":"1","column2":"2#x"}|{"column1":"3","column2":"4"}""")]
    public async Task A_terminator_can_be_chosen(string terminator, string text, string rows)
    {
        Write("a.csv", text);
        Assert.Equal(rows, string.Join('|', Values(await AllAsync(Dropped(("record.terminator", terminator))))));
    }

    [Theory]
    [InlineData("a\\,b,c", """{"column1":"a,b","column2":"c"}""")]
    [InlineData("\"a\\\"b\",c", """{"column1":"a\"b","column2":"c"}""")]
    [InlineData("a\\\\,c", """{"column1":"a\\","column2":"c"}""")]
    [InlineData("a\\\nb,c", """{"column1":"a\nb","column2":"c"}""")]
    [InlineData("\\N,c", """{"column1":null,"column2":"c"}""")]
    public async Task An_escape_character_protects_the_next_one(string line, string row)
    {
        Write("a.csv", line + "\n");
        var config = Dropped(("csv.escape.char", "\\"), ("columns", "column1:string?,column2:string?"), ("null.tokens", "\\N"));
        Assert.Equal(row, Assert.Single(Values(await AllAsync(config))));
    }

    [Fact]
    public async Task Without_an_escape_character_a_backslash_is_text()
    {
        Write("a.csv", "C:\\temp\\,\"x\\\",y\n");
        Assert.Equal("""{"column1":"C:\\temp\\","column2":"x\\","column3":"y"}""", Assert.Single(Values(await AllAsync(Dropped()))));
    }

    [Fact]
    public async Task Quotes_can_be_switched_off()
    {
        Write("a.csv", "\"1,2\"\n");
        Assert.Equal("""{"column1":"\"1","column2":"2\""}""", Assert.Single(Values(await AllAsync(Dropped(("csv.quote.char", "none"))))));
    }

    [Theory]
    [InlineData("NEITHER", """{"column1":"","column2":""}""")]
    [InlineData("EMPTY_SEPARATORS", """{"column1":null,"column2":""}""")]
    [InlineData("EMPTY_QUOTES", """{"column1":"","column2":null}""")]
    [InlineData("BOTH", """{"column1":null,"column2":null}""")]
    public async Task Empty_texts_are_null_as_configured(string indicator, string row)
    {
        Write("a.csv", ",\"\"\n");
        Assert.Equal(row, Assert.Single(Values(await AllAsync(Dropped(("csv.null.field.indicator", indicator))))));
    }

    [Fact]
    public async Task Lines_before_the_header_are_passed_over()
    {
        Write("a.csv", "report of \"today\r\n\r\na,b\r\n1,2\r\n");
        var config = Dropped(("csv.skip.lines", "2"), ("csv.first.row.as.header", "true"));
        Assert.Equal("""{"a":"1","b":"2"}""", Assert.Single(Values(await AllAsync(config))));
    }

    [Fact]
    public async Task A_line_connector_gives_texts()
    {
        Write("a.csv", "one, \"two\r\n\r\n# three\r\n");
        var read = await AllAsync(Dropped(("connector.class", "org.apache.kafka.connect.file.FileStreamSourceConnector")));
        Assert.Equal(["\"one, \\\"two\"", "\"\"", "\"# three\""], Values(read));
    }

    [Fact]
    public async Task A_separator_may_end_every_record_where_that_is_said()
    {
        Write("a.csv", "a,b,\n1,2,\n3,4\n");
        var config = Dropped(("csv.trailing.separator", "true"), ("csv.first.row.as.header", "true"));
        Assert.Equal(["""{"a":"1","b":"2"}""", """{"a":"3","b":"4"}"""], Values(await AllAsync(config)));
    }

    [Fact]
    public async Task A_row_is_the_same_wherever_a_block_ends()
    {
        var text = new StringBuilder("id,text\n");
        var expected = new List<string>();
        for (var i = 0; i < 60_000; i++)
        {
            text.Append(i).Append(i % 3 == 0 ? ",\"q,\u00fc\"\"\n" : ",plain \ud83d\ude00 ").Append(i).Append(i % 3 == 0 ? "\"\r\n" : "\r\n");
            expected.Add(i % 3 == 0 ? $$"""{"id":"{{i}}","text":"q,ü\"\n{{i}}"}""" : $$"""{"id":"{{i}}","text":"plain \uD83D\uDE00 {{i}}"}""");
        }

        Write("a.csv", text.ToString());
        Assert.Equal(expected, Values(await AllAsync(Dropped(("csv.first.row.as.header", "true")))));
    }
}
