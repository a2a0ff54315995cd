using System.Text;
using ConnectRuntime.Configuration;
using ConnectRuntime.Records;
using ConnectRuntime.Testing.Connectors;

namespace ConnectRuntime.FlatFile.Tests.Tailing;

/// <summary>A restart from every position gives exactly the remainder.</summary>
public sealed class ResumeTests : FlatFileTest
{
    private const string Text = "id,name\n1,a\n2,\"b\nb, \"\"x\"\"\"\r\n\n3,\u00fc\n4,bad,row\n5,\"\"\n6,\ud83d\ude00\"\n7,end";

    public static TheoryData<string> Charsets => ["utf-8", "utf-16"];

    [Theory]
    [MemberData(nameof(Charsets))]
    public async Task From_every_record_on_exactly_the_remainder_is_read(string charset)
    {
        Write("a.csv", Text, charset == "utf-16" ? Encoding.Unicode : null);
        var config = Dropped(("csv.first.row.as.header", "true"), ("csv.file.charset", charset));
        var all = await AllAsync(config);
        Assert.Equal(7, all.Count);
        Assert.Equal("FIL002", all[3].Error?[..6]);

        Positions = new();
        var positions = new List<MemoryPositions> { new() };
        await using (var run = await OpenAsync(config, maxRows: 1))
        {
            for (var i = 0; i < all.Count; i++)
            {
                Assert.Equal(Short(all[i]), Short(Assert.Single(await run.ReadAsync(1))));
                positions.Add(Positions.Copy());
            }
        }

        for (var i = 0; i < positions.Count; i++)
        {
            Positions = positions[i];
            Assert.Equal(all.Skip(i).Select(Short), (await AllAsync(config)).Select(Short));
        }
    }

    [Fact]
    public async Task What_was_read_and_not_committed_is_read_again()
    {
        Write("a.csv", "1\n2\n3\n");
        var config = Dropped();
        await using (var run = await OpenAsync(config, maxRows: 1))
        {
            await run.ReadAsync(1);
            run.Commits = false;
            await run.ReadAsync(1);
        }

        Assert.Equal(["2", "3"], (await AllAsync(config)).Select(row => row.Value![12..13]));
    }

    [Fact]
    public async Task One_row_batches_give_what_thousand_row_batches_give()
    {
        var text = new StringBuilder("k,v\n");
        for (var i = 0; i < 5000; i++)
        {
            text.Append(i).Append(i % 7 == 0 ? ",\"a\nb\"\n" : i % 11 == 0 ? ",x,y\n" : ",v\n");
        }

        Write("a.csv", text.ToString());
        Write("b.csv", "k,v\n1,2\n");
        var config = Dropped(("csv.first.row.as.header", "true"), ("schema.generation.key.fields", "k"));
        var thousands = await AllAsync(config);
        Positions = new();
        var ones = await AllAsync(config, maxRows: 1);
        Assert.Equal(5001, ones.Count);
        Assert.Equal(thousands.Select(Short), ones.Select(Short));
    }

    [Fact]
    public async Task A_position_names_byte_record_and_line()
    {
        Write("a.csv", Text);
        await using var run = await OpenAsync(Dropped(("csv.first.row.as.header", "true")), maxRows: 2);
        await run.ReadAsync(2);
        var offset = Assert.Single(Positions.List()).Offset;

        // By hand: the header and two records, the second of three line ends' worth of text over two lines.
        Assert.Contains($"\"pos\":{Text.IndexOf("\n3,", StringComparison.Ordinal)},\"rec\":2,", offset, StringComparison.Ordinal);
        Assert.Contains("\"line\":4,", offset, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_finished_folder_is_not_read_again()
    {
        for (var i = 0; i < 20; i++)
        {
            Write($"{i:00}.csv", $"{i}\n");
        }

        var config = Dropped();
        Assert.Equal(20, (await AllAsync(config)).Count);
        Assert.Equal(20, Positions.List().Count);
        Assert.Empty(await AllAsync(config));

        File.Delete(Folder.Combine("07.csv"));
        Write("20.csv", "20\n");
        Assert.Equal("""{"column1":"20"}""", Assert.Single(await AllAsync(config)).Value);
    }

    [Fact]
    public async Task Positions_of_files_that_are_gone_are_forgotten_beyond_a_bound()
    {
        var config = Dropped(("file.remember.count", "2"));
        for (var i = 0; i < 6; i++)
        {
            Write($"{i}.csv", $"{i}\n");
            File.SetLastWriteTimeUtc(Folder.Combine($"{i}.csv"), new DateTime(2024, 1, 1 + i, 0, 0, 0, DateTimeKind.Utc));
        }

        await using var run = await OpenAsync(config);
        Assert.Equal(6, (await run.ReadAsync(6)).Count);
        for (var i = 0; i < 5; i++)
        {
            File.Delete(Folder.Combine($"{i}.csv"));
        }

        await Task.Delay(30);
        await run.DrainAsync(patience: 6);
        Assert.Equal(3, Positions.List().Count);
        Assert.Equal(3, Positions.Forgotten.Count);
        Assert.Contains(Positions.List(), position => position.Offset.Contains("/5.csv", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Another_device_number_does_not_make_another_file()
    {
        Write("a.csv", "1\n2\n");
        Write("b.csv", "3\n");
        Assert.Equal(3, (await AllAsync(Dropped())).Count);
        var mounted = new MemoryPositions();
        foreach (var position in Positions.List())
        {
            mounted.Put(position with { Partition = System.Text.RegularExpressions.Regex.Replace(position.Partition, ":\"[0-9a-f]+:", ":\"ff:") });
        }

        Positions = mounted;
        Append("b.csv", "4\n");
        Assert.Equal("""{"column1":"4"}""", Assert.Single(await AllAsync(Dropped())).Value);
    }

    [Fact]
    public async Task A_stored_offset_that_is_none_is_refused()
    {
        Positions.Put(new SourcePosition("""{"connector.file.id":"1:2"}""", """{"position":1}"""));
        await FailsAsync(Errors.ErrorKind.Config, "FIL010", () => AllAsync(Dropped()));
    }

    private static string Short(ReadRow row) => $"{row.Key} {row.Value} {row.Error}";
}
