using System.Text;
using ConnectRuntime.MySql.Client.Connections;
using ConnectRuntime.MySql.Client.Results;
using ConnectRuntime.MySql.Client.Statements;
using ConnectRuntime.MySql.Client.Tests.Rig;

namespace ConnectRuntime.MySql.Client.Tests.Statements;

/// <summary>The text that is made of a binary value is what the server prints when it is asked by text.</summary>
public class BinaryTextTests(ClientServers servers)
{
    private const string Table = """
        CREATE TABLE t (a TINYINT, b SMALLINT UNSIGNED, c MEDIUMINT, d INT UNSIGNED, e BIGINT, f BIGINT UNSIGNED, g FLOAT, h DOUBLE, i VARCHAR(20), j DATE, k DATETIME,
          l DATETIME(3), m TIMESTAMP(6) NULL, n TIME, o TIME(6), p YEAR, q DECIMAL(5,2), r BIT(9), s BLOB);
        SET SESSION sql_mode = 'ALLOW_INVALID_DATES', time_zone = '+00:00';
        INSERT INTO t VALUES
          (-128, 65535, -8388608, 4294967295, -9223372036854775808, 18446744073709551615, 0.5, -0.25, 'ä', '2024-01-02', '2024-01-02 03:04:05',
            '2024-01-02 03:04:05.678', '2024-01-02 03:04:05.000009', '-838:59:59', '-00:00:00.000001', 2024, -1.5, b'101010101', x'00FF'),
          (0, 0, 0, 0, 0, 0, 0, 0, '', '0000-00-00', '0000-00-00 00:00:00', '0000-00-00 00:00:00', '0000-00-00 00:00:00', '00:00:00', '00:00:00', 0, 0, 0, ''),
          (127, 1, 2, 3, 4, 5, 1.25, 1234567.5, 'x', '2024-00-00', '2024-02-31 00:00:00', '9999-12-31 23:59:59.999', '2038-01-19 03:14:07', '24:00:00', '101:02:03.5',
            1901, 999.99, 1, 'x'),
          (NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL)
        """;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(Names.MariaDb)]
    [InlineData(Names.MySql)]
    public async Task Values_read_as_the_server_prints_them(string name)
    {
        await using var connection = await servers.ConnectAsync(name);
        await connection.ExecuteAsync(Table, Cancel);
        var expected = await connection.RowsAsync("SELECT * FROM t", Cancel);
        Assert.Equal(4, expected.Count);
        Assert.Equal(Lines(expected), Lines(await ReadAsync(connection, "SELECT * FROM t")));
    }

    [Theory]
    [InlineData("SELECT NULL, 1, -1, 1.5, 'x', CAST(1 AS UNSIGNED), CURRENT_DATE, CAST('10:00' AS TIME)")]
    [InlineData("SELECT REPEAT('x', 250), REPEAT('y', 251), REPEAT('z', 70000), 5")]
    public async Task So_do_those_of_expressions(string sql)
    {
        await using var connection = await servers.ConnectAsync(Names.MySql);
        Assert.Equal(Lines(await connection.RowsAsync(sql, Cancel)), Lines(await ReadAsync(connection, sql)));
    }

    private static string Lines(List<string?[]> rows) => string.Join('\n', rows.SelectMany(row => row.Select(text => text ?? "NULL")));

    private static async Task<List<string?[]>> ReadAsync(MySqlConnection connection, string sql)
    {
        var rows = new List<string?[]>();
        await using var select = await connection.PrepareAsync(sql, Cancel);
        await using var result = await select.QueryAsync(new ParameterWriter(), Cancel);
        while (await result.FillAsync(Cancel))
        {
            while (result.TryReadRow(out var row))
            {
                rows.Add(Texts(row));
            }
        }

        return rows;
    }

    private static string?[] Texts(BinaryRow row)
    {
        var texts = new List<string?>();
        Span<byte> scratch = stackalloc byte[BinaryText.MaxLength];
        while (row.MoveNext())
        {
            texts.Add(row.IsNull ? null : Encoding.UTF8.GetString(BinaryText.Of(row, scratch)));
        }

        return [.. texts];
    }
}
