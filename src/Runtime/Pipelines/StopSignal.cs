namespace ConnectRuntime.Runtime.Pipelines;

/// <summary>How one run of a task is asked to end: first to finish what is under way, and after some patience to drop it.</summary>
/// <remarks>Thread-safe. Callbacks of both tokens run on the thread pool, never inside a call of this class.</remarks>
internal sealed class StopSignal(TimeProvider clock)
{
    private readonly CancellationTokenSource _finish = new();
    private readonly CancellationTokenSource _drop = new(Timeout.InfiniteTimeSpan, clock);

    /// <summary>Asks for the end. Work that would be half done, such as a write of a sink, is still carried through.</summary>
    public CancellationToken Finish => _finish.Token;

    /// <summary>Patience has run out: everything is given up where it is, and nothing is committed any more.</summary>
    public CancellationToken Drop => _drop.Token;

    /// <summary>Whether the end was asked for.</summary>
    public bool IsAsked => _finish.IsCancellationRequested;

    /// <summary>Asks for the end.</summary>
    public void Ask(TimeSpan patience)
    {
        _ = _finish.CancelAsync();
        _drop.CancelAfter(patience);
    }
}
