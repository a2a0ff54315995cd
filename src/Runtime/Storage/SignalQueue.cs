using System.Collections.Concurrent;
using ConnectRuntime.Connectors;

namespace ConnectRuntime.Runtime.Storage;

/// <summary>Requests to the running tasks of one connector, in the order in which they came.</summary>
internal sealed class SignalQueue : ISignals
{
    private readonly ConcurrentQueue<Signal> _waiting = new();

    /// <summary>Adds a request.</summary>
    public void Send(Signal signal) => _waiting.Enqueue(signal);

    /// <inheritdoc/>
    public bool TryRead(out Signal signal) => _waiting.TryDequeue(out signal);
}
