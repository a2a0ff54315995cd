using ConnectRuntime.Errors;

namespace ConnectRuntime.FlatFile.Tests.Tailing;

/// <summary>A file that grows, is renamed, cut off, replaced.</summary>
public sealed class FollowTests : FlatFileTest
{
    [Fact]
    public async Task What_is_appended_is_read_and_an_unfinished_record_waits()
    {
        Write("a.log", "1,a\n2,b");
        await using var run = await OpenAsync(Followed("a.log"));
        Assert.Equal("1 a", Text(await run.DrainAsync()));
        Append("a.log", "b");
        Assert.Equal("", Text(await run.DrainAsync()));
        Append("a.log", "b\n3,\"c");
        Assert.Equal("2 bbb", Text(await run.DrainAsync()));
        Append("a.log", "\nc\"\n");
        Assert.Equal("3 c\nc", Text(await run.DrainAsync()));
    }

    [Fact]
    public async Task A_file_is_read_while_its_writer_has_locked_it_and_may_be_locked_while_it_is_read()
    {
        Write("a.log", "1,a\n");
        await using var locked = new FileStream(Folder.Combine("a.log"), FileMode.Append, FileAccess.Write, FileShare.None, bufferSize: 0);
        await using var run = await OpenAsync(Followed("a.log"));
        Assert.Equal("1 a", Text(await run.DrainAsync()));
        locked.Write("2,b\n"u8);
        Assert.Equal("2 b", Text(await run.DrainAsync()));
        await locked.DisposeAsync();

        await using var again = new FileStream(Folder.Combine("a.log"), FileMode.Append, FileAccess.Write, FileShare.None, bufferSize: 0);
        again.Write("3,c\n"u8);
        Assert.Equal("3 c", Text(await run.DrainAsync()));
    }

    [Fact]
    public async Task Progress_says_what_is_read_and_how_much_of_it()
    {
        Write("a.log", "1,a\n2,b\n");
        await using var run = await OpenAsync(Followed("a.log"));
        await run.DrainAsync();
        Assert.Equal((Folder.Combine("a.log"), 1), (Metrics.Doing, Metrics.Share));
        Append("a.log", "3,c\n4,");
        await run.DrainAsync();
        Assert.Equal(12.0 / 14, Metrics.Share);
    }

    [Fact]
    public async Task A_carriage_return_at_the_end_waits_for_its_line_feed()
    {
        Write("a.log", "1,a\r");
        await using var run = await OpenAsync(Followed("a.log"));
        Assert.Equal("", Text(await run.DrainAsync()));
        Append("a.log", "\n2,b\r\n");
        Assert.Equal("1 a|2 b", Text(await run.DrainAsync()));
    }

