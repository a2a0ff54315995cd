using System.Text;
using ConnectRuntime.MySql.Tests.Rig;
using ConnectRuntime.Records;

namespace ConnectRuntime.MySql.Tests.Streaming;

/// <summary>What servers log with binlog_row_image MINIMAL and NOBLOB, as their own mysqlbinlog prints it, and the rows that come of it.</summary>
public class RowImageTests(SourceServers servers)
{
    private const string Setup =
        """
        CREATE TABLE t (id INT PRIMARY KEY, n INT NOT NULL DEFAULT 5, v VARCHAR(20) DEFAULT 'x', note TEXT, e INT DEFAULT (1 + 1), at DATETIME DEFAULT CURRENT_TIMESTAMP, b BLOB, j JSON);
        CREATE TABLE w (n INT, note TEXT NOT NULL);
        CREATE TABLE x (id INT PRIMARY KEY, n INT DEFAULT 5, u INT NOT NULL);
        CREATE TRIGGER g BEFORE INSERT ON x FOR EACH ROW SET NEW.n = 8
        """;

    private const string Work =
        """
        INSERT INTO t (id) VALUES (1);
        INSERT INTO t VALUES (2, 6, NULL, 'long', 8, '2023-11-14 22:13:21', X'01', '[1]');
        UPDATE t SET n = 9 WHERE id = 2;
        UPDATE t SET note = 'new' WHERE id = 2;
        UPDATE t SET id = 3 WHERE id = 2;
        DELETE FROM t WHERE id = 3;
        INSERT INTO w VALUES (1, 'a');
        INSERT INTO w (note) VALUES ('b');
        UPDATE w SET n = 2 WHERE n = 1;
        UPDATE w SET note = 'c' WHERE n = 2;
        DELETE FROM w;
        INSERT INTO x (id) VALUES (1)
        """;

    // Of text, bytes and JSON.
    private const string Text = "\"__debezium_unavailable_value\"";
    private const string Rest = $",\"b\":{Text},\"j\":{Text}";

    private static readonly string[] Minimal =
    [
        """c {"id":1}  {"id":1,"n":5,"v":"x","note":null,"e":2,"at":1700000000000,"b":null,"j":null}""",
        """c {"id":2}  {"id":2,"n":6,"v":null,"note":"long","e":8,"at":1700000001000,"b":"AQ==","j":"[1]"}""",
        $$"""u {"id":2}  {"id":2,"n":9,"v":{{Text}},"note":{{Text}}{{Rest}}}""",
        $$"""u {"id":2} {"id":2,"v":{{Text}},"note":{{Text}}{{Rest}}} {"id":2,"v":{{Text}},"note":"new"{{Rest}}}""",
        $$"""d {"id":2} {"id":2,"v":{{Text}},"note":{{Text}}{{Rest}}} """,
        $$"""c {"id":3}  {"id":3,"v":{{Text}},"note":{{Text}}{{Rest}}}""",
        $$"""d {"id":3} {"id":3,"v":{{Text}},"note":{{Text}}{{Rest}}} """,
    ];

