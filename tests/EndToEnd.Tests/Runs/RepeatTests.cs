using ConnectRuntime.EndToEnd.Tests.Rig;
using ConnectRuntime.Testing.Servers;

namespace ConnectRuntime.EndToEnd.Tests.Runs;

/// <summary>Runs that follow each other on the same data.</summary>
public class RepeatTests(PostgresFixture postgres)
{
    private const int Many = 300_000;

    [Fact]
    public async Task Once_and_once_again_moves_what_is_new()
    {
        var target = await Target.CreateAsync(await postgres.ServerAsync());
        await using var place = new Workplace();
        place.Environment[Target.PasswordVariable] = target.Password;
        var file = place.FileOf("orders.csv");
        SampleRows.Unique.WriteFile(file, 1, 20_000);
        place.WriteConnector("orders", SampleRows.Source("orders", file).With("topic.creation.default.partitions", "3"));
        place.WriteConnector("keyed", target.Upserting("orders", "${topic}_keyed"));
        place.WriteConnector("plain", target.Inserting("orders", "${topic}_plain"));
        await target.CreateTablesAsync("orders_plain");

        var first = await place.MoveAllAsync();
        Assert.Contains("Everything is moved and committed.", first.Log, StringComparison.Ordinal);
        await target.InsertedOnceAsync("orders_plain", SampleRows.Unique, 20_000);

        await place.MoveAllAsync();
        await target.InsertedOnceAsync("orders_plain", SampleRows.Unique, 20_000);

        SampleRows.Unique.Append(file, 20_001, 500);
        await place.MoveAllAsync();
        await target.InsertedOnceAsync("orders_plain", SampleRows.Unique, 20_500);
        await target.UpsertedAsync("orders_keyed", SampleRows.Unique, 20_500);
        (await TopicDump.ReadAsync(place, "orders")).HoldsOnce(20_500);
    }

    [Fact]
    public async Task Interrupted_in_the_middle_the_next_run_goes_on()
    {
        var target = await Target.CreateAsync(await postgres.ServerAsync());
        await target.CreateTablesAsync("orders_plain");
        await using var place = new Workplace();
        place.Environment[Target.PasswordVariable] = target.Password;
        SampleRows.Unique.WriteFile(place.FileOf("orders.csv"), 1, Many);
        place.WriteConnector("orders", SampleRows.Source("orders", place.FileOf("orders.csv")).With("batch.size", "500"));
        place.WriteConnector("plain", target.Inserting("orders", "${topic}_plain").With("flush.bytes", "65536"));

        // A terminal sends it to every process of the group; the program answers by ending what it has begun.
        var first = place.Start("--once");
        await Until.TrueAsync("rows arrive", async () => await target.CountAsync("orders_plain") > 0, first.LogTail);
        Assert.Equal(0, await first.StopAsync(Signals.Interrupt));
        Assert.Contains("Stopping before everything is moved.", first.Log, StringComparison.Ordinal);
        var arrived = await target.CountAsync("orders_plain");
        Assert.InRange(arrived, 1, Many - 1);

        // Twice in a row: the second signal ends it at once.
        var second = await place.StartReadyAsync();
        second.Signal(Signals.Interrupt);
        second.Signal(Signals.Terminate);
        Assert.Contains(await second.ExitAsync(), new[] { 0, 130 });

        await place.MoveAllAsync();
        await target.InsertedOnceAsync("orders_plain", SampleRows.Unique, Many);
        (await TopicDump.ReadAsync(place, "orders")).HoldsOnce(Many);
    }

    [Fact]
    public async Task Once_ends_with_a_code_that_tells_how()
    {
        await using var place = new Workplace();
        var none = place.Start("--once");
        Assert.Equal(1, await none.ExitAsync());
        Assert.Contains("There is no connector to run", none.Log, StringComparison.Ordinal);

        Workplace.Write(place.FileOf("a.csv"), "k,number,text\n");
        place.WriteConnector("a", SampleRows.Source("a", place.FileOf("a.csv")));
        var failed = place.Start("--once");
        Assert.Equal(1, await failed.ExitAsync());
        Assert.Contains("Task 0 of connector a failed: FIL021", failed.Log, StringComparison.Ordinal);

        // Nobody listens there, which is an outage and no failure.
        SampleRows.Unique.WriteFile(place.FileOf("a.csv"), 1, 10);
        place.WriteConnector("b", new ConnectorOptions
        {
            ["connector.class"] = "JdbcSinkConnector",
            ["topics"] = "a",
            ["connection.url"] = $"jdbc:postgresql://127.0.0.1:{FreePort.Next()}/none",
        });
        var late = place.Start("--once", "--once-timeout", "2");
        Assert.Equal(4, await late.ExitAsync());
        Assert.Contains("Not everything is moved after 2 s.", late.Log, StringComparison.Ordinal);

        var wrong = await place.RunAsync("run", "--onse");
        Assert.Equal(2, wrong.ExitCode);
        Assert.Contains("--onse", wrong.Error, StringComparison.Ordinal);

        File.Delete(place.ConnectorFile("b"));
        await place.MoveAllAsync();
        (await TopicDump.ReadAsync(place, "a")).HoldsOnce(10);
    }
}
