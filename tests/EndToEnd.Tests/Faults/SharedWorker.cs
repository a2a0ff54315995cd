using ConnectRuntime.EndToEnd.Tests.Rig;
using ConnectRuntime.Testing.Servers;

namespace ConnectRuntime.EndToEnd.Tests.Faults;

/// <summary>One worker for all tests of a class, whose faults are each in connectors of their own. File modes count for it even where it is root.</summary>
public sealed class SharedWorker(PostgresFixture postgres) : IAsyncLifetime
{
    private static readonly string[] WithoutRights = ["setpriv", "--bounding-set=-dac_override,-dac_read_search", "--"];

    /// <summary>The worker's folders.</summary>
    internal Workplace Place { get; } = new();

    /// <summary>The worker.</summary>
    internal ConnectProcess Process { get; private set; } = null!;

    /// <summary>Where its sinks write.</summary>
    internal Target Target { get; private set; } = null!;

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        Target = await Target.CreateAsync(await postgres.ServerAsync());
        Place.Environment[Target.PasswordVariable] = Target.Password;
        Process = Place.StartIn(Environment.IsPrivilegedProcess ? WithoutRights : []);
        await Process.ReadyAsync();
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => Place.DisposeAsync();

    /// <summary>Makes a sink that inserts the rows of a topic into a table of the same name.</summary>
    internal async Task InsertAsync(string topic)
    {
        await Target.CreateTablesAsync(topic);
        await Process.Rest.PutAsync(topic + "-sink", Target.Inserting(topic, "${topic}"));
    }

    /// <summary>Waits until rows 1 to n of a topic are in its table, once each, and the connectors are well.</summary>
    internal async Task ArrivesAsync(string topic, long rows)
    {
        await Target.HasAsync(topic, rows, Process);
        await Target.InsertedOnceAsync(topic, SampleRows.Unique, rows);
        await Process.StatusAsync(topic, "is well", view => view.IsWell);
    }
}
