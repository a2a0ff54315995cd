using ConnectRuntime.Configuration;
using ConnectRuntime.Host.Rest;

namespace ConnectRuntime.Host.Cli;

/// <summary>A worker that the command line makes, starts and ends.</summary>
internal interface IHostedWorker : IWorkerView, IAsyncDisposable
{
    /// <summary>Opens the topics and starts every connector.</summary>
    /// <param name="workerId">Host and port under which statuses name this worker.</param>
    /// <param name="cancellationToken">Gives up.</param>
    Task StartAsync(string workerId, CancellationToken cancellationToken);

    /// <summary>Connector files that cannot be applied as they are, with the reason.</summary>
    IReadOnlyDictionary<string, string> RefusedFiles { get; }

    /// <summary>Opens the topics and nothing else, so that records can be read.</summary>
    Task OpenTopicsAsync(CancellationToken cancellationToken);
}

/// <summary>What commands get from outside.</summary>
/// <param name="Out">Results.</param>
/// <param name="Error">Errors and log.</param>
internal sealed record CliContext(TextWriter Out, TextWriter Error)
{
    /// <summary>Whether people see results as they come, so that lines may be written over.</summary>
    public bool IsTerminal { get; init; }

    /// <summary>Makes a worker that has read its plugins.</summary>
    public required Func<ConnectorConfig, ILoggerFactory, IHostedWorker> CreateWorker { get; init; }

    /// <summary>Environment variables.</summary>
    public required IReadOnlyDictionary<string, string> Environment { get; init; }
}
