using ConnectRuntime.EndToEnd.Tests.Rig;
using ConnectRuntime.Testing.Servers;

namespace ConnectRuntime.EndToEnd.Tests.Runs;

/// <summary>Runs that follow each other on the same data.</summary>
public class RepeatTests(PostgresFixture postgres)
{
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
}
