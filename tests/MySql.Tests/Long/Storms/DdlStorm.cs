using System.Globalization;
using ConnectRuntime.MySql.Client.Connections;
using ConnectRuntime.MySql.Client.Sql;
using ConnectRuntime.MySql.Tests.Rig;

namespace ConnectRuntime.MySql.Tests.Long.Storms;

/// <summary>Clients that change tables and their rows in turns, some of them within transactions that stay open meanwhile.</summary>
/// <remarks>
/// One step after the other, so that a seed gives the same storm again. A table that an open transaction has touched is left alone by the others, which
/// read what is committed. What a
/// statement wrote is read back at once in its own session, and counts from its commit on, as in the binlog.
/// </remarks>
internal sealed class DdlStorm(MySqlConnection truth, IReadOnlyList<StormSession> sessions, Random random, bool isMariaDb)
{
    private readonly StormDdl _ddl = new(random, isMariaDb);
    private long _seq, _copies;

    /// <summary>All changes in the order of the binlog.</summary>
    public List<StormRow> Rows { get; } = [];

    /// <summary>Statements that changed tables, and how many the server refused.</summary>
    public (int Done, int Refused) Definitions { get; private set; }

    /// <summary>The statements, for a failure's message.</summary>
    public List<string> Log { get; } = [];

    /// <summary>Begins one with some tables.</summary>
    public static async Task<DdlStorm> StartAsync(SourceBench bench, MySqlConnection truth, int seed, bool isMariaDb)
    {
        var sessions = new List<StormSession>();
        for (var i = 0; i < 4; i++)
        {
            var connection = await MySqlConnection.ConnectAsync(SourceServers.Config(bench.Server, bench.Database), TestContext.Current.CancellationToken);
            await connection.ExecuteAsync("SET time_zone = '+00:00', sql_mode = ''; SET SESSION TRANSACTION ISOLATION LEVEL READ COMMITTED", TestContext.Current.CancellationToken);
            sessions.Add(new StormSession(connection));
        }

        var storm = new DdlStorm(truth, sessions, new Random(seed), isMariaDb);
        for (var i = 0; i < 4; i++)
        {
            Assert.True(await sessions[0].TryAsync(storm._ddl.Create($"t{i}")));
        }

        return storm;
    }

    /// <summary>Does a number of things, and ends all transactions.</summary>
    public async Task RunAsync(int steps)
    {
        for (var i = 0; i < steps; i++)
        {
            await StepAsync();
        }

        foreach (var session in sessions)
        {
            await EndAsync(session);
            await session.DisposeAsync();
        }
    }

    private async Task StepAsync()
    {
        var session = sessions[random.Next(sessions.Count)];
        var tables = await FreeTablesAsync(session);
        var what = random.Next(10);
        if (tables.Count < 3 && !session.IsOpen)
        {
            await RunAsync(session, _ddl.Create(_ddl.Fresh("t")));
        }
        else if (tables.Count == 0 || (what == 0 && session.IsOpen))
        {
            await EndAsync(session);
        }
        else if (what < 4)
        {
            await DefineAsync(session, tables);
        }
        else
        {
            if (!session.IsOpen && random.Next(4) == 0)
            {
                session.IsOpen = await session.TryAsync("BEGIN");
            }

            await WriteAsync(session, tables[random.Next(tables.Count)]);
        }
    }

    private async Task<List<string>> FreeTablesAsync(StormSession session)
    {
        var held = sessions.Where(other => other != session).SelectMany(other => other.Held).ToHashSet();
        var tables = await truth.RowsAsync("SHOW TABLES", TestContext.Current.CancellationToken);
        return [.. tables.Select(row => row[0]!).Where(table => !held.Contains(table)).Order(StringComparer.Ordinal)];
    }

