using ConnectRuntime.MySql.Client.Connections;
using ConnectRuntime.MySql.Configuration;
using Microsoft.Extensions.Logging;

namespace ConnectRuntime.MySql.Snapshot.Views;

/// <summary>How views of one source are opened.</summary>
/// <param name="Connection">How to reach the server.</param>
/// <param name="Locking">Which locks may be taken, and for how long they are held.</param>
/// <param name="LockTimeout">How long to wait for one.</param>
/// <param name="Log">The task's log.</param>
/// <param name="Clock">The task's clock.</param>
internal sealed record ViewConfig(
    MySqlConnectionConfig Connection, LockingMode Locking, TimeSpan LockTimeout, ILogger Log, TimeProvider Clock)
{
    /// <summary>Whether the stream may start by the place's file and byte although there are GTIDs.</summary>
    public bool IgnoresGtids { get; init; }
}
