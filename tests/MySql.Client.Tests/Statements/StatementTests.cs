using System.Buffers.Binary;
using System.Text;
using ConnectRuntime.Errors;
using ConnectRuntime.MySql.Client.Results;
using ConnectRuntime.MySql.Client.Statements;
using ConnectRuntime.MySql.Client.Tests.Rig;

namespace ConnectRuntime.MySql.Client.Tests.Statements;

/// <summary>Prepared statements: what is bound is what the server says it got.</summary>
public class StatementTests(ClientServers servers)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(Names.MariaDb, true)]
    [InlineData(Names.MariaDb, false)]
    [InlineData(Names.MySql, true)]
    [InlineData(Names.MySql, false)]
    public async Task Values_of_all_types_arrive(string name, bool deprecateEof)
    {
        await using var connection = await servers.ConnectAsync(name, deprecateEof);
        await connection.ExecuteAsync(
            """
            CREATE TABLE t (i BIGINT, u BIGINT UNSIGNED, f FLOAT, d DOUBLE, n DECIMAL(40,10), s TEXT, b LONGBLOB, dd DATE, dt DATETIME(6), tt TIME(6), x INT)
            """,
            Cancel);
        await using var insert = await connection.PrepareAsync("INSERT INTO t VALUES (?,?,?,?,?,?,?,?,?,?,?)", Cancel);
        Assert.Equal(11, insert.ParameterCount);
        var parameters = new ParameterWriter();
        foreach (var large in new[] { 3, 250, 251, 65_536, 17_000_000 })
        {
            parameters.Clear();
            parameters.AddInt64(long.MinValue);
            parameters.AddUInt64(ulong.MaxValue);
            parameters.AddSingle(1.5f);
            parameters.AddDouble(-1e300);
            parameters.AddDecimal("-123456789012345678901234567890.0123456789"u8);
            parameters.AddText("ä'\"\\\0 😀"u8);
            parameters.AddBytes(new byte[large]);
            parameters.AddDate(2024, 2, 29);
            parameters.AddDateTime(9999, 12, 31, 23, 59, 59, 999_999);
            parameters.AddTime((-((123L * 3600) + (45 * 60) + 6) * 1_000_000) - 789);
            parameters.AddNull();
            Assert.Equal(1UL, (await insert.ExecuteAsync(parameters, Cancel)).AffectedRows);
        }

        await Assert.ThrowsAsync<ArgumentException>(async () => await insert.QueryAsync(new ParameterWriter(), Cancel));
        var rows = await connection.RowsAsync("SELECT i, u, f, d, n, HEX(s), LENGTH(b), dd, dt, tt, x FROM t ORDER BY LENGTH(b)", Cancel);
        Assert.Equal(["3", "250", "251", "65536", "17000000"], rows.Select(r => r[6]));
        Assert.All(rows, r => Assert.Equal(
            new string?[]
            {
                "-9223372036854775808", "18446744073709551615", "1.5", "-1e300", "-123456789012345678901234567890.0123456789",
                Convert.ToHexString("ä'\"\\\0 😀"u8), r[6], "2024-02-29", "9999-12-31 23:59:59.999999", "-123:45:06.000789", null,
            },
            r));
    }

    [Theory]
    [InlineData(Names.MariaDb, true)]
    [InlineData(Names.MySql, false)]
    public async Task Rows_come_back_in_binary(string name, bool deprecateEof)
    {
        await using var connection = await servers.ConnectAsync(name, deprecateEof);
        await connection.ExecuteAsync(
            """
            CREATE TABLE t (a TINYINT, b SMALLINT UNSIGNED, c MEDIUMINT, d INT, e BIGINT, f FLOAT, g DOUBLE, h VARCHAR(20), i DATE, j DATETIME(3), k DECIMAL(5,2), l YEAR);
            INSERT INTO t VALUES (-1, 65535, -8388608, 7, -9, 0.5, -0.25, 'ä', '2024-01-02', '2024-01-02 03:04:05.678', -1.5, 2024), (NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL)
            """,
            Cancel);
        await using var select = await connection.PrepareAsync("SELECT * FROM t WHERE a = ? OR a IS NULL ORDER BY a DESC", Cancel);
        var parameters = new ParameterWriter();
        parameters.AddInt64(-1);
        for (var execution = 0; execution < 2; execution++)
        {
            await using var result = await select.QueryAsync(parameters, Cancel);
            Assert.True(await result.FillAsync(Cancel));
            ReadFirst(result);
            if (!result.TryReadRow(out var row))
            {
                Assert.True(await result.FillAsync(Cancel));
                Assert.True(result.TryReadRow(out row));
            }

            while (row.MoveNext())
            {
                Assert.True(row.IsNull);
            }

            await result.ReadToEndAsync(Cancel);
        }

        static void ReadFirst(BinaryResult result)
        {
            Assert.True(result.TryReadRow(out var row));
            foreach (var expected in new[] { -1L, 65_535, -8_388_608, 7, -9 })
            {
                Assert.True(row.MoveNext());
                Assert.Equal(expected, row.ToInt64());
            }

            Assert.True(row.MoveNext());
            Assert.Equal(0.5f, BinaryPrimitives.ReadSingleLittleEndian(row.Value));
            Assert.True(row.MoveNext());
            Assert.Equal(-0.25, BinaryPrimitives.ReadDoubleLittleEndian(row.Value));
            Assert.True(row.MoveNext());
            Assert.Equal("ä", Encoding.UTF8.GetString(row.Value));
            Assert.True(row.MoveNext());
            Assert.Equal("E8070102", Convert.ToHexString(row.Value));
            Assert.True(row.MoveNext());
            Assert.Equal("E807010203040570580A00", Convert.ToHexString(row.Value));
            Assert.True(row.MoveNext());
            Assert.Equal("-1.50", Encoding.UTF8.GetString(row.Value));
            Assert.True(row.MoveNext());
            Assert.Equal(2024, row.ToInt64());
            Assert.Equal("l", row.Column.Name);
            Assert.False(row.MoveNext());
        }
    }

    [Theory]
    [InlineData(Names.MariaDb)]
    [InlineData(Names.MySql)]
    public async Task A_statement_that_is_wrong_leaves_the_session(string name)
    {
        await using var connection = await servers.ConnectAsync(name);
        var error = await Assert.ThrowsAsync<ConnectException>(() => connection.PrepareAsync("SELEKT ?", Cancel));
        Assert.Contains("1064", error.Message, StringComparison.Ordinal);
        await using (var statement = await connection.PrepareAsync("SELECT 1 / ?, CAST(? AS CHAR)", Cancel))
        {
            var parameters = new ParameterWriter();
            parameters.AddNull();
            parameters.AddText("x"u8);
            await using var result = await statement.QueryAsync(parameters, Cancel);
            Assert.Equal(2, result.Columns.Count);
        }

        Assert.Equal("0", (await connection.RowsAsync("SHOW GLOBAL STATUS LIKE 'Prepared_stmt_count'", Cancel))[0][1]);
    }
}
