using System.Diagnostics;
using System.Text;
using System.Text.Json;

namespace ConnectRuntime.FlatFile.Tests.Layouts;

/// <summary>Random files, read by Python's csv module and by us.</summary>
public sealed class PythonOracleTests : FlatFileTest
{
    private const string Script =
        """
        import csv, io, json, random, sys
        seed, path, sep, ending, quoting = int(sys.argv[1]), sys.argv[2], sys.argv[3], sys.argv[4], int(sys.argv[5])
        ending = {"lf": "\n", "crlf": "\r\n", "cr": "\r"}[ending]
        r = random.Random(seed)
        parts = ["a", "bc", "\"", "\"\"", sep, "\n", "\r\n", "\r", " ", "", "é", "日本", "😀", "x" * 70, "\\", "'", "0", "\t", "\u0085", "\u2028"]
        columns = r.randint(2, 9)
        rows = [["".join(r.choice(parts) for _ in range(r.randint(0, 4))) for _ in range(columns)] for _ in range(r.randint(0, 400))]
        with open(path, "w", encoding="utf-8", newline="") as f:
            w = csv.writer(f, delimiter=sep, lineterminator=ending, quoting=quoting)
            w.writerow(["c%d" % i for i in range(columns)])
            w.writerows(rows)
        with open(path, encoding="utf-8", newline="") as f:
            json.dump(list(csv.reader(f, delimiter=sep, strict=True))[1:], sys.stdout, ensure_ascii=True)
        """;

    /// <summary>Seeds, separators, line ends, and Python's quoting: 0 where it must be, 1 everything.</summary>
    public static TheoryData<int, string, string, int> Cases()
    {
        var cases = new TheoryData<int, string, string, int>();
        string[] separators = [",", ";", "\t", "|"];
        string[] endings = ["lf", "crlf", "cr"];
        for (var seed = 1; seed <= 36; seed++)
        {
            // Python quotes what its own line end needs: with LF a CR stays bare, and its reader ends a record there.
            var ending = endings[seed % 3];
            cases.Add(seed, separators[seed % 4], ending, ending == "crlf" ? seed / 3 % 2 : 1);
        }

        return cases;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Python_reads_the_same(int seed, string separator, string ending, int quoting)
    {
        var path = Folder.Combine("a.csv");
        var start = new ProcessStartInfo("python3") { RedirectStandardOutput = true, StandardOutputEncoding = Encoding.UTF8 };
        foreach (var argument in (string[])["-c", Script, $"{seed}", path, separator, ending, $"{quoting}"])
        {
            start.ArgumentList.Add(argument);
        }

        using var python = Process.Start(start)!;
        var expected = JsonSerializer.Deserialize<string[][]>(await python.StandardOutput.ReadToEndAsync())!;
        await python.WaitForExitAsync();
        Assert.Equal(0, python.ExitCode);

        // Rows that Python takes for blank are rows of one empty field; with two columns or more there are none.
        var config = Dropped(("csv.separator.char", separator), ("csv.first.row.as.header", "true"));
        var thousands = await AllAsync(config);
        Assert.Equal(expected, thousands.Select(row => Fields(row.Value ?? row.Error!)));

        Positions = new();
        Assert.Equal(thousands.Select(row => row.Value), (await AllAsync(config, maxRows: 1)).Select(row => row.Value));
    }

    private static string[] Fields(string json) => [.. JsonDocument.Parse(json).RootElement.EnumerateObject().Select(field => field.Value.GetString()!)];
}
