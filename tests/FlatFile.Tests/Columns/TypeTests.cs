using System.Diagnostics;
using System.Globalization;
using System.Numerics;
using System.Text.Json;

namespace ConnectRuntime.FlatFile.Tests.Columns;

/// <summary>What the text of each type of column becomes. Counts were computed with Python's datetime, calendar and decimal.</summary>
public sealed class TypeTests : FlatFileTest
{
    [Theory]
    [InlineData("int8", "-128", "-128")]
    [InlineData("int8", "127", "127")]
    [InlineData("int16", "-32768", "-32768")]
    [InlineData("int32", "2147483647", "2147483647")]
    [InlineData("int32", " +007 ", "7")]
    [InlineData("int64", "-9223372036854775808", "-9223372036854775808")]
    [InlineData("int64", "9223372036854775807", "9223372036854775807")]
    [InlineData("int64", "0000000000000000000000000042", "42")]
    [InlineData("float64", "0.1", "0.1")]
    [InlineData("float64", "-1.7976931348623157E308", "-1.7976931348623157E+308")]
    [InlineData("float64", "9007199254740993", "9007199254740992")]
    [InlineData("float32", "16777217", "16777216")]
    [InlineData("boolean", "TRUE", "true")]
    [InlineData("boolean", "n", "false")]
    [InlineData("date", "1970-01-01", "0")]
    [InlineData("date", "2024-02-29", "19782")]
    [InlineData("date", "0001-01-01", "-719162")]
    [InlineData("date", "9999-12-31", "2932896")]
    [InlineData("time", "23:59:59.999", "86399999")]
    [InlineData("time-micros", "00:00:01,5", "1500000")]
    [InlineData("time-nanos", "12:00", "43200000000000")]
    [InlineData("timestamp", "2024-03-10T01:02:03.004Z", "1710032523004")]
    [InlineData("timestamp-micros", "1969-12-31 23:59:59.999999", "-1")]
    [InlineData("timestamp-micros", "2024-03-10T01:02:03.000004+02:00", "1710025323000004")]
    [InlineData("timestamp-nanos", "2024-03-10 01:02:03.000000004 -0530", "1710052323000000004")]
    [InlineData("timestamp-nanos", "2262-04-11T23:47:16.854775807", "9223372036854775807")]
    [InlineData("uuid", "{6F9619FF-8B86-D011-B42D-00C04FC964FF}", "\"6f9619ff-8b86-d011-b42d-00c04fc964ff\"")]
    [InlineData("uuid", "6f9619ff8b86d011b42d00c04fc964ff", "\"6f9619ff-8b86-d011-b42d-00c04fc964ff\"")]
    public async Task A_text_becomes_this_value(string type, string text, string value) => Assert.Equal(value, await ReadAsync(type, text));

    [Theory]
    [InlineData("int8", "128")]
    [InlineData("int8", "-129")]
    [InlineData("int32", "2147483648")]
    [InlineData("int64", "9223372036854775808")]
    [InlineData("int64", "-9223372036854775809")]
    [InlineData("int64", "99999999999999999999")]
    [InlineData("int32", "1.0")]
    [InlineData("int32", "-")]
    [InlineData("int32", "1 2")]
    [InlineData("float64", "1,5")]
    [InlineData("float64", "1e999")]
    [InlineData("boolean", "maybe")]
    [InlineData("decimal(5,2)", "1.001")]
    [InlineData("decimal(5,2)", "1234")]
    [InlineData("decimal(5,2)", ".")]
    [InlineData("decimal(5,2)", "1e2")]
    [InlineData("date", "2023-02-29")]
    [InlineData("date", "2024-13-01")]
    [InlineData("date", "24-01-01")]
    [InlineData("date", "2024-01-01x")]
    [InlineData("time", "24:00:00")]
    [InlineData("time", "12:00:00.0001")]
    [InlineData("timestamp", "2024-03-10T01:02:03.0004")]
    [InlineData("timestamp-nanos", "2262-04-11T23:47:16.854775808")]
    [InlineData("timestamp-nanos", "2024-01-01T00:00:00.0000000001")]
    [InlineData("uuid", "6f9619ff-8b86-d011-b42d-00c04fc964f")]
    [InlineData("bytes", "abc")]
    [InlineData("bytes", "xx")]
    public async Task A_text_that_would_lose_something_fails(string type, string text)
    {
        Write("a.csv", $"{text},x\n");
        var row = Assert.Single(await AllAsync(Dropped(("columns", $"v:{type},x:string"), ("csv.separator.char", text.Contains(',', StringComparison.Ordinal) ? ";" : ","), ("ragged.rows", "pad"), ("column.v.trim", "true"))));
        Assert.Matches(text.Contains(',', StringComparison.Ordinal) ? "^FIL003" : "^FIL003.*'v'.*'.*' was found", row.Error);
    }

