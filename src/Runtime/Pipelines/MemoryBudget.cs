namespace ConnectRuntime.Runtime.Pipelines;

/// <summary>Memory that batches in flight share over the whole process.</summary>
/// <remarks>
/// Thread-safe. A batch is charged when it has been filled and given back when it is durable; whoever has nothing charged may
/// always go on, so one batch larger than the budget passes alone and nobody waits for ever.
/// </remarks>
internal sealed class MemoryBudget(long bytes)
{
    private readonly Lock _lock = new();
    private TaskCompletionSource? _freed;
    private long _used;

    /// <summary>Bytes in flight.</summary>
    public long Used
    {
        get
        {
            lock (_lock)
            {
                return _used;
            }
        }
    }

    /// <summary>Charges a filled batch.</summary>
    public void Charge(long amount)
    {
        lock (_lock)
        {
            _used += amount;
        }
    }

    /// <summary>Gives back what was charged.</summary>
    public void Release(long amount)
    {
        TaskCompletionSource? freed;
        lock (_lock)
        {
            _used -= amount;
            freed = _freed;
            _freed = null;
        }

        freed?.TrySetResult();
    }

    /// <summary>Waits until there is memory, or until the caller has nothing in flight itself.</summary>
    /// <param name="ownUse">Tells what the caller has in flight.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async ValueTask WaitAsync(Func<long> ownUse, CancellationToken cancellationToken)
    {
        for (; ; )
        {
            Task wait;
            lock (_lock)
            {
                if (_used < bytes || ownUse() == 0)
                {
                    return;
                }

                wait = (_freed ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task;
            }

            await wait.WaitAsync(cancellationToken);
        }
    }
}
