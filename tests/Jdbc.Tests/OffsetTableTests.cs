using ConnectRuntime.Jdbc.Dialects.Postgres;
using ConnectRuntime.Testing.Servers;
using Npgsql;

namespace ConnectRuntime.Jdbc.Tests;

/// <summary>The table of offsets is made once, by whoever comes first.</summary>
public class OffsetTableTests(PostgresFixture postgres)
{
    private const int Tasks = 12, Rounds = 25;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Tasks_that_start_together_all_find_it()
    {
        var server = await postgres.ServerAsync();
        await using var source = NpgsqlDataSource.Create(await server.CreateDatabaseAsync());
        var connections = new List<NpgsqlConnection>();
        for (var i = 0; i < Tasks; i++)
        {
            connections.Add(await source.OpenConnectionAsync(Cancel));
        }

        for (var round = 0; round < Rounds; round++)
        {
            using var start = new Barrier(Tasks);
            await Task.WhenAll(connections.Select(connection => Task.Factory.StartNew(
                async () =>
                {
                    start.SignalAndWait(Cancel);
                    await new PgOffsetStore(connection, $"offsets_{round}").CreateAsync(Cancel);
                },
                Cancel,
                TaskCreationOptions.LongRunning,
                TaskScheduler.Default).Unwrap()));
        }

        connections.ForEach(connection => connection.Dispose());
    }
}
