using ConnectRuntime.Runtime.Management;

namespace ConnectRuntime.Host.Progress;

/// <summary>What a line of progress says of one connector.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">Which way it moves data.</param>
/// <param name="State">Its state, or that of its task that needs most attention.</param>
/// <param name="Rows">Rows moved by all its tasks.</param>
/// <param name="Lag">Records that its tasks are behind; null where it is not known.</param>
/// <param name="Detail">What it waits for or why it failed; null for nothing.</param>
internal sealed record ConnectorProgress(string Name, ConnectorType Type, ConnectorState State, long Rows, long? Lag, string? Detail)
{
    /// <summary>Sums up a status.</summary>
    public static ConnectorProgress Of(ConnectorStatus status)
    {
        var all = status.Tasks.Prepend(status.Connector).ToList();
        var worst = all.FirstOrDefault(part => part.State == ConnectorState.Failed)
            ?? all.FirstOrDefault(part => part.State != ConnectorState.Running)
            ?? all.FirstOrDefault(part => part.Detail is not null)
            ?? status.Connector;
        var lags = status.Tasks.Where(task => task.Lag is not null).ToList();
        return new ConnectorProgress(
            status.Name,
            status.Type,
            worst.State,
            status.Tasks.Sum(task => task.Rows),
            lags.Count == 0 ? null : lags.Sum(task => task.Lag),
            FirstLine(worst.Trace) ?? FirstLine(worst.Detail));
    }

    private static string? FirstLine(string? text) => text?.Split('\n')[0].TrimEnd('\r');
}
