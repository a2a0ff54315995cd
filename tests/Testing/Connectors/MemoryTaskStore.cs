using System.Collections.Concurrent;
using ConnectRuntime.Connectors;

namespace ConnectRuntime.Testing.Connectors;

/// <summary>The notes of a task, in memory.</summary>
public sealed class MemoryTaskStore : ITaskStore
{
    private readonly ConcurrentDictionary<string, byte[]> _notes = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public ValueTask<ReadOnlyMemory<byte>?> GetAsync(string key, CancellationToken cancellationToken) =>
        new(_notes.TryGetValue(key, out var value) ? value : (ReadOnlyMemory<byte>?)null);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<string>> KeysAsync(string prefix, CancellationToken cancellationToken) =>
        new([.. _notes.Keys.Where(key => key.StartsWith(prefix, StringComparison.Ordinal)).Order(StringComparer.Ordinal)]);

    /// <inheritdoc/>
    public ValueTask PutAsync(
        IReadOnlyList<KeyValuePair<string, ReadOnlyMemory<byte>?>> notes, CancellationToken cancellationToken)
    {
        foreach (var (key, value) in notes)
        {
            if (value is { } bytes)
            {
                _notes[key] = bytes.ToArray();
            }
            else
            {
                _notes.TryRemove(key, out _);
            }
        }

        return default;
    }
}
