using ConnectRuntime.EndToEnd.Tests.Rig;

namespace ConnectRuntime.EndToEnd.Tests.Faults;

/// <summary>Connectors that are not described as they should be: what the user is told, in the log and over REST.</summary>
public class ConnectorFaultTests(SharedWorker worker) : IClassFixture<SharedWorker>
{
    private static SampleRows Rows => SampleRows.Unique;

    [Fact]
    public async Task A_broken_file_is_told_and_changes_nothing()
    {
        var options = Ready("broken", 100);
        var json = options.ToFile("broken");
        Workplace.Write(worker.Place.ConnectorFile("broken"), json[..^3]);
        await worker.InsertAsync("broken");
        await worker.Process.LogsAsync($"Cannot apply connector file {worker.Place.ConnectorFile("broken")}: ");
        Assert.Null(await worker.Process.Rest.TryStatusAsync("broken"));

        worker.Place.WriteConnector("broken", options);
        await worker.ArrivesAsync("broken", 100);

        // A connector that runs goes on when its file breaks.
        Workplace.Write(worker.Place.ConnectorFile("broken"), "{");
        Rows.Append(worker.Place.FileOf("broken.csv"), 101, 100);
        await worker.ArrivesAsync("broken", 200);
        await Until.TrueAsync("the second fault is told", () => worker.Process.Log.Split("Cannot apply connector file").Length > 2, worker.Process.LogTail);
        await worker.ArrivesAsync("broken", 200);
        File.Delete(worker.Place.ConnectorFile("broken"));
    }

    [Fact]
    public async Task A_misspelt_option_is_answered_with_the_right_name()
    {
        const string Meant = "Cannot use 'csv.seperator.char': no option has this name, a known name is required. Did you mean 'csv.separator.char'?";
        var options = Ready("misspelt", 100);
        var wrong = options.With("csv.seperator.char", ",");
        Assert.Contains(Meant, await worker.Process.Rest.RefusalAsync("misspelt", wrong), StringComparison.Ordinal);

        worker.Place.WriteConnector("misspelt", wrong);
        await worker.Process.LogsAsync(Meant);
        Assert.Null(await worker.Process.Rest.TryStatusAsync("misspelt"));

        await worker.InsertAsync("misspelt");
        worker.Place.WriteConnector("misspelt", options);
        await worker.ArrivesAsync("misspelt", 100);
        File.Delete(worker.Place.ConnectorFile("misspelt"));
    }

    [Fact]
    public async Task An_unknown_class_is_answered_with_those_there_are()
    {
        var options = Ready("unknown", 100);
        var wrong = options.With("connector.class", "FlatFileSourceConector");
        var refusal = await worker.Process.Rest.RefusalAsync("unknown", wrong);
        Assert.Contains("FlatFileSourceConector", refusal, StringComparison.Ordinal);
        Assert.Contains("FlatFileSourceConnector", refusal, StringComparison.Ordinal);

        worker.Place.WriteConnector("unknown", wrong);
        await worker.Process.LogsAsync($"Cannot apply connector file {worker.Place.ConnectorFile("unknown")}: ");
        await worker.InsertAsync("unknown");
        worker.Place.WriteConnector("unknown", options);
        await worker.ArrivesAsync("unknown", 100);
        File.Delete(worker.Place.ConnectorFile("unknown"));
    }

    [Fact]
    public async Task A_wrong_password_stops_the_sink_and_is_not_told()
    {
        await worker.Process.Rest.PutAsync("password", Ready("password", 100));
        await worker.Target.CreateTablesAsync("password");
        var options = worker.Target.Inserting("password", "${topic}");
        await worker.Process.Rest.PutAsync("password-sink", options.With("connection.password", "not-the-secret"));

        var trace = await worker.Process.FailureAsync("password-sink", "28P01");
        Assert.Contains("Check connection.user, connection.password", trace, StringComparison.Ordinal);
        Assert.DoesNotContain("not-the-secret", worker.Process.Log, StringComparison.Ordinal);
        Assert.DoesNotContain("not-the-secret", (await worker.Process.Rest.SendAsync("GET", "connectors/password-sink")).Body, StringComparison.Ordinal);

        await worker.Process.Rest.PutAsync("password-sink", options);
        await worker.ArrivesAsync("password", 100);
    }

    [Fact]
    public async Task A_column_of_another_type_stops_the_sink_until_it_is_changed()
    {
        await worker.Process.Rest.PutAsync("column", Ready("column", 100));
        await worker.Target.SqlAsync("create table \"column\" (k bigint, seq uuid, text text, arrived bigserial)");
        await worker.Process.Rest.PutAsync("column-sink", worker.Target.Inserting("column", "${topic}"));

        var trace = await worker.Process.FailureAsync("column-sink", "column 'seq' is uuid");
        Assert.Contains("table column", trace, StringComparison.Ordinal);

        await worker.Target.SqlAsync("alter table \"column\" alter seq type bigint using null");
        await worker.ArrivesAsync("column", 100);
    }

    private ConnectorOptions Ready(string name, int rows)
    {
        var file = worker.Place.FileOf(name + ".csv");
        Rows.WriteFile(file, 1, rows);
        return SampleRows.Source(name, file);
    }
}
