using System.Diagnostics;
using System.Text;
using System.Text.Json;
using ConnectRuntime.Testing.Connectors;

namespace ConnectRuntime.FlatFile.Tests.Layouts;

/// <summary>Files in other encodings, as Python encodes them.</summary>
public sealed class CharsetTests : FlatFileTest
{
    private const string Text = "id,name\n1,\u00dcn\u00ef\u00e7\u00f6d\u00e9\n2,\"\u00df\n\u00e5\"\n3,plain\n";

    /// <summary>Bytes as another implementation encodes them.</summary>
    internal static byte[] PythonEncodes(string text, string encoding)
    {
        var start = new ProcessStartInfo("python3")
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            StandardInputEncoding = new UTF8Encoding(false),
        };
        start.ArgumentList.Add("-c");
        start.ArgumentList.Add("import sys,json; sys.stdout.buffer.write(json.loads(sys.stdin.buffer.read()).encode(sys.argv[1]))");
        start.ArgumentList.Add(encoding);
        using var python = Process.Start(start)!;
        python.StandardInput.Write(JsonSerializer.Serialize(text));
        python.StandardInput.Close();
        using var output = new MemoryStream();
        python.StandardOutput.BaseStream.CopyTo(output);
        python.WaitForExit();
        Assert.Equal(0, python.ExitCode);
        return output.ToArray();
    }

    [Theory]
    [InlineData("utf-8", "utf-8")]
    [InlineData("utf-8-sig", "utf-8")]
    [InlineData("latin-1", "ISO-8859-1")]
    [InlineData("iso8859-15", "ISO-8859-15")]
    [InlineData("cp1252", "windows-1252")]
    [InlineData("cp850", "ibm850")]
    [InlineData("cp037", "IBM037")]
    [InlineData("mac-roman", "macintosh")]
    [InlineData("utf-16", "utf-8")]
    [InlineData("utf-16", "utf-16")]
    [InlineData("utf-16-le", "utf-16")]
    [InlineData("utf-16-be", "utf-16BE")]
    public async Task Rows_and_positions_are_the_same_in_every_encoding(string python, string charset)
    {
        var bytes = PythonEncodes(Text, python);
        Write("a.csv", bytes);
        var config = Dropped(("csv.first.row.as.header", "true"), ("csv.file.charset", charset), ("file.headers", "file.offset"));
        var rows = await AllAsync(config);
        Assert.Equal(
            ["{\"id\":\"1\",\"name\":\"\u00dcn\u00ef\u00e7\u00f6d\u00e9\"}", "{\"id\":\"2\",\"name\":\"\u00df\\n\u00e5\"}", """{"id":"3","name":"plain"}"""],
            Values(rows));

        // Each row is read again from the place that its header says.
        foreach (var row in rows)
        {
            var offset = int.Parse(row.Headers["file.offset"], System.Globalization.CultureInfo.InvariantCulture);
            var id = JsonDocument.Parse(row.Value!).RootElement.GetProperty("id").GetString()!;
            var start = PythonEncodes(id, python.Replace("-sig", "", StringComparison.Ordinal));
            start = python == "utf-16" ? start[2..] : start;
            Assert.Equal(start, bytes[offset..(offset + start.Length)]);
        }

        Assert.Equal(bytes.Length, Position());
    }

    [Theory]
    [InlineData("cp1251", "windows-1251", "\u041f\u0440\u0438\u0432\u0435\u0442")]
    [InlineData("cp1253", "windows-1253", "\u039a\u03b1\u03bb\u03b7\u03bc\u03ad\u03c1\u03b1")]
    [InlineData("cp1255", "windows-1255", "\u05e9\u05dc\u05d5\u05dd")]
    [InlineData("koi8-r", "koi8-r", "\u043c\u0438\u0440")]
    [InlineData("utf-16-le", "utf-16", "\ud83d\ude00\ud83d\ude01")]
    [InlineData("utf-8", "utf-8", "\u65e5\u672c\ud83d\ude00")]
    public async Task Other_scripts_are_read(string python, string charset, string word)
    {
        Write("a.csv", PythonEncodes($"1,{word}\n2,{word}{word}\n", python));
        await using var run = await OpenAsync(Dropped(("csv.file.charset", charset)), maxRows: 1);
        var rows = await run.DrainAsync();
        var words = rows.Select(row => JsonDocument.Parse(row.Value!).RootElement.GetProperty("column2").GetString());
        Assert.Equal([word, word + word], words);
    }

    [Theory]
    [InlineData("utf-8", new byte[] { (byte)'x', 0xC3, 0x28 })]
    [InlineData("utf-8", new byte[] { 0xED, 0xA0, 0x80 })]
    [InlineData("utf-8", new byte[] { 0xF0, 0x9F, 0x98 })]
    [InlineData("us-ascii", new byte[] { 0xE4 })]
    [InlineData("utf-16", new byte[] { 0x3D, 0xD8, 0x78, 0x00 })]
    public async Task Broken_text_fails_its_row_only(string charset, byte[] broken)
    {
        var encoding = charset == "utf-16" ? Encoding.Unicode : Encoding.Latin1;
        byte[] bad = [.. encoding.GetBytes("2,"), .. broken];
        Write("a.csv", [.. encoding.GetBytes("1,a\n"), .. bad, .. encoding.GetBytes("\n3,c\n")]);
        var rows = await AllAsync(Dropped(("csv.file.charset", charset)));

        Assert.Equal(["""{"column1":"1","column2":"a"}""", null, """{"column1":"3","column2":"c"}"""], rows.Select(row => row.Value));
        Assert.StartsWith("FIL004: ", rows[1].Error, StringComparison.Ordinal);
        Assert.Contains("column 2", rows[1].Error, StringComparison.Ordinal);
        Assert.Equal(bad, Encoding.Latin1.GetBytes(rows[1].Headers["__connect.errors.raw"]));
    }

    [Fact]
    public async Task Half_a_character_at_the_end_fails_its_row()
    {
        Write("a.csv", [.. Encoding.Unicode.GetBytes("1,a\n2,b"), 0x41]);
        var rows = await AllAsync(Dropped(("csv.file.charset", "utf-16")));
        Assert.Equal([null, "FIL004"], rows.Select(row => row.Error?[..6]));
        Assert.Equal(15, Position());
    }

    private long Position() => JsonDocument.Parse(Assert.Single(Positions.List()).Offset).RootElement.GetProperty("pos").GetInt64();
}
