using ConnectRuntime.MySql.Client.Connections;
using ConnectRuntime.MySql.Client.Statements;
using ConnectRuntime.MySql.Configuration;
using ConnectRuntime.MySql.Tables;
using ConnectRuntime.MySql.Tests.Rig;
using ConnectRuntime.MySql.Tests.Values.Rig;
using ConnectRuntime.MySql.Values;
using ConnectRuntime.Records;

namespace ConnectRuntime.MySql.Tests.Values.Matrix;

/// <summary>Every type under every mode: the binlog and a SELECT give the same cells, and those are what the server says of the values.</summary>
public sealed class TypeMatrixTests(MatrixTables tables) : IClassFixture<MatrixTables>
{
    private static readonly ColumnPlan Id = ColumnPlan.For(new ColumnModel("id", SqlType.Int) { IsNullable = false }, new ConversionModel());

    public static TheoryData<string, string> Cases =>
        [.. Servers.SelectMany(server => TypeCases.Of(server).Select(type => (server, type.Name)))];

    private static string[] Servers => [SourceServers.MariaDb, SourceServers.NewMariaDb, SourceServers.MySql];

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Both_ways_give_what_the_server_says(string server, string name)
    {
        var matrix = await tables.GetAsync(server);
        var type = TypeCases.Of(server).Single(t => t.Name == name);
        await using var connection = await MySqlConnection.ConnectAsync(SourceServers.Config(matrix.Server, matrix.Database), default);
        await connection.ExecuteAsync("SET time_zone = '+00:00', sql_mode = ''", default);
        foreach (var mode in type.Modes)
        {
            var table = matrix.Tables[name];
            var answers = await connection.RowsAsync($"SELECT {mode.Sql} FROM {table} ORDER BY id", default);
            string[] expected = [.. answers.Select(row => mode.Expect(row[0]))];
            var plan = ColumnPlan.For(type.Column, mode.Conversion);
            Assert.Equal(expected, FromBinlog(matrix, table, plan));
            Assert.Equal(expected, await FromSelectAsync(connection, matrix, table, plan));
        }
    }

    private static List<string> FromBinlog(MatrixServer matrix, string table, ColumnPlan plan)
    {
        var found = new List<string>();
        foreach (var rows in matrix.Log.Where(rows => rows.Map.Id == new TableId(matrix.Database, table)))
        {
            var row = BinlogRowPlan.For(rows.Map, [Id, plan], new ConversionReport(FailureMode.Warn, null));
            var skipped = 0;
            for (var at = 0; at < rows.Rows.Length;)
            {
                var batch = new RecordBatch();
                var root = batch.AddStruct(row.CellCount);
                skipped += row.Skip(rows.Rows.AsSpan(at), rows.After);
                at += row.Decode(rows.Rows.AsSpan(at), rows.After, batch, root + 1);
                Assert.Equal(at, skipped);
                Check(batch, plan, root + 2);
                found.Add(CellText.Of(batch, batch.Cells[root + 2]));
            }
        }

        return found;
    }

    private static async Task<List<string>> FromSelectAsync(MySqlConnection connection, MatrixServer matrix, string table, ColumnPlan plan)
    {
        var found = new List<string>();
        var row = ResultRowPlan.For(new TableId(matrix.Database, table), [Id, plan], new ConversionReport(FailureMode.Warn, null));
        await using var select = await connection.PrepareAsync($"SELECT {row.SelectList} FROM {table} ORDER BY id", default);
        await using var result = await select.QueryAsync(new ParameterWriter(), default);
        while (await result.FillAsync(default))
        {
            while (result.TryReadRow(out var values))
            {
                var batch = new RecordBatch();
                var root = batch.AddStruct(row.CellCount);
                row.Decode(ref values, batch, root + 1);
                Check(batch, plan, root + 2);
                found.Add(CellText.Of(batch, batch.Cells[root + 2]));
            }
        }

        return found;
    }

    // A cell is of its schema's kind, so that encoders can take it as it is.
    private static void Check(RecordBatch batch, ColumnPlan plan, int cell)
    {
        if (batch.Cells[cell].HasValue)
        {
            Assert.Equal(plan.Schema.Kind, batch.Cells[cell].Kind);
        }
    }
}
