using ConnectRuntime.Errors;
using ConnectRuntime.Runtime.Errors;
using ConnectRuntime.Runtime.Management;
using Microsoft.Extensions.Logging;

namespace ConnectRuntime.Runtime.Pipelines;

/// <summary>Makes a call again for as long as it fails with a Transient error, visibly: in the status and in the log.</summary>
internal static class RetryLoop
{
    /// <summary>Calls until it succeeds, fails with another kind of error, or is asked to stop; then what it failed with last is thrown.</summary>
    public static async ValueTask RunAsync(TaskSettings settings, string what, Func<ValueTask> call, CancellationToken stop)
    {
        Backoff? backoff = null;
        for (; ; )
        {
            try
            {
                await call();
                if (backoff is not null)
                {
                    settings.Progress.SetDetail(null);
                    settings.Logger.LogInformation("Could {What} after {Failures} failures", what, backoff.Failures);
                }

                return;
            }
            catch (Exception exception) when (ErrorMapping.KindOf(exception) == ErrorKind.Transient && !stop.IsCancellationRequested)
            {
                backoff ??= For(settings);
                await WaitAsync(settings, backoff, what, exception, stop);
            }
        }
    }

    /// <summary>The back-off that the worker's options ask for.</summary>
    public static Backoff For(TaskSettings settings) =>
        new(settings.Worker.Get(WorkerConfig.RestartBackoff), settings.Worker.Get(WorkerConfig.RestartBackoffMax));

    /// <summary>Shows the failure and waits for the next try.</summary>
    public static async ValueTask WaitAsync(TaskSettings settings, Backoff backoff, string what, Exception exception, CancellationToken stop)
    {
        var wait = backoff.Next();
        settings.Progress.SetIdle(false);
        settings.Progress.SetDetail($"trying again to {what}, failed {backoff.Failures} times: {exception.Message}");
        settings.Logger.LogWarning("Cannot {What}, trying again in {Wait:0.0} s: {Error}", what, wait.TotalSeconds, exception.Message);
        await Task.Delay(wait, settings.Clock, stop);
    }
}
