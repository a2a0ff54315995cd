using System.Net;
using ConnectRuntime.EndToEnd.Tests.Rig;
using ConnectRuntime.Testing.Servers;

namespace ConnectRuntime.EndToEnd.Tests.Rest;

/// <summary>The REST API while rows flow: what it answers is what happens, and at the end every row is in the target once.</summary>
public class FlowTests(PostgresFixture postgres)
{
    [Fact]
    public async Task Connectors_are_paused_stopped_restarted_changed_and_made_again_under_load()
    {
        var target = await Target.CreateAsync(await postgres.ServerAsync());
        await target.CreateTablesAsync("rows_plain");
        await using var place = new Workplace();
        place.Environment[Target.PasswordVariable] = target.Password;
        var file = place.FileOf("rows.csv");
        SampleRows.Unique.WriteFile(file, 1, 1000);
        var process = await place.StartReadyAsync();
        var rest = process.Rest;
        var source = SampleRows.Source("rows", file).With("topic.creation.default.partitions", "3").With("batch.size", "200");
        var plain = target.Inserting("rows", "${topic}_plain").With("tasks.max", "2");
        await rest.PutAsync("source", source);
        await rest.PutAsync("plain", plain);
        await rest.PutAsync("keyed", target.Upserting("rows", "${topic}_keyed"));
        await using var writer = new SteadyWriter(file, 1000);

        await GrowsAsync(target, process);
        await StandsStillAsync("pause", HttpStatusCode.Accepted, "PAUSED", "plain", target, process);
        await StandsStillAsync("stop", HttpStatusCode.NoContent, "STOPPED", "plain", target, process);
        await StandsStillAsync("pause", HttpStatusCode.Accepted, "PAUSED", "source", target, process);
        await StandsStillAsync("stop", HttpStatusCode.NoContent, "STOPPED", "source", target, process);

        await rest.ExpectAsync(HttpStatusCode.Accepted, "POST", "connectors/plain/restart?includeTasks=true");
        await rest.ExpectAsync(HttpStatusCode.Accepted, "POST", "connectors/source/restart?includeTasks=true");
        await rest.ExpectAsync(HttpStatusCode.NoContent, "POST", "connectors/plain/tasks/0/restart");
        await GrowsAsync(target, process);

        await rest.PutAsync("plain", plain.With("tasks.max", "1").With("flush.bytes", "65536"));
        await rest.PutAsync("source", source.With("batch.size", "50"));
        await GrowsAsync(target, process);

        // Made again under the same name, they go on where they were.
        foreach (var (name, options) in new[] { ("plain", plain), ("source", source) })
        {
            await rest.ExpectAsync(HttpStatusCode.NoContent, "DELETE", $"connectors/{name}");
            Assert.Null(await rest.TryStatusAsync(name));
            await rest.PutAsync(name, options);
            await GrowsAsync(target, process);
        }

        await writer.EndAsync();
        await target.HasAsync("rows_plain", writer.Count, process);
        await target.HasAsync("rows_keyed", writer.Count, process);
        await target.InsertedOnceAsync("rows_plain", SampleRows.Unique, writer.Count);
        await target.UpsertedAsync("rows_keyed", SampleRows.Unique, writer.Count);
        (await TopicDump.ReadAsync(place, "rows")).HoldsOnce(writer.Count);
        Assert.Equal(0, await process.StopAsync());
    }

    // No row arrives while it stands still, though rows are written; then they do again.
    private static async Task StandsStillAsync(string verb, HttpStatusCode answer, string state, string connector, Target target, ConnectProcess process)
    {
        await process.Rest.ExpectAsync(answer, "PUT", $"connectors/{connector}/{verb}");
        await process.StatusAsync(connector, $"is {state}", view => view.State == state);
        var before = -1L;
        // What was on its way arrives: the source's last batch, or the flush that a pause makes.
        await Until.TrueAsync($"rows stop after the {verb} of {connector}", async () =>
        {
            var last = before;
            before = await target.CountAsync("rows_plain");
            await Task.Delay(300);
            return before == last;
        });
        await Task.Delay(400);
        Assert.Equal(before, await target.CountAsync("rows_plain"));
        await process.StatusAsync(connector, $"is {state}", view => view.State == state);
        await process.Rest.ExpectAsync(HttpStatusCode.Accepted, "PUT", $"connectors/{connector}/resume");
        await GrowsAsync(target, process);
        await process.StatusAsync(connector, "runs", view => view.IsWell);
    }

    private static async Task GrowsAsync(Target target, ConnectProcess process)
    {
        var before = await target.CountAsync("rows_plain");
        await Until.TrueAsync("rows arrive", async () => await target.CountAsync("rows_plain") > before, process.LogTail);
    }
}