    // To MySQL JSON is not a blob here.
    private static string[] NoBlob(string json) =>
    [
        """c {"id":1}  {"id":1,"n":5,"v":"x","note":null,"e":2,"at":1700000000000,"b":null,"j":null}""",
        """c {"id":2}  {"id":2,"n":6,"v":null,"note":"long","e":8,"at":1700000001000,"b":"AQ==","j":"[1]"}""",
        $"u {{\"id\":2}} {NoBlobImage(2, 6, Text, json)} {NoBlobImage(2, 9, Text, json)}",
        $"u {{\"id\":2}} {NoBlobImage(2, 9, Text, json)} {NoBlobImage(2, 9, "\"new\"", json)}",
        $"d {{\"id\":2}} {NoBlobImage(2, 9, Text, json)} ",
        $"c {{\"id\":3}}  {NoBlobImage(3, 9, Text, json)}",
        $"d {{\"id\":3}} {NoBlobImage(3, 9, Text, json)} ",
    ];

    // A table without key is logged whole before, so nothing is unknown; the column of x that no one gave a value is not logged by MINIMAL.
    private static readonly string[] WithoutKey =
    [
        """c   {"n":1,"note":"a"}""",
        """c   {"n":null,"note":"b"}""",
        """u  {"n":1,"note":"a"} {"n":2,"note":"a"}""",
        """u  {"n":2,"note":"a"} {"n":2,"note":"c"}""",
        """d  {"n":2,"note":"c"} """,
        """d  {"n":null,"note":"b"} """,
    ];

    /// <param name="server">The server.</param>
    /// <param name="image">The option's value.</param>
    /// <param name="logged">The numbers of the columns that are logged, before/after, per row.</param>
    /// <param name="last">The row of x.</param>
    [Theory]
    [InlineData(
        SourceServers.MySql, "MINIMAL", "/156 /12345678 1/2 1/4 1/1 1/ /12 /2 12/1 12/2 12/ 12/ /12", """{"id":1,"n":8}""")]
    [InlineData(
        SourceServers.MariaDb, "MINIMAL", "/156 /12345678 1/2 1/4 1/1 1/ /12 /12 12/12 12/12 12/ 12/ /12", """{"id":1,"n":8}""")]
    [InlineData(
        SourceServers.MySql, "NOBLOB", "/123568 /12345678 123568/123568 123568/1234568 123568/123568 123568/ /12 /12 12/1 12/12 12/ 12/ /123", """{"id":1,"n":8,"u":0}""")]
    [InlineData(
        SourceServers.MariaDb, "NOBLOB", "/12356 /12345678 12356/12356 12356/123456 12356/12356 12356/ /12 /12 12/12 12/12 12/ 12/ /123", """{"id":1,"n":8,"u":0}""")]
    public async Task Images_that_leave_columns_out_become_what_is_known(string server, string image, string logged, string last)
    {
        var bench = await SourceBench.OnAsync(servers, server, ("snapshot.mode", "no_data"), ("tombstones.on.delete", "false"));
        await bench.SqlAsync(Setup);
        await using var run = await bench.OpenAsync();
        await bench.SqlAsync($"SET SESSION binlog_row_image = {image}, sql_mode = '', time_zone = '+00:00', timestamp = 1700000000; {Work}");
        var rows = await run.ReadAsync(14);

        string[] expected = [.. image == "MINIMAL" ? Minimal : NoBlob(server == SourceServers.MySql ? "\"[1]\"" : Text), .. WithoutKey, $$"""c {"id":1}  {{last}}"""];
        Assert.Equal(expected, rows.Select(row => $"{(char)row.Operation.Code()} {row.Key} {row.Before} {row.After}"));
        Assert.Equal(logged, await LoggedAsync(bench, rows[0].SourceField("file").GetString()!));
    }

    private static string NoBlobImage(int id, int n, string note, string json) =>
        $$"""{"id":{{id}},"n":{{n}},"v":null,"note":{{note}},"e":8,"at":1700000001000,"b":{{Text}},"j":{{json}}}""";

    private static async Task<string> LoggedAsync(SourceBench bench, string file)
    {
        var printed = await bench.Server.RunAsync(
            "mysqlbinlog", null, "--verbose", "--base64-output=DECODE-ROWS", $"--database={bench.Database}", Path.Combine(bench.Server.Data, file));
        var logged = new StringBuilder();
        foreach (var line in printed.Split('\n'))
        {
            logged.Append(line.Split(' ') switch
            {
                ["###", "INSERT" or "UPDATE" or "DELETE", ..] => " ",
                ["###", "SET"] => "/",
                ["###", "", "", var value, ..] => value[1..value.IndexOf('=', StringComparison.Ordinal)],
                _ => "",
            });
        }

        return string.Join(' ', logged.ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(row => row.Contains('/') ? row : row + "/"));
    }
}
