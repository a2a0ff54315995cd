using ConnectRuntime.Configuration;
using ConnectRuntime.Errors;
using ConnectRuntime.Host.Cli;
using ConnectRuntime.Runtime.Management;

namespace ConnectRuntime.Host.Topics;

/// <summary>Chooses how topics are reached.</summary>
internal static class TopicViews
{
    /// <summary>The worker that runs on the data folder, or else the folder itself.</summary>
    public static async Task<ITopicView> OpenAsync(
        ConnectorConfig config, Func<IHostedWorker> create, CancellationToken cancellationToken)
    {
        var folder = config.Get(WorkerConfig.DataDir);
        if (RunningWorker.Find(folder) is { } running)
        {
            return new RemoteTopicView(running);
        }

        // Opening a folder makes it; somebody who looks has more likely named a wrong one.
        if (!Directory.Exists(folder))
        {
            throw new ConnectException(
                ErrorKind.Config,
                "HST009",
                $"Cannot read topics in '{folder}': the folder does not exist, the data folder of a worker is required. "
                + "Name it with --set data.dir=DIR, or run the command where the worker runs.");
        }

        var worker = create();
        try
        {
            await worker.OpenTopicsAsync(cancellationToken);
            return new LocalTopicView(worker);
        }
        catch
        {
            await worker.DisposeAsync();
            throw;
        }
    }
}
