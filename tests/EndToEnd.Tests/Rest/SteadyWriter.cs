using ConnectRuntime.EndToEnd.Tests.Rig;

namespace ConnectRuntime.EndToEnd.Tests.Rest;

/// <summary>Adds rows to a file, some every few milliseconds, until it is ended.</summary>
internal sealed class SteadyWriter : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _writing;

    /// <summary>Begins behind the rows that are there.</summary>
    public SteadyWriter(string file, long count)
    {
        Count = count;
        _writing = Task.Run(async () =>
        {
            while (!_stop.IsCancellationRequested)
            {
                SampleRows.Unique.Append(file, Count + 1, 20);
                Count += 20;
                await Task.Delay(10);
            }
        });
    }

    /// <summary>Rows 1 to this are in the file.</summary>
    public long Count { get; private set; }

    /// <summary>Ends with whole records.</summary>
    public async Task EndAsync()
    {
        await _stop.CancelAsync();
        await _writing;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await EndAsync();
        _stop.Dispose();
    }
}
