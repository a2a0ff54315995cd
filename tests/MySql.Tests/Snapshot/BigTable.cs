namespace ConnectRuntime.MySql.Tests.Snapshot;

/// <summary>A table that takes a while to read, and a small one behind it.</summary>
internal static class BigTable
{
    /// <summary>Makes them.</summary>
    public static async Task FillAsync(SnapshotBench bench, int count, int width = 100) => await bench.SqlAsync($"""
        CREATE TABLE big (id INT PRIMARY KEY, v VARCHAR({width}));
        INSERT INTO big WITH RECURSIVE r AS (SELECT 1 n UNION ALL SELECT n + 1 FROM r WHERE n < 1000)
          SELECT (a.n - 1) * 1000 + b.n, REPEAT('x', {width}) FROM r a JOIN r b WHERE (a.n - 1) * 1000 + b.n <= {count};
        CREATE TABLE small (id INT PRIMARY KEY, v VARCHAR(10)); INSERT INTO small VALUES (1, 'old');
        """);
}
