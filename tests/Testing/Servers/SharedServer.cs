namespace ConnectRuntime.Testing.Servers;

/// <summary>A server that is started once, by whichever test first asks for it.</summary>
public sealed class SharedServer<T>(Func<Task<T>> start) : IAsyncDisposable
    where T : class, IAsyncDisposable
{
    // One that fails, or is skipped, does so once; the others get the same answer.
    private readonly Lazy<Task<T>> _server = new(start);

    /// <summary>The server.</summary>
    public ValueTask<T> GetAsync() => new(_server.Value);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_server.IsValueCreated && await Task.WhenAny(_server.Value) is { IsCompletedSuccessfully: true } started)
        {
            await (await started).DisposeAsync();
        }
    }
}
