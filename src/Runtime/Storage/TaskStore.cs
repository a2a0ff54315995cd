using ConnectRuntime.Connectors;
using ConnectRuntime.Transport;

namespace ConnectRuntime.Runtime.Storage;

/// <summary>A connector's notes in a topic of its own, which is made when the first note is asked for.</summary>
internal sealed class TaskStore(ITopicLog log, string connector) : ITaskStore, IAsyncDisposable
{
    private readonly SemaphoreSlim _opening = new(1, 1);
    private CompactedTopic? _topic;

    /// <inheritdoc/>
    public async ValueTask<ReadOnlyMemory<byte>?> GetAsync(string key, CancellationToken cancellationToken) =>
        (await OpenAsync(cancellationToken)).Find(key) is { } value ? value : (ReadOnlyMemory<byte>?)null;

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<string>> KeysAsync(string prefix, CancellationToken cancellationToken) =>
        [.. (await OpenAsync(cancellationToken)).List(prefix).Select(pair => pair.Key)];

    /// <inheritdoc/>
    public async ValueTask PutAsync(
        IReadOnlyList<KeyValuePair<string, ReadOnlyMemory<byte>?>> notes, CancellationToken cancellationToken) =>
        await (await OpenAsync(cancellationToken)).PutAsync(
            [.. notes.Select(note => KeyValuePair.Create(note.Key, note.Value?.ToArray()))], cancellationToken);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_topic is not null)
        {
            await _topic.DisposeAsync();
        }

        _opening.Dispose();
    }

    private async ValueTask<CompactedTopic> OpenAsync(CancellationToken cancellationToken)
    {
        if (_topic is not null)
        {
            return _topic;
        }

        await _opening.WaitAsync(cancellationToken);
        try
        {
            return _topic ??= await CompactedTopic.OpenAsync(log, InternalTopics.StorePrefix + connector, cancellationToken);
        }
        finally
        {
            _opening.Release();
        }
    }
}
