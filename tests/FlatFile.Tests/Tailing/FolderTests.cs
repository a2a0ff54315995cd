using ConnectRuntime.Records;

namespace ConnectRuntime.FlatFile.Tests.Tailing;

/// <summary>A folder of files, read by one task or several.</summary>
public sealed class FolderTests : FlatFileTest
{
    [Theory]
    [InlineData("NameAsc", "123")]
    [InlineData("NameDesc", "321")]
    [InlineData("LengthDesc,NameAsc", "213")]
    [InlineData("LastModifiedAsc", "312")]
    public async Task Files_are_read_in_order(string order, string expected)
    {
        Write("a1.csv", "1\n");
        Write("a2.csv", "2\n\n\n\n");
        Write("a3.csv", "3\n");
        Write("b.txt", "4\n");
        foreach (var (name, hour) in (ReadOnlySpan<(string, int)>)[("a1.csv", 2), ("a2.csv", 3), ("a3.csv", 1)])
        {
            File.SetLastWriteTimeUtc(Folder.Combine(name), new DateTime(2024, 1, 1, hour, 0, 0, DateTimeKind.Utc));
        }

        var config = Dropped(("input.file.pattern", "a.*\\.csv|x"), ("files.sort.attributes", order), ("columns", "v:int32?"));
        var rows = await AllAsync(config);
        Assert.Equal(expected, string.Concat(Values(rows).Where(value => value != """{"v":null}""").Select(value => value![5])));
    }

    [Fact]
    public async Task A_pattern_must_match_the_whole_name()
    {
        Write("a.csv", "1\n");
        Write("a.csv.tmp", "2\n");
        Write("xa.csv", "3\n");
        Assert.Single(await AllAsync(Dropped(("input.file.pattern", "a\\.csv"))));
    }

    [Fact]
    public async Task Folders_below_are_read_where_that_is_said()
    {
        Directory.CreateDirectory(Folder.Combine("x", "y"));
        Write("x/y/a.csv", "1\n");
        Assert.Empty(await AllAsync(Dropped()));
        Assert.Single(await AllAsync(Dropped(("input.path.walk.recursively", "true"))));
    }

    [Fact]
    public async Task A_last_record_without_line_end_waits_until_the_file_rests()
    {
        Write("a.csv", "1\n2");
        await using var run = await OpenAsync(Dropped(("file.complete.after.ms", "700")));
        Assert.Single(await run.ReadAsync(1));
        Assert.Empty(await run.DrainAsync());
        await Task.Delay(800);
        Assert.Equal("""{"column1":"2"}""", Assert.Single(await run.DrainAsync()).Value);
        Assert.Equal(1, Metrics["files_completed_total"]);

        // It may grow all the same.
        Append("a.csv", "\n3\n");
        await Task.Delay(20);
        Assert.Equal("""{"column1":"3"}""", Assert.Single(await run.DrainAsync()).Value);
    }

    [Fact]
    public async Task A_young_file_is_not_begun()
    {
        Write("a.csv", "1\n");
        await using var run = await OpenAsync(Dropped(("file.minimum.age.ms", "600")));
        Assert.Empty(await run.DrainAsync());
        await Task.Delay(700);
        Assert.Single(await run.DrainAsync());
    }

    [Fact]
    public async Task The_same_name_dropped_again_is_a_new_file()
    {
        var config = Dropped(("csv.first.row.as.header", "true"));
        Write("orders.csv", "id\n1\n2\n");
        Assert.Equal(2, (await AllAsync(config)).Count);
        File.Delete(Folder.Combine("orders.csv"));
        Write("orders.csv", "id\n1\n2\n3\n");
        Assert.Equal(3, (await AllAsync(config)).Count);

        Write("new", "id\n1\n2\n3\n");
        File.Move(Folder.Combine("new"), Folder.Combine("orders.csv"), overwrite: true);
        Assert.Equal(3, (await AllAsync(config)).Count);
    }

    [Fact]
    public async Task A_file_that_is_renamed_is_not_read_again()
    {
        Write("a.csv", "1\n2\n");
        Assert.Equal(2, (await AllAsync(Dropped())).Count);
        File.Move(Folder.Combine("a.csv"), Folder.Combine("b.csv"));
        Append("b.csv", "3\n");
        Assert.Equal("""{"column1":"3"}""", Assert.Single(await AllAsync(Dropped())).Value);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(5)]
    public async Task Tasks_share_a_folder_without_overlap_or_gap(int tasks)
    {
        for (var i = 0; i < 60; i++)
        {
            Write($"{i}.csv", $"{i}\n{i}\n");
        }

        var read = new List<string?>();
        for (var task = 0; task < tasks; task++)
        {
            await using var run = await OpenAsync(Dropped(), task: task, tasks: tasks);
            var mine = await run.DrainAsync();
            Assert.NotEmpty(mine);
            read.AddRange(Values(mine));
        }

        Assert.Equal(120, read.Count);
        Assert.Equal(60, read.Distinct().Count());

        // Another number of tasks divides the files anew, and goes on with the same positions.
        Append("7.csv", "x\n");
        Assert.Equal("""{"column1":"x"}""", Assert.Single(await AllAsync(Dropped())).Value);
    }

