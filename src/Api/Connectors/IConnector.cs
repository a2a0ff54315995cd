using ConnectRuntime.Configuration;
using ConnectRuntime.Records;
using Microsoft.Extensions.Logging;

namespace ConnectRuntime.Connectors;

/// <summary>What sources and sinks have in common: options, checks before the start, and a plan of tasks.</summary>
/// <remarks>Made anew for every start; implement <see cref="ISourceConnector"/> or <see cref="ISinkConnector"/>. Needs a public constructor without parameters and a <see cref="PluginAttribute"/>.</remarks>
public interface IConnector
{
    /// <summary>All its own options. The runtime adds those that every connector has.</summary>
    ConfigSpec Config { get; }

    /// <summary>
    /// Checks what can be checked without changing anything: that a folder exists, that a server answers and grants what is
    /// needed. Reports everything at once, and nothing that <see cref="Config"/> has found already.
    /// </summary>
    ValueTask CheckAsync(ConnectorContext context, ICollection<CheckResult> results, CancellationToken cancellationToken);

    /// <summary>Divides the work.</summary>
    /// <param name="context">Configuration and log.</param>
    /// <param name="maxTasks">The value of <c>tasks.max</c>, 1 or more.</param>
    /// <param name="cancellationToken">Ends when the connector is stopped.</param>
    /// <returns>For every task the options it gets beside the connector's own; at most <paramref name="maxTasks"/>, and none where there is nothing to do.</returns>
    ValueTask<IReadOnlyList<TaskPlan>> PlanAsync(ConnectorContext context, int maxTasks, CancellationToken cancellationToken);
}

/// <summary>What a connector is given.</summary>
/// <param name="Name">The connector's name.</param>
/// <param name="Config">Its parsed configuration.</param>
/// <param name="Log">Its log.</param>
public sealed record ConnectorContext(string Name, ConnectorConfig Config, ILogger Log)
{
    /// <summary>The positions that are stored for a source, while it is checked; null where nobody has looked.</summary>
    public IReadOnlyList<SourcePosition>? Positions { get; init; }
}

/// <summary>The options of one task beside those of its connector.</summary>
/// <param name="Options">Names and values; empty where all tasks are alike and divide the work by their number.</param>
public sealed record TaskPlan(IReadOnlyDictionary<string, string> Options)
{
    /// <summary>A task like every other.</summary>
    public static readonly TaskPlan Default = new(new Dictionary<string, string>());
}

/// <summary>One finding of <see cref="IConnector.CheckAsync"/>.</summary>
/// <param name="Subject">What was checked, such as an option's name or a server's variable.</param>
/// <param name="Severity">How bad it is.</param>
/// <param name="Message">What was found, what is required, and what to do.</param>
public sealed record CheckResult(string Subject, CheckSeverity Severity, string Message);

/// <summary>How bad a finding is.</summary>
public enum CheckSeverity
{
    /// <summary>As it should be.</summary>
    Ok,

    /// <summary>It works, with a consequence that the message names.</summary>
    Warning,

    /// <summary>It cannot work.</summary>
    Error,
}
