using System.Diagnostics;
using ConnectRuntime.Errors;
using ConnectRuntime.Jdbc.Tests.Rig;
using ConnectRuntime.Records;
using ConnectRuntime.Testing.Servers;

namespace ConnectRuntime.Jdbc.Tests;

/// <summary>The server dies, stops, or loses its line at every point of a flush; every row is there once.</summary>
public class OutageTests
{
    private const string Table = "CREATE TABLE people (id bigint, name text, amount int)";
    private const int Total = 4000;

    private static readonly RecordStream People = Streams.People;
    private static readonly (string, string)[] Append = [("insert.mode", "insert"), ("pk.mode", "none"), ("delete.enabled", "false"), ("batch.size", "300")];

    [Theory]
    [InlineData("PGCOPY", false)]
    [InlineData("INSERT INTO \"people\"", false)]
    [InlineData("INSERT INTO \"people\"", true)]
    [InlineData("UPDATE \"__connect_offsets\"", true)]
    [InlineData("COMMIT", false)]
    [InlineData("COMMIT", true)]
    public async Task A_line_that_breaks_at_this_point_loses_and_doubles_nothing(string point, bool delivered)
    {
        await using var server = await PostgresServer.StartNewAsync();
        var database = await server.CreateDatabaseAsync();
        await server.QueryAsync(database, Table);
        await using var proxy = new CuttingProxy(server.Port);
        var through = database.Replace($"Port={server.Port}", $"Port={proxy.Port}", StringComparison.Ordinal);
        var armed = false;
        var failures = await RunAsync(server, through, flush =>
        {
            if (flush == 1 && !armed)
            {
                armed = true;
                proxy.CutAt(System.Text.Encoding.ASCII.GetBytes(point), delivered);
            }

            return Task.CompletedTask;
        });

        Assert.True(proxy.HasCut);
        Assert.Equal(1, failures);
        await ExpectAllOnceAsync(server, database);
    }

    [Fact]
    public async Task A_server_that_is_killed_again_and_again_has_every_row_once()
    {
        var seed = Environment.TickCount;
        var random = new Random(seed);
        await using var server = await PostgresServer.StartNewAsync();
        var database = await server.CreateDatabaseAsync();
        await server.QueryAsync(database, Table);
        var kills = 0;
        Task? restart = null;
        var failures = await RunAsync(server, database, _ =>
        {
            if (kills < 6 && restart is not { IsCompleted: false })
            {
                kills++;
                restart = KillAsync(server, random.Next(0, 40));
            }

            return Task.CompletedTask;
        });
        await restart!;

        TestContext.Current.TestOutputHelper?.WriteLine($"seed {seed}, {kills} kills, {failures} failed calls");
        Assert.True(failures > 0);
        await ExpectAllOnceAsync(server, database);
    }

    [Fact]
    public async Task A_server_that_stands_still_for_seconds_is_waited_for()
    {
        await using var server = await PostgresServer.StartNewAsync();
        await using var rig = await SinkRig.StartAsync(server, Table, Append);
        await rig.AssignAsync("people");
        server.Pause();
        var rows = new BatchBuilder();
        for (var i = 0; i < 1000; i++)
        {
            rows.Upsert(People, i, null, (long)i, "x", 1);
        }

        var work = Task.Run(async () => await rig.ApplyAsync(rows));
        await Task.Delay(3000, TestContext.Current.CancellationToken);
        Assert.False(work.IsCompleted);
        server.Resume();
        await work.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
        Assert.Equal("1000", await rig.QueryAsync("SELECT count(*) FROM people"));
    }

    [Fact]
    public async Task A_call_that_is_cancelled_ends_at_once_though_the_server_stands_still()
    {
        await using var server = await PostgresServer.StartNewAsync();
        var rig = await SinkRig.StartAsync(server, Table, Append);
        await rig.AssignAsync("people");
        await rig.WriteAsync(new BatchBuilder().Upsert(People, 0, null, 1L, "x", 1));
        server.Pause();
        using var cancel = new CancellationTokenSource(200);
        var watch = Stopwatch.StartNew();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await rig.Task.FlushAsync(cancel.Token));
        Assert.True(watch.ElapsedMilliseconds < 2000, $"the flush took {watch.ElapsedMilliseconds} ms to end");
        await rig.DisposeAsync();
        Assert.True(watch.ElapsedMilliseconds < 8000, $"the task took {watch.ElapsedMilliseconds} ms to end");
        server.Resume();
    }

    [Fact]
    public async Task A_server_that_is_away_is_an_outage()
    {
        await using var server = await PostgresServer.StartNewAsync();
        var database = await server.CreateDatabaseAsync();
        await server.KillAsync();
        var error = await Assert.ThrowsAsync<ConnectException>(async () => await SinkRig.StartAsync(server, database, "sink"));
        Assert.Equal((ErrorKind.Transient, "JDB010"), (error.Kind, error.Code));
        Assert.DoesNotContain(server.Password, error.ToString(), StringComparison.Ordinal);
    }

    private static async Task KillAsync(PostgresServer server, int delay)
    {
        await Task.Delay(delay);
        await server.KillAsync();
        await server.StartAsync();
    }

    /// <summary>Writes all rows in small batches as the runtime does: a failed task is replaced by one that goes on where the target says.</summary>
    private static async Task<int> RunAsync(PostgresServer server, string database, Func<int, Task> beforeFlush)
    {
        var failures = 0;
        var flushes = 0;
        for (var done = false; !done;)
        {
            SinkRig? rig = null;
            try
            {
                rig = await SinkRig.StartAsync(server, database, "sink", Append);
                var start = await rig.AssignAsync("people");
                var next = start.Count == 0 ? 0 : start[0].Next;
                for (; next < Total; next = Math.Min(next + 500, Total))
                {
                    await beforeFlush(flushes);
                    await rig.WriteAsync(Rows(next, Math.Min(next + 500, Total)));
                    await rig.FlushAsync();
                    flushes++;
                }

                done = true;
            }
            catch (ConnectException error) when (error.Kind == ErrorKind.Transient)
            {
                failures++;
                await Task.Delay(20);
            }
            finally
            {
                await (rig?.DisposeAsync() ?? default);
            }
        }

        return failures;
    }

    private static BatchBuilder Rows(long from, long to)
    {
        var rows = new BatchBuilder();
        for (var i = from; i < to; i++)
        {
            rows.Upsert(People, i, null, i, "some text to make the row longer", (int)i);
        }

        return rows;
    }

    private static async Task ExpectAllOnceAsync(PostgresServer server, string database) =>
        Assert.Equal($"{Total}|{Total}", await server.QueryAsync(database, "SELECT count(*), count(DISTINCT id) FROM people"));
}