    [Fact]
    public async Task More_files_than_are_kept_open_are_followed()
    {
        for (var i = 0; i < 200; i++)
        {
            Write($"{i:000}.csv", $"{i}\n");
        }

        await using var run = await OpenAsync(Dropped(("file.complete.after.ms", "-1")));
        Assert.Equal(200, (await run.ReadAsync(200)).Count);
        for (var i = 0; i < 200; i++)
        {
            Append($"{i:000}.csv", $"{i + 1000}\n");
        }

        await Task.Delay(20);
        Assert.Equal(Enumerable.Range(1000, 200).Select(i => $"{i}").Order(), (await run.ReadAsync(200)).Select(row => row.Value![12..16]).Order());
    }

    [Fact]
    public async Task Topic_key_time_and_headers_come_from_file_and_columns()
    {
        Write("my orders.csv", "id,day,n\n7,2024-02-29,x\n8,,y\n");
        var config = Dropped(
            ("topic", "in.${file}"), ("csv.first.row.as.header", "true"), ("columns", "id:int32,day:date?,n:string"),
            ("schema.generation.key.fields", "n,id"), ("timestamp.mode", "FIELD"), ("timestamp.field", "day"), ("file.headers", "file.name,file.path,file.offset"));
        var rows = await AllAsync(config);
        Assert.Equal("in.my_orders", rows[0].Topic);
        Assert.Equal("""{"n":"x","id":7}""", rows[0].Key);
        Assert.Equal([19782L * 86_400_000, -1], rows.Select(row => row.Timestamp));
        Assert.Equal("my orders.csv", rows[1].Headers["file.name"]);
        Assert.Equal(Folder.Combine("my orders.csv"), rows[1].Headers["file.path"]);
        Assert.Equal("24", rows[1].Headers["file.offset"]);
        Assert.Equal("in.my_orders.Value", rows[0].Schema!.Name);
    }

    [Fact]
    public async Task Files_with_other_headers_have_other_schemas_in_one_batch()
    {
        Write("a.csv", "id,a\n1,x\n");
        Write("b.csv", "b,id\ny,2\n");
        var rows = await AllAsync(Dropped(("csv.first.row.as.header", "true")));
        Assert.Equal(["""{"id":"1","a":"x"}""", """{"b":"y","id":"2"}"""], Values(rows));
        Assert.Equal(["b", "id"], rows[1].Schema!.Fields.Select(field => field.Name));
        Assert.All(rows[1].Schema!.Fields, field => Assert.Same(RecordSchema.String.WithNullable(true), field.Schema));
    }

    [Fact]
    public async Task A_folder_that_is_not_there_is_an_error_of_the_configuration() =>
        await FailsAsync(Errors.ErrorKind.Config, "FIL011", () => AllAsync(Config(("input.path", Folder.Combine("none")))));

    [Fact]
    public async Task A_cancelled_wait_ends_at_once()
    {
        await using var run = await OpenAsync(Dropped(("empty.poll.wait.ms", "60000"), ("scan.interval.ms", "60000")));
        using var cancel = new CancellationTokenSource(50);
        var started = System.Diagnostics.Stopwatch.StartNew();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run.ReadAsync(cancel.Token));
        Assert.True(started.ElapsedMilliseconds < 900, $"{started.ElapsedMilliseconds} ms");
    }

    [Fact]
    public async Task A_task_that_is_cancelled_while_it_reads_gives_what_it_has_and_loses_nothing()
    {
        Write("a.csv", string.Concat(Enumerable.Range(0, 400_000).Select(i => $"{i},some text of a row\n")));
        await using var run = await OpenAsync(Dropped(), maxRows: 1_000_000);
        using var cancel = new CancellationTokenSource();
        var reading = Task.Run(() => run.ReadAsync(cancel.Token));
        await cancel.CancelAsync();
        List<Testing.Connectors.ReadRow> first;
        try
        {
            first = await reading;
        }
        catch (OperationCanceledException)
        {
            first = [];
        }

        var rest = await run.DrainAsync();
        Assert.Equal(400_000, first.Count + rest.Count);
        Assert.Equal(Enumerable.Range(0, 400_000).Select(i => $"{i}"), first.Concat(rest).Select(row => row.Value!.Split('"')[3]));
    }
}
