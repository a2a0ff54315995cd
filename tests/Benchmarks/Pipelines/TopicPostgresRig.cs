using System.Diagnostics;
using System.Text;
using ConnectRuntime.Runtime.Management;
using ConnectRuntime.Testing.Servers;

namespace ConnectRuntime.Benchmarks.Pipelines;

/// <summary>A million rows from a topic into PostgreSQL by primary key, then the same million again, against <c>psql</c> doing the same.</summary>
/// <remarks>The reference is one COPY into a temporary table and one INSERT … ON CONFLICT DO UPDATE, in one transaction.</remarks>
internal static class TopicPostgresRig
{
    private const int Rows = 1_000_000;
    private const int Rounds = 3;
    private const string Definition =
        "id int8 not null primary key, account int8 not null, quantity int4 not null, price float8 not null, rating int2, name text not null, city text not null, note text not null";

    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(10);

    /// <summary>Runs it three times, on tables and a topic of its own each time, and gives the round with the middle ratio of each phase.</summary>
    public static async Task<IReadOnlyList<RigResult>> RunAsync()
    {
        await using var server = await PostgresServer.StartNewAsync("shared_buffers=256MB", "max_wal_size=4GB", "checkpoint_timeout=30min");
        var database = await server.CreateDatabaseAsync("bench");
        var rounds = new List<(RigResult New, RigResult Again)>();
        for (var round = 0; round < Rounds; round++)
        {
            await using var bench = await Bench.StartAsync();
            rounds.Add(await RoundAsync(bench, server, database, round));
        }

        return [Middle(rounds.Select(round => round.New)), Middle(rounds.Select(round => round.Again))];
    }

    private static RigResult Middle(IEnumerable<RigResult> results) => results.OrderBy(result => result.Ratio).ElementAt(Rounds / 2);

    private static async Task<(RigResult New, RigResult Again)> RoundAsync(Bench bench, PostgresServer server, string database, int round)
    {
        await server.QueryAsync(database, $"drop table if exists ours, reference; create table ours ({Definition}); create table reference ({Definition})");
        var file = bench.Folder.Combine("rows.csv");
        WriteFile(file);
        await TopicAsync(bench, file);
        await bench.CreateAsync("sink", $$"""
            {
              "connector.class": "JdbcSinkConnector",
              "topics": "ours",
              "connection.url": {{Bench.Quote(server.JdbcUrl("bench"))}},
              "connection.user": "postgres",
              "connection.password": {{Bench.Quote(server.Password)}},
              "insert.mode": "upsert",
              "pk.mode": "record_key"
            }
            """, TargetState.Stopped);
        var first = await PhaseAsync(bench, server, database, file, "new", oursFirst: round % 2 == 0);
        await TopicAsync(bench, file);
        return (first, await PhaseAsync(bench, server, database, file, "again", oursFirst: round % 2 != 0));
    }

    // Who goes first changes from round to round, so that neither always finds the warmer server.
    private static async Task<RigResult> PhaseAsync(Bench bench, PostgresServer server, string database, string file, string phase, bool oursFirst)
    {
        var reference = oursFirst ? 0 : await ReferenceAsync(server, file);
        var ours = await OursAsync(bench);
        reference = oursFirst ? await ReferenceAsync(server, file) : reference;
        await CheckAsync(server, database);
        return ours with
        {
            Phase = phase,
            ReferenceRowsPerSecond = Math.Round(Rows / reference),
            Ratio = Math.Round(ours.RowsPerSecond!.Value * reference / Rows, 3),
        };
    }

    private static void WriteFile(string path)
    {
        using var output = new StreamWriter(path, append: false, new UTF8Encoding(false), 1 << 20);
        var line = new StringBuilder();
        for (long id = 0; id < Rows; id++)
        {
            line.Clear();
            SampleRows.AppendLine(line, id);
            line.Append('\n');
            output.Write(line);
        }
    }

    // The rows come into the topic as they would in use, through the file source; each time a new connector reads the whole file.
    private static async Task TopicAsync(Bench bench, string file)
    {
        var name = $"file-{Guid.NewGuid():n}";
        await bench.CreateAsync(name, $$"""
            {
              "connector.class": "FlatFileSourceConnector",
              "topic": "ours",
              "file": {{Bench.Quote(file)}},
              "columns": {{Bench.Quote(SampleRows.Columns)}},
              "schema.generation.key.fields": "id"
            }
            """);
        await bench.SettledAsync(name, Rows, Limit);
        await bench.Worker.Connectors.DeleteAsync(name, default);
    }

    private static async Task<RigResult> OursAsync(Bench bench)
    {
        Meter.ResetPeak();
        var meter = new Meter();
        await bench.Worker.Connectors.SetTargetStateAsync("sink", TargetState.Started, default);
        await bench.SettledAsync("sink", Rows, Limit);
        var result = meter.Stop("topic-postgres", Rows, 0) with { BytesPerSecond = null, RssMegabytes = Math.Round(Meter.PeakMegabytes()) };
        await bench.Worker.Connectors.SetTargetStateAsync("sink", TargetState.Stopped, default);
        while (bench.Worker.Connectors.GetStatus("sink").Tasks.Count > 0)
        {
            await Task.Delay(10);
        }

        return result;
    }

    private static async Task<double> ReferenceAsync(PostgresServer server, string file)
    {
        var columns = SampleRows.Schema.Fields.Select(field => field.Name).ToList();
        var updates = string.Join(", ", columns.Skip(1).Select(column => $"{column} = excluded.{column}"));
        var script = Path.ChangeExtension(file, ".sql");
        await File.WriteAllTextAsync(script, $"""
            begin;
            create temporary table incoming (like reference) on commit drop;
            \copy incoming from '{file}' with (format csv)
            insert into reference select * from incoming on conflict (id) do update set {updates};
            commit;
            """);
        var watch = Stopwatch.StartNew();
        var ran = await ProcessRunner.RunAsync(
            "psql",
            ["-X", "-q", "-v", "ON_ERROR_STOP=1", "-h", "127.0.0.1", "-p", $"{server.Port}", "-U", "postgres", "-d", "bench", "-f", script],
            new Dictionary<string, string?> { ["PGPASSWORD"] = server.Password },
            timeout: Limit);
        return ran.ExitCode == 0 ? watch.Elapsed.TotalSeconds : throw new InvalidOperationException($"psql failed: {ran.Error}");
    }

    private static async Task CheckAsync(PostgresServer server, string database)
    {
        var counts = await server.QueryAsync(database, """
            select (select count(*) from ours), (select count(*) from (select * from ours except select * from reference) x),
              (select count(*) from (select * from reference except select * from ours) y)
            """);
        if (counts.Trim() != $"{Rows}|0|0")
        {
            throw new InvalidOperationException($"Rows, and rows that differ from the reference: {counts.Trim()}, {Rows}|0|0 was expected.");
        }
    }
}