    [Fact]
    public async Task A_file_may_come_later_and_begin_empty_and_get_its_header_in_pieces()
    {
        await using var run = await OpenAsync(Followed("a.log", ("csv.first.row.as.header", "true")));
        Assert.Empty(await run.DrainAsync());
        Write("a.log", "");
        Assert.Empty(await run.DrainAsync());
        Append("a.log", "id,na");
        Assert.Empty(await run.DrainAsync());
        Append("a.log", "me\n1,x\n");
        Assert.Equal("""{"id":"1","name":"x"}""", Assert.Single(await run.DrainAsync()).Value);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_rotated_file_is_read_to_its_end_before_the_new_one(bool restart)
    {
        Write("a.log", "1,a\n2,b\n");
        var run = await OpenAsync(Followed("a.log"));
        Assert.Equal("1 a|2 b", Text(await run.DrainAsync()));
        if (restart)
        {
            await run.DisposeAsync();
        }

        Append("a.log", "3,c\n");
        File.Move(Folder.Combine("a.log"), Folder.Combine("a.log.1"));
        Write("a.log", "4,d\n");
        run = restart ? await OpenAsync(Followed("a.log")) : run;
        Assert.Equal("3 c|4 d", Text(await run.DrainAsync()));

        // The writer may still hold the old one.
        Append("a.log.1", "5,e\n");
        Append("a.log", "6,f\n");
        var rest = Text(await run.DrainAsync());
        Assert.Equal("5 e|6 f", rest);
        await run.DisposeAsync();
    }

    [Fact]
    public async Task A_deleted_file_is_read_to_its_end()
    {
        Write("a.log", "1,a\n");
        await using var run = await OpenAsync(Followed("a.log"));
        await run.DrainAsync();
        Append("a.log", "2,b\n");
        File.Delete(Folder.Combine("a.log"));
        Assert.Equal("2 b", Text(await run.DrainAsync()));
        Write("a.log", "3,c\n");
        Assert.Equal("3 c", Text(await run.DrainAsync()));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_same_name_with_other_content_is_a_new_file(bool restart)
    {
        Write("a.log", "1,a\n2,b\n3,c\n");
        var run = await OpenAsync(Followed("a.log"));
        await run.DrainAsync();
        if (restart)
        {
            await run.DisposeAsync();
        }

        // Deleted and made anew: most file systems give the same inode again at once.
        File.Delete(Folder.Combine("a.log"));
        Write("a.log", "1,a\n2,b\n3,c\n4,d\n");
        run = restart ? await OpenAsync(Followed("a.log")) : run;
        Assert.Equal("1 a|2 b|3 c|4 d", Text(await run.DrainAsync()));
        await run.DisposeAsync();
    }

    [Theory]
    [InlineData("9,z\n2,b\n3,c\n4,d\n", true)]
    [InlineData("9,z\n2,b\n3,c\n4,d\n", false)]
    [InlineData("1,a\n2,b\n3,x\n4,d\n", true)]
    [InlineData("1,a\n2,b\n3,x\n4,d\n", false)]
    public async Task A_file_that_is_written_over_in_place_is_read_from_its_beginning(string text, bool restart)
    {
        Write("a.log", "1,a\n2,b\n3,c\n");
        var config = Followed("a.log", ("file.fingerprint.bytes", "16"));
        var run = await OpenAsync(config);
        await run.DrainAsync();
        if (restart)
        {
            await run.DisposeAsync();
        }

        using (var file = new FileStream(Folder.Combine("a.log"), FileMode.Open, FileAccess.Write, FileShare.ReadWrite))
        {
            file.Write(System.Text.Encoding.UTF8.GetBytes(text));
        }

        run = restart ? await OpenAsync(config) : run;
        Assert.Equal(text.TrimEnd('\n').Replace('\n', '|').Replace(',', ' '), Text(await run.DrainAsync()));
        Assert.Contains(Log.Lines, line => line.Contains("other content", StringComparison.Ordinal));
        await run.DisposeAsync();
    }

    [Theory]
    [InlineData("restart", true)]
    [InlineData("restart", false)]
    [InlineData("end", true)]
    [InlineData("end", false)]
    [InlineData("fail", true)]
    [InlineData("fail", false)]
    public async Task A_shortened_file_is_treated_as_configured(string policy, bool restart)
    {
        Write("a.log", "1,a\n2,b\n3,c\n");
        var config = Followed("a.log", ("file.shrink", policy));
        var run = await OpenAsync(config);
        await run.DrainAsync();
        if (restart)
        {
            await run.DisposeAsync();
        }

        using (var file = new FileStream(Folder.Combine("a.log"), FileMode.Open, FileAccess.Write, FileShare.ReadWrite))
        {
            file.SetLength(8);
        }

        run = restart ? await OpenAsync(config) : run;
        if (policy == "fail")
        {
            var failure = await FailsAsync(ErrorKind.Fatal, "FIL026", () => run.DrainAsync());
            Assert.Contains("it has 8 bytes, at least the 12 that were read", failure.Message, StringComparison.Ordinal);
            await FailsAsync(ErrorKind.Fatal, "FIL026", () => AllAsync(config));
        }
        else
        {
            var first = Text(await run.DrainAsync());
            Append("a.log", "4,d\n");
            Assert.Equal(policy == "end" ? ("", "4 d") : ("1 a|2 b", "4 d"), (first, Text(await run.DrainAsync())));
        }

        await run.DisposeAsync();
    }

    [Fact]
    public async Task A_file_that_a_writer_appends_to_all_the_time_is_read_without_gap()
    {
        Write("a.log", "");
        await using var run = await OpenAsync(Followed("a.log"), maxRows: 97);
        var writer = Task.Run(async () =>
        {
            await using var file = new FileStream(Folder.Combine("a.log"), FileMode.Append, FileAccess.Write, FileShare.ReadWrite);
            var random = new Random(5);
            var text = System.Text.Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, 20_000).Select(i => $"{i},\"\u00fc\n{i}\"\r\n")));
            for (var at = 0; at < text.Length;)
            {
                var count = Math.Min(random.Next(1, 3000), text.Length - at);
                file.Write(text, at, count);
                file.Flush();
                at += count;
                if (random.Next(20) == 0)
                {
                    await Task.Delay(1);
                }
            }
        });
        var rows = await run.ReadAsync(20_000, patience: 200);
        await writer;
        Assert.Equal(Enumerable.Range(0, 20_000).Select(i => $$"""{"column1":"{{i}}","column2":"ü\n{{i}}"}"""), rows.Select(row => row.Value));
    }

    private static string Text(IEnumerable<Testing.Connectors.ReadRow> rows) => string.Join('|', Values(rows).Select(row =>
    {
        var json = System.Text.Json.JsonDocument.Parse(row!).RootElement;
        return $"{json.GetProperty("column1").GetString()} {json.GetProperty("column2").GetString()}";
    }));
}
