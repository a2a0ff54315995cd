using System.Globalization;
using ConnectRuntime.MySql.Client.Connections;
using ConnectRuntime.MySql.Client.Payloads;
using ConnectRuntime.MySql.Configuration;
using ConnectRuntime.MySql.Tables;
using ConnectRuntime.MySql.Tests.Rig;
using ConnectRuntime.MySql.Tests.Values.Rig;
using ConnectRuntime.MySql.Values;
using ConnectRuntime.Records;
using ConnectRuntime.Testing.Servers;

namespace ConnectRuntime.MySql.Tests.Values;

/// <summary>Dates and times as tables from before MySQL 5.6 hold them, which MariaDB still makes when it is told to.</summary>
public sealed class OldTimeServerTests
{
    [Fact]
    public async Task Old_formats_are_read()
    {
        // The setting is the whole server's.
        await using var server = await MariaDbServer.StartNewAsync(["--binlog-format=ROW", "--mysql56-temporal-format=OFF"]);
        var database = await server.CreateDatabaseAsync();
        await using var connection = await MySqlConnection.ConnectAsync(SourceServers.Config(server, database), default);
        await connection.ExecuteAsync("SET time_zone = '+00:00', sql_mode = ''", default);
        var log = await BinlogRows.BeginAsync(server);
        for (var digits = 0; digits <= 6; digits++)
        {
            await connection.ExecuteAsync(
                $"CREATE TABLE t{digits} (id INT AUTO_INCREMENT PRIMARY KEY, a TIME({digits}) NULL, b DATETIME({digits}) NULL, c TIMESTAMP({digits}) NULL)", default);
            await connection.ExecuteAsync(
                $"INSERT INTO t{digits} (a, b, c) VALUES ('12:34:56.123456', '2024-01-02 03:04:05.123456', '2024-01-02 03:04:05.123456'), "
                + "('-838:59:59', '0000-00-00', '0000-00-00'), ('-00:00:00.5', '9999-12-31 23:59:59', '1970-01-01 00:00:01'), "
                + "('838:59:59', '1000-01-01', '2038-01-19 03:14:07'), (NULL, NULL, NULL)",
                default);
        }

        var events = await log.ReadAsync();
        Assert.Equal(7, events.Count);
        for (var digits = 0; digits <= 6; digits++)
        {
            var rows = events[digits];
            Assert.Equal([ColumnType.Time, ColumnType.DateTime, ColumnType.Timestamp], rows.Map.Columns.Skip(1).Select(column => column.Type));
            var expected = await connection.RowsAsync(
                "SELECT TIME_FORMAT(a, '%H:%i:%s.%f'), IF(YEAR(b) = 0, NULL, b), IF(YEAR(c) = 0, NULL, CONCAT(REPLACE(c, ' ', 'T'), 'Z')) "
                + $"FROM t{digits} ORDER BY id",
                default);
            Assert.Equal(expected.Select(row => string.Join(" | ", row.Select(cell => cell ?? CellText.Null))), Read(rows, digits));
        }
    }

    // Back to the server's own text by other means than the connector's.
    private static IEnumerable<string> Read(RowsOfEvent rows, int digits)
    {
        var conversion = new ConversionModel { Time = TimeMode.Microseconds };
        ColumnPlan?[] plans =
        [
            null,
            ColumnPlan.For(new ColumnModel("a", SqlType.Time) { FractionDigits = digits }, conversion),
            ColumnPlan.For(new ColumnModel("b", SqlType.DateTime) { FractionDigits = digits }, conversion),
            ColumnPlan.For(new ColumnModel("c", SqlType.Timestamp) { FractionDigits = digits }, conversion),
        ];
        var plan = BinlogRowPlan.For(rows.Map, plans, new ConversionReport(FailureMode.Fail, null));
        for (var at = 0; at < rows.Rows.Length;)
        {
            var batch = new RecordBatch();
            var first = batch.AddStruct(plan.CellCount) + 1;
            at += plan.Decode(rows.Rows.AsSpan(at), rows.After, batch, first);
            var (time, moment, zoned) = (batch.Cells[first], batch.Cells[first + 1], batch.Cells[first + 2]);
            yield return string.Join(
                " | ",
                time.IsNull ? CellText.Null : Clock(time.Int64),
                moment.IsNull ? CellText.Null : DateTime.UnixEpoch.AddMicroseconds(moment.Int64).ToString(
                    "yyyy-MM-dd HH:mm:ss" + (digits == 0 ? "" : "." + new string('f', digits)), CultureInfo.InvariantCulture),
                CellText.Of(batch, zoned));
        }
    }

    private static string Clock(long micros)
    {
        var time = TimeSpan.FromMicroseconds(Math.Abs(micros));
        return string.Create(
            CultureInfo.InvariantCulture, $"{(micros < 0 ? "-" : "")}{(int)time.TotalHours:00}:{time.Minutes:00}:{time.Seconds:00}.{Math.Abs(micros) % 1_000_000:000000}");
    }
}