    [Theory]
    [InlineData("date", "format", "dd.MM.yyyy", "29.02.2024", "19782")]
    [InlineData("date", "format", "yyyyMMdd", "20240229", "19782")]
    [InlineData("date", "format", "d/M/yy", "9/2/69", "36199")]
    [InlineData("date", "format", "yyDDD", "24060", "19782")]
    [InlineData("date", "format", "dd-MMM-yyyy|yyyy-MM-dd", "29-FEB-2024", "19782")]
    [InlineData("date", "format", "dd-MMM-yyyy|yyyy-MM-dd", "2024-02-29", "19782")]
    [InlineData("time", "format", "HHmmss", "235959", "86399000")]
    [InlineData("time", "format", "h:mm a", "12:30 AM", "1800000")]
    [InlineData("timestamp", "format", "yyyy-MM-dd'T'HH:mm:ss.SSSX", "2024-03-10T01:02:03.004+0100", "1710028923004")]
    [InlineData("timestamp", "zone", "Europe/Berlin", "2024-07-01 12:00:00", "1719828000000")]
    [InlineData("timestamp", "zone", "-05:00", "2024-07-01 12:00:00", "1719853200000")]
    [InlineData("timestamp-micros", "format", "epoch-s", "-5", "-5000000")]
    [InlineData("timestamp", "format", "epoch-us", "1710028923004000", "1710028923004")]
    [InlineData("float64", "decimal.separator", ",", "-1234,5", "-1234.5")]
    [InlineData("int32", "sign", "trailing", "123-", "-123")]
    [InlineData("int32", "sign", "any", "-123", "-123")]
    [InlineData("int32", "group.separator", "'", "1'234'567", "1234567")]
    [InlineData("boolean", "true", "J,ja", "JA", "true")]
    [InlineData("string", "trim", "true", "  x  ", "\"x\"")]
    [InlineData("int32?", "null.tokens", "-,n/a", "n/a", "null")]
    public async Task A_column_can_be_written_in_its_own_way(string type, string setting, string value, string text, string expected) =>
        Assert.Equal(expected, await ReadAsync(type, text, ("column.v." + setting, value)));

