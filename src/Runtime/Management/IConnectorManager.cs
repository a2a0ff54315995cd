using ConnectRuntime.Configuration;
using ConnectRuntime.Records;

namespace ConnectRuntime.Runtime.Management;

/// <summary>Everything that REST and the command line can do to connectors.</summary>
/// <remarks>
/// Thread-safe. Every call returns within its deadline, whatever a plugin does: a connector is driven by a loop of its own, and
/// a call that changes it is durable when it returns, not carried out. Errors are <see cref="ManagementException"/>s.
/// </remarks>
public interface IConnectorManager
{
    /// <summary>All connectors by name.</summary>
    IReadOnlyList<string> Names { get; }

    /// <summary>A connector; throws NotFound.</summary>
    ConnectorInfo Get(string name);

    /// <summary>What it is doing; throws NotFound.</summary>
    ConnectorStatus GetStatus(string name);

    /// <summary>Makes a connector; throws AlreadyExists or Invalid.</summary>
    ValueTask<ConnectorInfo> CreateAsync(string name, IReadOnlyDictionary<string, string> config, TargetState initial, CancellationToken cancellationToken);

    /// <summary>Makes a connector or gives it another configuration; throws Invalid.</summary>
    /// <returns>The connector, and whether it was made.</returns>
    ValueTask<(ConnectorInfo Info, bool Created)> PutConfigAsync(string name, IReadOnlyDictionary<string, string> config, CancellationToken cancellationToken);

    /// <summary>Changes some options; null removes one. Throws NotFound or Invalid.</summary>
    ValueTask<ConnectorInfo> PatchConfigAsync(string name, IReadOnlyDictionary<string, string?> changes, CancellationToken cancellationToken);

    /// <summary>Stops and forgets a connector; its offsets stay. Throws NotFound.</summary>
    ValueTask DeleteAsync(string name, CancellationToken cancellationToken);

    /// <summary>Says what the connector shall do; throws NotFound.</summary>
    ValueTask SetTargetStateAsync(string name, TargetState state, CancellationToken cancellationToken);

    /// <summary>Restarts the connector and, if asked, its tasks; throws NotFound.</summary>
    /// <returns>The status, in which what is restarted reads Restarting.</returns>
    ValueTask<ConnectorStatus> RestartAsync(string name, bool includeTasks, bool onlyFailed, CancellationToken cancellationToken);

    /// <summary>Restarts one task; throws NotFound, or Conflict while the connector is stopped.</summary>
    ValueTask RestartTaskAsync(string name, int task, CancellationToken cancellationToken);

    /// <summary>The configuration of every task, with secrets hidden; throws NotFound.</summary>
    IReadOnlyList<IReadOnlyDictionary<string, string>> GetTaskConfigs(string name);

    /// <summary>The topics it has moved records of since it was made; empty for an unknown connector.</summary>
    IReadOnlyList<string> GetTopics(string name);

    /// <summary>Where it stands in every partition; throws NotFound.</summary>
    ValueTask<IReadOnlyList<ConnectorOffset>> GetOffsetsAsync(string name, CancellationToken cancellationToken);

    /// <summary>Reads a configuration without starting anything: every option with its value, and every problem at once.</summary>
    /// <param name="config">The configuration; throws Invalid where <c>connector.class</c> is missing or unknown.</param>
    /// <param name="probe">Whether the plugin's live checks are run too.</param>
    /// <param name="positions">The stored positions that the live checks look at; null for those that are stored here for a source of that name.</param>
    /// <param name="cancellationToken">Ends the checks.</param>
    ValueTask<ValidationResult> ValidateAsync(
        IReadOnlyDictionary<string, string> config, bool probe, IReadOnlyList<SourcePosition>? positions, CancellationToken cancellationToken);
}

/// <summary>A configuration that was read.</summary>
/// <param name="Spec">All options: the runtime's, the plugin's and those of its transforms.</param>
/// <param name="Result">Values and problems.</param>
/// <param name="Checks">What the plugin's live checks found; empty if they were not run.</param>
public sealed record ValidationResult(ConfigSpec Spec, ConfigResult Result, IReadOnlyList<ConnectRuntime.Connectors.CheckResult> Checks);

/// <summary>Why a request about connectors was refused.</summary>
public enum ManagementErrorKind
{
    /// <summary>There is no such connector or task: 404.</summary>
    NotFound,

    /// <summary>The name is taken: 409.</summary>
    AlreadyExists,

    /// <summary>The configuration or the request is wrong: 400.</summary>
    Invalid,

    /// <summary>Not in this state: 409.</summary>
    Conflict,

    /// <summary>The topic log did not take it: 500.</summary>
    Unavailable,
}

/// <summary>The one exception of <see cref="IConnectorManager"/>.</summary>
public sealed class ManagementException(ManagementErrorKind kind, string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>Why.</summary>
    public ManagementErrorKind Kind { get; } = kind;
}
