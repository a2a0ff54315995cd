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
        await using var server = await MariaDbServer.StartNewerAsync("--binlog-format=ROW");
        await CheckAsync(server, "VEC_FromText", "VEC_ToText", "VECTOR(3)");
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
