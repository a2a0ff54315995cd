using ConnectRuntime.MySql.Tests.Rig;
using ConnectRuntime.Records;

namespace ConnectRuntime.MySql.Tests.Streaming;

/// <summary>Column rules on a key, from snapshot and binlog.</summary>
public class ColumnRuleTests(SourceServers servers)
{
    [Theory]
    [InlineData(SourceServers.MariaDb)]
    [InlineData(SourceServers.MySql)]
    public async Task Rows_are_masked_and_keys_are_not(string server)
    {
        var bench = await SourceBench.OnAsync(
            servers, server, ("column.mask.with.3.chars", ".*[.]t[.](code|note)"), ("column.truncate.to.2.chars", ".*[.]t[.]mail"));
        await bench.SqlAsync(
            "CREATE TABLE t (code VARCHAR(20), mail VARCHAR(40), note TEXT, n INT, PRIMARY KEY (code, mail)); INSERT INTO t VALUES ('a', 'ann', 'x', 1), ('b', 'ann', NULL, 2)");
        await using var run = await bench.OpenAsync();
        var rows = await run.ReadAsync(2);
        await bench.SqlAsync(
            "INSERT INTO t VALUES ('c', 'ann', 'y', 3); UPDATE t SET n = 4 WHERE code = 'c'; UPDATE t SET mail = 'anton' WHERE code = 'c'; DELETE FROM t WHERE code = 'a'");
        rows.AddRange(await run.ReadAsync(7));

        Assert.Equal(
            [
                """r {"code":"a","mail":"ann"}  1""",
                """r {"code":"b","mail":"ann"}  2""",
                """c {"code":"c","mail":"ann"}  3""",
                """u {"code":"c","mail":"ann"} 3 4""",
                """d {"code":"c","mail":"ann"} 4 """,
                """tombstone {"code":"c","mail":"ann"}""",
                """c {"code":"c","mail":"anton"}  4""",
                """d {"code":"a","mail":"ann"} 1 """,
                """tombstone {"code":"a","mail":"ann"}""",
            ],
            rows.Select(row => row is { Before: null, After: null }
                ? $"tombstone {row.Key}"
                : $"{(char)row.Operation.Code()} {row.Key} {NumberOf(row.Before)} {NumberOf(row.After)}"));
    }

    private static string NumberOf(string? image)
    {
        const string Shown = """{"code":"***","mail":"an","note":"***","n":""";
        Assert.StartsWith(Shown, image ?? Shown, StringComparison.Ordinal);
        return image?[Shown.Length..^1] ?? "";
    }
}