    // A statement that changes tables commits what is open.
    private async Task DefineAsync(StormSession session, List<string> tables)
    {
        var table = tables[random.Next(tables.Count)];
        if (session.IsOpen && random.Next(2) == 0)
        {
            Assert.True(await RunAsync(session, _ddl.AddSurely(table)));
            Take(session);
            return;
        }

        await EndAsync(session);
        if (random.Next(12) == 0)
        {
            await SelectIntoAsync(session, table);
            return;
        }

        var other = tables.Where(name => name != table).ElementAtOrDefault(random.Next(tables.Count));
        foreach (var statement in _ddl.Next(table, await session.ColumnsAsync(table), other).Split("; "))
        {
            if (!await RunAsync(session, statement))
            {
                break;
            }
        }
    }

    private async Task<bool> RunAsync(StormSession session, string sql)
    {
        var isDone = await session.TryAsync(sql);
        Log.Add($"{(isDone ? "" : "(refused) ")}{sql}");
        Definitions = isDone ? (Definitions.Done + 1, Definitions.Refused) : (Definitions.Done, Definitions.Refused + 1);
        return isDone;
    }

    private async Task SelectIntoAsync(StormSession session, string table)
    {
        var (name, offset) = (_ddl.Fresh("s"), ++_copies * 1_000_000_000);
        var columns = string.Concat((await session.ColumnsAsync(table)).Select(column => $", {SqlText.Quote(column)}"));
        if (await RunAsync(session, $"CREATE TABLE {name} AS SELECT id, k, seq % 1000000000 + {offset} AS seq{columns} FROM {SqlText.Quote(table)} ORDER BY id"))
        {
            Rows.AddRange((await session.ReadAsync(name, "TRUE ORDER BY id, seq")).Select(row => new StormRow("c", name, row.Key, "", row.Row)));
        }
    }

    private async Task WriteAsync(StormSession session, string table)
    {
        // Even what is only looked at is locked against changes of its definition.
        if (session.IsOpen)
        {
            session.Held.Add(table);
        }

        var ids = await session.IdsAsync(table);
        var name = SqlText.Quote(table);
        var (first, count) = (_seq + 1, random.Next(1, 4));
        _seq += count;
        var columns = await session.ColumnsAsync(table);
        columns.RemoveAll(_ => random.Next(3) == 0);
        var sets = string.Concat(columns.Select(column => $", {SqlText.Quote(column)} = {_ddl.Value()}"));
        var id = ids.Count == 0 ? null : ids[random.Next(ids.Count)];
        if (id is null || random.Next(2) == 0)
        {
            for (var seq = first; seq < first + count; seq++)
            {
                await NoteAsync(session, table, "c", "", $"INSERT INTO {name} SET id = {seq}, seq = {seq}{sets}", string.Create(CultureInfo.InvariantCulture, $"seq = {seq}"));
            }
        }
        else if (ids.Count(other => other == id) == 1)
        {
            var isDelete = random.Next(3) == 0;
            await NoteAsync(session, table, isDelete ? "d" : "u", $"id = {id}", isDelete ? $"DELETE FROM {name} WHERE id = {id}" : $"UPDATE {name} SET seq = {first}{sets} WHERE id = {id}", $"seq = {first}");
        }
    }

    private async Task NoteAsync(StormSession session, string table, string operation, string before, string sql, string after)
    {
        var old = before.Length == 0 ? ("", "") : Assert.Single(await session.ReadAsync(table, before));
        var isDone = await session.TryAsync(sql);
        Log.Add($"{(isDone ? "" : "(refused) ")}{sql}");
        if (!isDone)
        {
            return;
        }

        var now = operation == "d" ? ("", old.Item2) : Assert.Single(await session.ReadAsync(table, after));
        session.Written.Add(new StormRow(operation, table, now.Item2, old.Item1, now.Item1));
        if (!session.IsOpen)
        {
            Take(session);
        }
    }

    private async Task EndAsync(StormSession session)
    {
        if (session.IsOpen)
        {
            var isKept = random.Next(5) > 0;
            Assert.True(await session.TryAsync(isKept ? "COMMIT" : "ROLLBACK"));
            Log.Add(isKept ? "COMMIT" : "ROLLBACK");
            if (!isKept)
            {
                session.Written.Clear();
            }
        }

        Take(session);
    }

    private void Take(StormSession session)
    {
        Rows.AddRange(session.Written);
        session.Written.Clear();
        session.Held.Clear();
        session.IsOpen = false;
    }
}
