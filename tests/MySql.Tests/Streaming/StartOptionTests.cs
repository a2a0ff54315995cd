using System.Diagnostics;
using ConnectRuntime.Errors;
using ConnectRuntime.MySql.Tests.Rig;
using ConnectRuntime.Records;

namespace ConnectRuntime.MySql.Tests.Streaming;

/// <summary>Options that are looked at when a task starts, on live servers.</summary>
public class StartOptionTests(SourceServers servers)
{
    [Theory]
    [InlineData(SourceServers.MariaDb)]
    [InlineData(SourceServers.MySql)]
    public async Task More_tables_than_are_allowed_are_a_warning_or_an_error(string server)
    {
        var bench = await SourceBench.OnAsync(servers, server, ("guardrail.collections.max", "2"), ("table.include.list", ".*[.][abc]"));
        await bench.SqlAsync("CREATE TABLE a (id INT PRIMARY KEY); CREATE TABLE b (id INT PRIMARY KEY); CREATE TABLE other (id INT PRIMARY KEY)");
        await using (await bench.OpenAsync())
        {
            Assert.DoesNotContain(bench.Log.Lines, line => line.Contains("guardrail", StringComparison.Ordinal));
        }

        await bench.SqlAsync("CREATE TABLE c (id INT PRIMARY KEY); INSERT INTO c VALUES (1)");
        await using (var run = await bench.OpenAsync(more: ("snapshot.mode", "always")))
        {
            Assert.Single(await run.ReadAsync(1));
            Assert.Contains(bench.Log.Lines, line => line == "Warning: Too many tables: 3 tables are captured, at most 2 are allowed by guardrail.collections.max. Capture fewer, or raise it.");
        }

        var error = await Assert.ThrowsAsync<ConnectException>(() => bench.OpenAsync(more: ("guardrail.collections.limit.action", "fail")));
        Assert.Equal(("MYF003", ErrorKind.Config), (error.Code, error.Kind));
    }

    [Theory]
    [InlineData(SourceServers.MariaDb)]
    [InlineData(SourceServers.MySql)]
    public async Task The_snapshot_and_the_stream_after_it_begin_as_late_as_is_wanted(string server)
    {
        var bench = await SourceBench.OnAsync(servers, server, ("snapshot.delay.ms", "1000"), ("streaming.delay.ms", "2000"));
        await bench.SqlAsync("CREATE TABLE t (id INT PRIMARY KEY); INSERT INTO t VALUES (1)");
        var watch = Stopwatch.StartNew();
        await using var run = await bench.OpenAsync();
        Assert.InRange(watch.ElapsedMilliseconds, 990, long.MaxValue);

        // The snapshot's rows do not wait for the stream.
        Assert.Equal(RowOperation.Read, Assert.Single(await run.ReadAsync(1)).Operation);
        watch.Restart();
        await bench.SqlAsync("INSERT INTO t VALUES (2)");
        Assert.Equal(RowOperation.Create, Assert.Single(await run.ReadAsync(1)).Operation);
        Assert.InRange(watch.ElapsedMilliseconds, 1900, long.MaxValue);
    }

    [Theory]
    [InlineData(SourceServers.MariaDb, "***")]
    [InlineData(SourceServers.MySql, "[1]")]
    public async Task A_mask_on_what_is_no_text_is_a_warning_that_names_the_column(string server, string document)
    {
        // MariaDB's JSON is a text.
        List<string> expected = ["born of t is to have a hash with SHA-256, of type Date", "total of t is to have a mask with 3 characters, of type Int"];
        if (server == SourceServers.MySql)
        {
            expected.Insert(1, "doc of t is to have a mask with 3 characters, of type Json");
        }

        var bench = await SourceBench.OnAsync(
            servers, server, ("column.mask.with.3.chars", ".*[.](name|total|doc)"), ("column.mask.hash.v2.SHA-256.with.salt.s4lt", ".*[.]born"));
        await bench.SqlAsync(
            "CREATE TABLE t (id INT PRIMARY KEY, name VARCHAR(9), total INT, doc JSON, born DATE); INSERT INTO t VALUES (1, 'ann', 7, '[1]', '2000-01-01')");
        await using var run = await bench.OpenAsync();
        Assert.Equal(expected, Warnings(bench));
        var rows = await run.ReadAsync(1);

        // Also a table that comes later, and one that gets another type; each is told once.
        await bench.SqlAsync("INSERT INTO t VALUES (2, 'ann', 7, '[1]', '2000-01-01'); CREATE TABLE u (id INT PRIMARY KEY, name VARCHAR(9)); INSERT INTO u VALUES (1, 'a')");
        rows.AddRange(await run.ReadAsync(2));
        Assert.Equal(expected, Warnings(bench));
        await bench.SqlAsync("ALTER TABLE u MODIFY name VARBINARY(9); INSERT INTO u VALUES (2, 'b')");
        rows.AddRange(await run.ReadAsync(1));
        Assert.Contains("name of u is to have a mask with 3 characters, of type VarBinary", Warnings(bench));
        Assert.Equal(expected.Count + 1, Warnings(bench).Count);

        Assert.Equal(
            [
                $$"""{"id":1,"name":"***","total":7,"doc":"{{document}}","born":10957}""",
                $$"""{"id":2,"name":"***","total":7,"doc":"{{document}}","born":10957}""",
                """{"id":1,"name":"***"}""", """{"id":2,"name":"Yg=="}""",
            ],
            rows.Select(row => row.After));
    }

    private static List<string> Warnings(SourceBench bench) =>
    [
        .. bench.Log.Lines.Where(line => line.EndsWith("if nobody may see them.", StringComparison.Ordinal))
            .Select(line => line.Replace(bench.Database + ".", "", StringComparison.Ordinal))
            .Select(line => $"{Between(line, "Warning: Column ", ", which")}, {Between(line, "it is ", ", and")}")
            .Order(StringComparer.Ordinal),
    ];

    private static string Between(string line, string before, string after)
    {
        var start = line.IndexOf(before, StringComparison.Ordinal) + before.Length;
        return line[start..line.IndexOf(after, start, StringComparison.Ordinal)];
    }
}
