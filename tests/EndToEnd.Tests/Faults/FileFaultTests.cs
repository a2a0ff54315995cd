using System.Text;
using ConnectRuntime.EndToEnd.Tests.Rig;
using ConnectRuntime.Testing.Servers;

namespace ConnectRuntime.EndToEnd.Tests.Faults;

/// <summary>Files that are not as they should be: what the user is told, and that every row arrives once when they are mended.</summary>
public class FileFaultTests(SharedWorker worker) : IClassFixture<SharedWorker>
{
    // Beyond what is hashed of a file's beginning, so that a correction further on leaves it the same file.
    private const int Before = 500;

    private static SampleRows Rows => SampleRows.Unique;

    [Fact]
    public async Task A_header_without_a_declared_column_stops_the_task()
    {
        var file = worker.Place.FileOf("header.csv");
        Workplace.Write(file, "k,number,text\n" + Rows.Records(1, 10));
        await worker.InsertAsync("header");
        await worker.Process.Rest.PutAsync("header", SampleRows.Source("header", file));

        var trace = await worker.Process.FailureAsync("header", "FIL021");
        Assert.Contains($"'{file}'", trace, StringComparison.Ordinal);
        Assert.Contains("'seq'", trace, StringComparison.Ordinal);

        Rows.WriteFile(file, 1, 10);
        await worker.ArrivesAsync("header", 10);
    }

    [Fact]
    public async Task A_bad_number_stops_the_task_until_it_is_corrected()
    {
        var file = worker.Place.FileOf("strict.csv");
        var good = SampleRows.Header + Rows.Records(1, 1000);
        var place = good.IndexOf($"\n{Before},{Before},", StringComparison.Ordinal) + 1;
        Workplace.Write(file, good[..place] + "5x0" + good[(place + 3)..]);
        await worker.InsertAsync("strict");
        await worker.Process.Rest.PutAsync("strict", SampleRows.Source("strict", file).With("batch.size", "100"));

        var trace = await worker.Process.FailureAsync("strict", "5x0");
        Assert.Contains($"'{file}'", trace, StringComparison.Ordinal);
        // A record has two lines here, and the header is the first.
        Assert.Contains($"line {2 * Before}", trace, StringComparison.Ordinal);
        // The batches before it have arrived, the rows of its own wait for it.
        await worker.Target.HasAsync("strict", 400, worker.Process);

        await using (var open = File.OpenWrite(file))
        {
            open.Position = Encoding.UTF8.GetByteCount(good[..place]);
            open.Write("500"u8);
        }

        await worker.ArrivesAsync("strict", 1000);
    }

    [Fact]
    public async Task Bad_numbers_become_dead_letters_that_say_why()
    {
        var file = worker.Place.FileOf("tolerant.csv");
        Workplace.Write(file, SampleRows.Header + Rows.Records(1, 300) + "x1,301,\"a\"\n" + Rows.Records(301, 200) + "501,12.5,b\n502\n" + Rows.Records(501, 100));
        await worker.InsertAsync("tolerant");
        var options = SampleRows.Source("tolerant", file).With("errors.tolerance", "all").With("errors.deadletterqueue.topic.name", "tolerant-letters");
        await worker.Process.Rest.PutAsync("tolerant", options);

        await worker.ArrivesAsync("tolerant", 600);
        var letters = (await TopicDump.ReadAsync(worker.Place, "tolerant-letters")).Records;
        Assert.Equal(
            ["x1,301,\"a\"|'k'|line 602", "501,12.5,b|'seq'|line 1003", "502|2|line 1004"],
            letters.Select((letter, i) => string.Join('|', letter.GetProperty("value").GetString(), Named(letter, "'k'", "'seq'", "2"), Named(letter, "line 602", "line 1003", "line 1004"))));
        Assert.All(letters, letter => Assert.Equal("tolerant", TopicDump.Header(letter, "__connect.errors.connector.name")));
        await worker.Process.LogsAsync("sent to tolerant-letters");
    }

    [Fact]
    public async Task A_file_that_shrinks_stops_the_task_until_it_is_whole_again()
    {
        var file = worker.Place.FileOf("shrunk.csv");
        Rows.WriteFile(file, 1, 1000);
        await worker.InsertAsync("shrunk");
        await worker.Process.Rest.PutAsync("shrunk", SampleRows.Source("shrunk", file));
        await worker.ArrivesAsync("shrunk", 1000);
        var whole = await File.ReadAllBytesAsync(file);

        await using (var open = File.OpenWrite(file))
        {
            open.SetLength(whole.Length / 2);
        }

        var trace = await worker.Process.FailureAsync("shrunk", "FIL026");
        Assert.Contains($"'{file}': it has {whole.Length / 2} bytes", trace, StringComparison.Ordinal);
        Assert.Contains($"{whole.Length} ", trace, StringComparison.Ordinal);

        await File.WriteAllBytesAsync(file, [.. whole, .. Encoding.UTF8.GetBytes(Rows.Records(1001, 50))]);
        await worker.ArrivesAsync("shrunk", 1050);
    }

    [Fact]
    public async Task A_file_that_may_not_be_read_stops_the_task_until_it_may()
    {
        var file = worker.Place.FileOf("locked.csv");
        Rows.WriteFile(file, 1, 100);
        (await ProcessRunner.RunAsync("chmod", ["000", file])).OutputOrThrow();
        await worker.InsertAsync("locked");
        await worker.Process.Rest.PutAsync("locked", SampleRows.Source("locked", file));

        var trace = await worker.Process.FailureAsync("locked", "FIL024");
        Assert.Contains($"'{file}': this process may not read it", trace, StringComparison.Ordinal);

        (await ProcessRunner.RunAsync("chmod", ["600", file])).OutputOrThrow();
        await worker.ArrivesAsync("locked", 100);
    }

    [Fact]
    public async Task Files_without_rows_are_well_and_are_read_when_they_get_some()
    {
        var folder = worker.Place.FileOf("sparse");
        Directory.CreateDirectory(folder);
        await File.WriteAllTextAsync(Path.Combine(folder, "empty.csv"), "");
        await File.WriteAllTextAsync(Path.Combine(folder, "header.csv"), SampleRows.Header);
        await File.WriteAllTextAsync(Path.Combine(folder, "half.csv"), SampleRows.Header[..3]);
        await worker.InsertAsync("sparse");
        await worker.Process.Rest.PutAsync("sparse", SampleRows.Source("sparse").With("input.path", folder));
        await worker.Process.StatusAsync("sparse", "is well", view => view.IsWell);
        await Task.Delay(500);
        await worker.Process.StatusAsync("sparse", "is well", view => view is { IsWell: true, Rows: 0 });

        await File.AppendAllTextAsync(Path.Combine(folder, "empty.csv"), SampleRows.Header + Rows.Records(1, 100));
        await File.AppendAllTextAsync(Path.Combine(folder, "header.csv"), Rows.Records(101, 100));
        await File.AppendAllTextAsync(Path.Combine(folder, "half.csv"), SampleRows.Header[3..] + Rows.Records(201, 100));
        await worker.ArrivesAsync("sparse", 300);
    }

    private static string Named(System.Text.Json.JsonElement letter, params string[] words)
    {
        var message = TopicDump.Header(letter, "__connect.errors.exception.message");
        return Array.Find(words, word => message.Contains(word, StringComparison.Ordinal)) ?? message;
    }
}
