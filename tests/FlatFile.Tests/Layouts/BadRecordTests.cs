using ConnectRuntime.Errors;

namespace ConnectRuntime.FlatFile.Tests.Layouts;

/// <summary>Records that cannot be read: each fails alone, says where it is, and keeps its bytes.</summary>
public sealed class BadRecordTests : FlatFileTest
{
    private const string Header = "id,amount,note\n";
    private static readonly (string, string)[] Columns = [("columns", "id:int32,amount:decimal(6,2),note:string"), ("csv.first.row.as.header", "true")];

    [Theory]
    [InlineData("2,3", "FIL002", "has 2 fields in '2,3', 3 columns are required")]
    [InlineData("2,3,x,y", "FIL002", "has 4 fields")]
    [InlineData("two,3,x", "FIL003", "column 1 'id' of record at byte 23 (line 3) of file '")]
    [InlineData("99999999999,3,x", "FIL003", "'99999999999' was found, int32 is required")]
    [InlineData("2,3.005,x", "FIL003", "column 2 'amount'")]
    [InlineData("2,12345.67,x", "FIL003", "decimal(6,2) is required")]
    [InlineData(",1,x", "FIL003", "nothing was found, int32 is required")]
    [InlineData("2,3,\"x\"y", "FIL006", "text follows a closing quote")]
    public async Task A_bad_record_fails_alone_and_keeps_its_bytes(string bad, string code, string words)
    {
        Write("a.csv", $"{Header}1,2.50,\n{bad}\n3,4,ok\n");
        var rows = await AllAsync(Dropped(Columns));

        Assert.Equal([null, code, null], rows.Select(row => row.Error?[..6]));
        Assert.Contains(words, rows[1].Error, StringComparison.Ordinal);
        Assert.Contains("line 3", rows[1].Error, StringComparison.Ordinal);
        Assert.Contains(Folder.Path, rows[1].Error, StringComparison.Ordinal);
        Assert.Equal(bad, rows[1].Headers["__connect.errors.raw"]);
        Assert.Null(rows[1].Value);
        Assert.Contains("\"note\":\"ok\"", rows[2].Value, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Found_text_is_shortened_and_made_visible()
    {
        Write("a.csv", $"{Header}1,{new string('7', 5000)}\u0001,x\n");
        var row = Assert.Single(await AllAsync(Dropped(Columns)));
        Assert.Contains($"'{new string('7', 60)}…'", row.Error, StringComparison.Ordinal);
        Assert.True(row.Error!.Length < 500);
    }

    [Fact]
    public async Task A_quote_that_is_never_closed_costs_one_line()
    {
        Write("a.csv", $"{Header}1,2,\"open\n2,3,\"fine\nstill\"\n3,4,x\n4,5,\"open\n5,6,y\n");
        var rows = await AllAsync(Dropped(Columns));
        Assert.Equal(["FIL006", null, null, "FIL007", null], rows.Select(row => row.Error?[..6]));
        Assert.Equal("4,5,\"open", rows[3].Headers["__connect.errors.raw"]);
        Assert.Contains("line 6", rows[3].Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("pad", "1,2", """{"a":"1","b":"2","c":null}""", null)]
    [InlineData("pad", "1,2,3,4", null, "FIL002")]
    [InlineData("cut", "1,2,3,4", """{"a":"1","b":"2","c":"3"}""", null)]
    [InlineData("cut", "1,2", null, "FIL002")]
    [InlineData("pad_and_cut", "1", """{"a":"1","b":null,"c":null}""", null)]
    [InlineData("error", "1,2,3,", null, "FIL002")]
    public async Task Ragged_rows_are_treated_as_configured(string policy, string line, string? row, string? code)
    {
        Write("a.csv", $"a,b,c\n{line}\n");
        var read = Assert.Single(await AllAsync(Dropped(("ragged.rows", policy), ("csv.first.row.as.header", "true"))));
        Assert.Equal((row, code), (read.Value, read.Error?[..6]));
    }

    [Fact]
    public async Task Padding_does_not_make_a_required_column_null()
    {
        Write("a.csv", "1\n");
        var read = Assert.Single(await AllAsync(Dropped(("ragged.rows", "pad"), ("columns", "a:int32,b:int32"))));
        Assert.StartsWith("FIL003", read.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(1000)]
    public async Task A_record_that_is_too_long_fails_and_the_next_is_read(int maxRows)
    {
        var huge = new string('x', 3_000_000);
        Write("a.csv", $"1,a\n2,{huge}\n3,c\n4,\"{huge}\n5,e\"\n6,f\n");
        var rows = await AllAsync(Dropped(("record.max.bytes", "1MiB")), maxRows);
        Assert.Equal([null, "FIL005", null, "FIL005", null, null], rows.Select(row => row.Error?[..6]));
        Assert.Contains("3000002 bytes", rows[1].Error, StringComparison.Ordinal);
        Assert.Contains("record at byte 4 (line 2)", rows[1].Error, StringComparison.Ordinal);
        Assert.Contains("(line 4)", rows[3].Error, StringComparison.Ordinal);
        Assert.StartsWith("2,xxx", rows[1].Headers["__connect.errors.raw.cut"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_row_of_40_megabytes_is_read()
    {
        var huge = new string('y', 40_000_000);
        Write("a.csv", $"1,a\n2,\"{huge}\n\"\n3,c\n");
        var rows = await AllAsync(Dropped());
        Assert.Equal(3, rows.Count);
        Assert.Equal($$"""{"column1":"2","column2":"{{huge}}\n"}""", rows[1].Value);
        Assert.Equal("""{"column1":"3","column2":"c"}""", rows[2].Value);
    }

    [Fact]
    public async Task A_header_without_a_declared_column_is_refused_with_the_names()
    {
        Write("a.csv", "id,total,note\n1,2,3\n");
        var failure = await FailsAsync(ErrorKind.Config, "FIL021", () => AllAsync(Dropped(Columns)));
        Assert.Contains("no column 'amount' but id, total, note", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_cannot_be_read_is_left_aside_where_that_is_configured()
    {
        Write("a.csv", "wrong,header\n1,2\n");
        Write("b.csv", "x,y,x\n1,2,3\n");
        Write("c.csv", Header + "1,2,3\n");
        var rows = await AllAsync(Dropped([.. Columns, ("halt.on.error", "false")]));
        Assert.Single(rows);
        Assert.Equal(2, Metrics["files_failed_total"]);
        Assert.Equal(2, Log.Lines.Count(line => line.StartsWith("Error: FIL021", StringComparison.Ordinal)));
    }
}
