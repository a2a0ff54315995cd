using System.Globalization;
using ConnectRuntime.MySql.Tests.Json;
using ConnectRuntime.MySql.Tests.Rig;
using ConnectRuntime.MySql.Values.Spatial;
using ConnectRuntime.Records;
using ConnectRuntime.Testing.Servers;

namespace ConnectRuntime.MySql.Tests.Spatial;

/// <summary>Vectors out of the binlog and out of a SELECT against the server's own text of them.</summary>
public sealed class VectorServerTests(SourceServers servers)
{
    // The servers show six digits, and MariaDB reads no powers of ten.
    private static readonly string[] Vectors = ["[1,2.5,-0.125]", "[0,0,0]", "[123456,-0.000025,0.1]"];

    [Fact]
    public async Task A_vector_of_mysql_has_the_servers_numbers()
    {
        var server = (MySqlServer)await servers.GetAsync(SourceServers.MySql);
        await CheckAsync(server, "STRING_TO_VECTOR", "VECTOR_TO_STRING", "VECTOR(3)");
    }

    [Fact]
    public async Task A_vector_of_mariadb_has_the_servers_numbers()
    {
        await CheckAsync(await servers.GetAsync(SourceServers.NewMariaDb), "VEC_FromText", "VEC_ToText", "VECTOR(3)");
    }

    [Theory]
    [InlineData(SourceServers.MySql, "STRING_TO_VECTOR", "")]
    [InlineData(SourceServers.NewMariaDb, "VEC_FromText", "")]
    [InlineData(SourceServers.NewMariaDb, "VEC_FromText", ", VECTOR INDEX (v)")]
    public async Task A_vector_is_the_same_in_snapshot_and_stream(string name, string from, string index)
    {
        var bench = await SourceBench.OnAsync(servers, name);
        var values = string.Join(", ", Vectors.Select((text, i) => $"({i}, {from}('{text}'), NULL)")) + $", (9, {from}('[1,2,3]'), {from}('[4,5]'))";
        await bench.SqlAsync($"CREATE TABLE t (id INT PRIMARY KEY, v VECTOR(3) NOT NULL, w VECTOR(2){index}); INSERT INTO t VALUES {values}");
        await using var run = await bench.OpenAsync();
        var snapshot = await run.ReadAsync(4);

        // The same rows again, then a table whose definition is read out of the binlog.
        await bench.SqlAsync($"DELETE FROM t; INSERT INTO t VALUES {values}; UPDATE t SET w = {from}('[-1,0.5]') WHERE id = 9");
        await bench.SqlAsync($"CREATE TABLE u (id INT PRIMARY KEY, v VECTOR(3) NOT NULL, w VECTOR(2){index}); INSERT INTO u SELECT * FROM t");
        var stream = (await run.ReadAsync(17)).Where(row => row.After is not null).ToList();
        Assert.Equal(["[1,2.5,-0.125]", "[0,0,0]", "[123456,-2.5E-05,0.1]", "[1,2,3]"], snapshot.Select(row => row.AfterField("v").GetRawText()));
        Assert.Equal("[4,5]", snapshot[3].AfterField("w").GetRawText());
        Assert.Equal(snapshot.Select(row => row.After), stream[..4].Select(row => row.After));
        Assert.Equal("""{"id":9,"v":[1,2,3],"w":[-1,0.5]}""", stream[4].After);
        Assert.Equal([.. snapshot[..3].Select(row => row.After), stream[4].After], stream[5..].Select(row => row.After));
        Assert.All(stream[..5], row => Assert.Same(snapshot[0].Schema, row.Schema));
        Assert.Equal(snapshot[0].Schema!.Fields.Select(field => field.Schema.Name), stream[^1].Schema!.Fields.Select(field => field.Schema.Name));

        // A transaction of another test may be prepared.
        Assert.DoesNotContain(bench.Log.Lines, line => line.StartsWith("Error", StringComparison.Ordinal)
            || (line.StartsWith("Warning", StringComparison.Ordinal) && !line.Contains("XA transactions are prepared", StringComparison.Ordinal)));
    }

    private static async Task CheckAsync(MySqlFamilyServer server, string from, string to, string type)
    {
        var database = await server.CreateDatabaseAsync();
        await server.QueryAsync($"CREATE TABLE t (id INT PRIMARY KEY AUTO_INCREMENT, v {type})", database);
        var log = new RowLog(server, database, "t");
        await log.MarkAsync();
        await server.QueryAsync($"INSERT INTO t (v) VALUES {string.Join(", ", Vectors.Select(text => $"({from}('{text}'))"))}", database);
        var lines = (await server.QueryAsync($"SELECT {to}(v), HEX(v) FROM t ORDER BY id", database)).Split('\n');
        var rows = await log.ReadAsync();
        Assert.Equal(3, rows.Count);
        foreach (var (row, line) in rows.Zip(lines))
        {
            var batch = new RecordBatch();
            Assert.Equal(line.Split('\t')[1], Convert.ToHexString(row.After[0]!));
            var vector = new ValueReader(batch, SpatialSchemas.Vector().Build(), VectorCells.Write(row.After[0], batch));
            var expected = line.Split('\t')[0].Trim('[', ']').Split(',').Select(n => float.Parse(n, CultureInfo.InvariantCulture)).ToArray();
            Assert.Equal(expected.Length, vector.Count);
            for (var i = 0; i < expected.Length; i++)
            {
                Assert.Equal(expected[i], (float)vector[i].Float64);
            }
        }
    }
}
