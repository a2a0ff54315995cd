using ConnectRuntime.Errors;
using ConnectRuntime.MySql.Client.Connections;
using ConnectRuntime.MySql.Tests.Rig;
using ConnectRuntime.Testing.Servers;

namespace ConnectRuntime.MySql.Tests.Oracle;

/// <summary>Runs a script of statements, and compares what the stream tells of it with a snapshot afterwards, and that with the server.</summary>
internal sealed class ValueOracle(MySqlFamilyServer server, string image)
{
    private const string End = "zz_end";

    /// <summary>What does not agree.</summary>
    public List<string> Differences { get; } = [];

    /// <summary>How many rows the server has in the end.</summary>
    public int Rows { get; private set; }

    private bool IsWhole => image == "FULL";

    /// <summary>Runs a script, a statement a line.</summary>
    public async Task RunAsync(string script)
    {
        var database = await server.CreateDatabaseAsync();
        var bench = new SourceBench(server, database, ServerTruth.Options);
        await bench.SqlAsync($"CREATE TABLE {End} (id INT PRIMARY KEY)");
        await using var run = await bench.OpenAsync(1000, ("snapshot.mode", "no_data"));
        await run.DrainAsync(1);
        await ExecuteAsync(database, script.Split('\n'));
        await bench.SqlAsync($"INSERT INTO {End} VALUES (1)");
        var streamed = new StreamedTables(!IsWhole);
        for (var isEnd = false; !isEnd && !run.IsFinished;)
        {
            foreach (var row in await run.ReadAsync(1))
            {
                streamed.Apply(row);
                isEnd |= row.SourceField("table").GetString() == End;
            }
        }

        Differences.AddRange(streamed.Problems);
        await using var snapshot = await new SourceBench(server, database, ServerTruth.Options).OpenAsync(1000, ("snapshot.mode", "initial_only"));
        var copied = (await snapshot.ReadAsync(int.MaxValue)).GroupBy(row => row.SourceField("table").GetString()!)
            .ToDictionary(group => group.Key, group => group.Select(row => StreamedTables.Fields(row.After!)).ToList());
        await using var truth = await MySqlConnection.ConnectAsync(SourceServers.Config(server, database), default);
        await truth.ExecuteAsync("SET time_zone = '+00:00', sql_mode = ''", default);
        var tables = await ServerTruth.TablesAsync(truth);
        foreach (var table in tables)
        {
            var columns = await ServerTruth.ColumnsAsync(truth, table);
            var rows = copied.GetValueOrDefault(table) ?? [];
            Rows += rows.Count;
            Compare($"{table}, snapshot (-) and server (+)", rows.Select(row => ServerTruth.Of(row, columns)), await ServerTruth.ReadAsync(truth, table, columns));
            CompareStream(table, streamed, rows);
        }

        foreach (var table in streamed.Tables.Concat(copied.Keys).Distinct().Except(tables).Where(table => streamed.Rows(table).Any()))
        {
            Differences.Add($"{table} is not a table");
        }
    }

    private void CompareStream(string table, StreamedTables streamed, List<Dictionary<string, string>> rows)
    {
        if (!IsWhole)
        {
            // What no change told is not known.
            var left = streamed.Rows(table).ToList();
            foreach (var row in rows)
            {
                var at = left.FindIndex(known => known.All(field => field.Value == StreamedTables.Unknown || row.GetValueOrDefault(field.Key) == field.Value));
                if (at < 0)
                {
                    Differences.Add($"{table}: not streamed: {Text(row)}");
                }
                else
                {
                    left.RemoveAt(at);
                }
            }

            Differences.AddRange(left.Select(row => $"{table}: streamed, but not there: {Text(row)}"));
            return;
        }

        Compare($"{table}, stream (-) and snapshot (+)", streamed.Rows(table).Select(Text), rows.Select(Text));
    }

    private static string Text(Dictionary<string, string> row) => string.Join(' ', row.Select(field => $"{field.Key}={field.Value}"));

    private void Compare(string what, IEnumerable<string> left, IEnumerable<string> right)
    {
        var (more, missing) = (new List<string>(left), new List<string>());
        foreach (var row in right)
        {
            if (!more.Remove(row))
            {
                missing.Add(row);
            }
        }

        if (more.Count + missing.Count > 0)
        {
            Differences.Add($"{what}:\n" + string.Join('\n', more.Select(row => "    - " + row).Concat(missing.Select(row => "    + " + row))));
        }
    }

    private async Task ExecuteAsync(string database, IEnumerable<string> script)
    {
        var sessions = new Dictionary<char, MySqlConnection>();
        foreach (var line in script)
        {
            var mayFail = line[0] == '!';
            var (number, sql) = line[0] == '@' ? (line[1], line[3..]) : ('1', mayFail ? line[1..] : line);
            if (!sessions.TryGetValue(number, out var session))
            {
                session = sessions[number] = await MySqlConnection.ConnectAsync(SourceServers.Config(server, database), default);
                await session.ExecuteAsync($"SET SESSION binlog_row_image = {image}", default);
            }

            if (mayFail)
            {
                await Assert.ThrowsAsync<ConnectException>(() => session.RowsAsync(sql, default));
            }
            else
            {
                await session.RowsAsync(sql, default);
            }
        }

        foreach (var session in sessions.Values)
        {
            await session.DisposeAsync();
        }
    }
}
