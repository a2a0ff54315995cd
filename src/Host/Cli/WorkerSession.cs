using ConnectRuntime.Configuration;
using ConnectRuntime.Host.Logging;
using ConnectRuntime.Host.Rest;
using ConnectRuntime.Host.Topics;
using ConnectRuntime.Runtime.Management;

namespace ConnectRuntime.Host.Cli;

/// <summary>A worker with its REST API, from the start to the end of <c>connect run</c>.</summary>
internal sealed class WorkerSession : IAsyncDisposable
{
    private readonly IHostedWorker _worker;
    private readonly RestServer _rest;
    private readonly string _folder;
    private bool _isAnnounced;

    private WorkerSession(IHostedWorker worker, RestServer rest, string folder) => (_worker, _rest, _folder) = (worker, rest, folder);

    /// <summary>The worker.</summary>
    public IHostedWorker Worker => _worker;

    /// <summary>Where REST listens.</summary>
    public IReadOnlyList<string> Urls => _rest.Urls;

    /// <summary>Starts REST, which then answers that the worker is starting, and the worker.</summary>
    public static async Task<WorkerSession> StartAsync(
        CliContext context, ConnectorConfig config, ILoggerFactory logging, LogLevels levels, CancellationToken cancellationToken)
    {
        var worker = context.CreateWorker(config, logging);
        RestServer rest;
        try
        {
            rest = await RestServer.StartAsync(config.Get(WorkerConfig.Listeners), worker, logging, levels, cancellationToken);
        }
        catch
        {
            await worker.DisposeAsync();
            throw;
        }

        var session = new WorkerSession(worker, rest, config.Get(WorkerConfig.DataDir));
        try
        {
            await worker.StartAsync(new Uri(rest.LocalUrl).Authority, cancellationToken);
            session.Announce();
            return session;
        }
        catch
        {
            await session.DisposeAsync();
            throw;
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _rest.DisposeAsync();
        if (_isAnnounced)
        {
            RunningWorker.Remove(_folder);
        }

        await _worker.DisposeAsync();
    }

    // Only whoever holds the folder may write into it.
    private void Announce()
    {
        new RunningWorker(_rest.LocalUrl, Environment.ProcessId).Write(_folder);
        _isAnnounced = true;
    }
}
