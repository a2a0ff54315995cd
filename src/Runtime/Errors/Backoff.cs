namespace ConnectRuntime.Runtime.Errors;

/// <summary>Waits that double up to a limit, with a fifth of jitter so that tasks which failed together do not come back together.</summary>
internal sealed class Backoff(TimeSpan first, TimeSpan most)
{
    private int _failures;

    /// <summary>Waits handed out since the last <see cref="Reset"/>.</summary>
    public int Failures => _failures;

    /// <summary>The next wait.</summary>
    public TimeSpan Next()
    {
        var factor = Math.Pow(2, Math.Min(_failures++, 30));
        var wait = Math.Min(first.TotalMilliseconds * factor, most.TotalMilliseconds);
        return TimeSpan.FromMilliseconds(wait * (0.9 + (0.2 * Random.Shared.NextDouble())));
    }

    /// <summary>Begins with the first wait again.</summary>
    public void Reset() => _failures = 0;
}