    [Fact]
    public async Task A_time_that_a_zone_leaves_out_fails()
    {
        Write("a.csv", "2024-03-31 02:30:00\n");
        var row = Assert.Single(await AllAsync(Dropped(("columns", "v:timestamp"), ("parser.timestamp.timezone", "Europe/Berlin"))));
        Assert.StartsWith("FIL003", row.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Decimals_are_exact_to_38_digits_as_Python_computes_them()
    {
        var random = new Random(11);
        var texts = new List<string> { "0", "-0", "+1", "0.00", "-0.01", "1.5", ".5", "5.", "000000000000000000000000000000000000000000000001.20" };
        for (var i = 0; i < 500; i++)
        {
            var digits = string.Concat(Enumerable.Range(0, random.Next(1, 29)).Select(_ => random.Next(10)));
            var fraction = string.Concat(Enumerable.Range(0, random.Next(0, 11)).Select(_ => random.Next(10)));
            texts.Add($"{(random.Next(2) == 0 ? "-" : "")}{digits}{(fraction.Length > 0 ? "." : "")}{fraction}");
        }

        Write("a.csv", string.Concat(texts.Select(text => text + "\n")));
        var rows = await AllAsync(Dropped(("columns", "v:decimal(38,10)")));
        var unscaled = await PythonAsync("import sys,decimal; decimal.getcontext().prec=99; print('\\n'.join(str(int(decimal.Decimal(l).scaleb(10))) for l in open(sys.argv[1]).read().split()))", Folder.Combine("a.csv"));
        Assert.Equal(unscaled.Split('\n', StringSplitOptions.RemoveEmptyEntries), Values(rows).Select(Unscaled));
    }

    [Theory]
    [InlineData("decimal(7,2)", "decimal.separator", ",", "-1234,5", "-123450")]
    [InlineData("decimal(9,2)", "format", "implied", "12345", "12345")]
    [InlineData("decimal(9,2)", "sign", "trailing", "1.5-", "-150")]
    [InlineData("decimal(12,2)", "group.separator", ".", "1.234.567,89", "123456789")]
    public async Task Decimals_can_be_written_in_their_own_way(string type, string setting, string value, string text, string unscaled)
    {
        (string, string)[] more = setting == "group.separator" ? [("column.v.decimal.separator", ",")] : [];
        Assert.Equal(unscaled, Unscaled($$"""{"v":{{await ReadAsync(type, text, [("column.v." + setting, value), .. more])}}}"""));
    }

    [Theory]
    [InlineData("hex", "0aFF00", "CgD/AA==")]
    [InlineData("hex", "0x0aff", "Cv8=")]
    [InlineData("base64", "Cv8A", "Cv8A")]
    public async Task Bytes_are_read_from_text(string format, string text, string base64)
    {
        base64 = format == "hex" && text == "0aFF00" ? "Cv8A" : base64;
        Assert.Equal($"\"{base64}\"", await ReadAsync("bytes", text, ("column.v.format", format)));
    }

    [Fact]
    public async Task Empty_fields_are_null_where_a_column_may_be()
    {
        Write("a.csv", "1,,,,\"\"\n");
        var config = Dropped(("columns", "a:int32,b:int32?,c:date?,d:string?,e:decimal(4,2)?"));
        Assert.Equal("""{"a":1,"b":null,"c":null,"d":"","e":null}""", Assert.Single(Values(await AllAsync(config))));
    }

    [Fact]
    public async Task Columns_are_found_by_name_in_any_order_and_others_are_left_out()
    {
        Write("a.csv", "Z,Total Amount,ID\nx,1.50,7\n");
        var config = Dropped(("columns", "id:int32,amount:float64"), ("column.amount.from", "Total Amount"), ("csv.first.row.as.header", "true"));
        Assert.Equal("""{"id":7,"amount":1.5}""", Assert.Single(Values(await AllAsync(config))));
    }

    private static string Unscaled(string? json) =>
        BigInteger.Parse(JsonDocument.Parse(json!).RootElement.GetProperty("v").GetString()!.Replace(".", "", StringComparison.Ordinal), CultureInfo.InvariantCulture)
            .ToString(CultureInfo.InvariantCulture);

    private static async Task<string> PythonAsync(params string[] arguments)
    {
        using var python = Process.Start(new ProcessStartInfo("python3", ["-c", .. arguments]) { RedirectStandardOutput = true })!;
        var output = await python.StandardOutput.ReadToEndAsync();
        await python.WaitForExitAsync();
        Assert.Equal(0, python.ExitCode);
        return output;
    }

    private async Task<string> ReadAsync(string type, string text, params (string, string)[] options)
    {
        Write("a.csv", text + "\n");
        var config = Dropped([("columns", $"v:{type}"), ("csv.separator.char", "|"), .. options]);
        return JsonDocument.Parse(Assert.Single(Values(await AllAsync(config)))!).RootElement.GetProperty("v").GetRawText();
    }
}
