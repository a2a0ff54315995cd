using Microsoft.Extensions.Logging;
using ConnectRuntime.MySql.Client.Connections;

namespace ConnectRuntime.MySql.Snapshot.Views;

/// <summary>Waits for XA transactions that are prepared and not decided yet.</summary>
/// <remarks>
/// The binlog has their rows where they were prepared. If that is before the view and they are committed after it, neither the view nor the stream has
/// their rows: hence the wait, and the warning where it was in vain.
/// </remarks>
internal static class PreparedBranches
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    /// <summary>Waits until there are none, or the time is up.</summary>
    public static async Task WaitAsync(MySqlConnection control, TimeSpan patience, TimeProvider clock, CancellationToken cancellationToken)
    {
        var begin = clock.GetTimestamp();
        while (await CountAsync(control, cancellationToken) > 0 && clock.GetElapsedTime(begin) < patience)
        {
            await Task.Delay(Pause, clock, cancellationToken);
        }
    }

    /// <summary>Warns of those that are there.</summary>
    public static async Task WarnAsync(MySqlConnection control, ILogger log, CancellationToken cancellationToken)
    {
        if (await CountAsync(control, cancellationToken) is > 0 and var count)
        {
            log.LogWarning(
                "{Count} XA transactions are prepared and undecided. If they are committed, their rows are neither in the snapshot nor in the stream. "
                + "Decide them (XA RECOVER lists them) and take the snapshot of their tables again.",
                count);
        }
    }

    // MySQL lets only some see them; whoever may not see them cannot wait for them.
    private static async Task<int> CountAsync(MySqlConnection control, CancellationToken cancellationToken) =>
        await control.TryAsync("XA RECOVER", cancellationToken) is null ? (await control.RowsAsync("XA RECOVER", cancellationToken)).Count : 0;
}
