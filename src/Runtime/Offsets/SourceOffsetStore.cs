using System.Text;
using System.Text.Json;
using ConnectRuntime.Connectors;
using ConnectRuntime.Records;
using ConnectRuntime.Runtime.Storage;
using ConnectRuntime.Transport;

namespace ConnectRuntime.Runtime.Offsets;

/// <summary>The positions of one source connector, in the offsets topic.</summary>
/// <remarks>Key <c>["connector",{partition}]</c>, value <c>{offset}</c>, a null value for a position that was forgotten: Kafka Connect's shapes.</remarks>
internal sealed class SourceOffsetStore(CompactedTopic topic, string connector) : ISourcePositions
{
    private readonly string _prefix = $"[{JsonSerializer.Serialize(connector, RuntimeJson.Default.String)},";

    /// <inheritdoc/>
    public string? Find(string partition) => topic.Find(Key(partition)) is { } offset ? Encoding.UTF8.GetString(offset) : null;

    /// <inheritdoc/>
    public IReadOnlyList<SourcePosition> List() =>
        [.. topic.List(_prefix).Select(pair => new SourcePosition(pair.Key[_prefix.Length..^1], Encoding.UTF8.GetString(pair.Value)))];

    /// <inheritdoc/>
    public async ValueTask ForgetAsync(string partition, CancellationToken cancellationToken) => await topic.PutAsync(Key(partition), null, cancellationToken);

    /// <summary>Adds positions to a batch, so that they become durable with the rows that lie before them.</summary>
    public void Write(EncodedBatch batch, IReadOnlyCollection<SourcePosition> positions)
    {
        foreach (var position in positions)
        {
            topic.Write(batch, Key(position.Partition), Encoding.UTF8.GetBytes(position.Offset));
        }
    }

    /// <summary>Takes note of positions that have become durable.</summary>
    public void Take(IReadOnlyCollection<SourcePosition> positions)
    {
        foreach (var position in positions)
        {
            topic.Take(Key(position.Partition), Encoding.UTF8.GetBytes(position.Offset));
        }
    }

    private string Key(string partition) => $"{_prefix}{partition}]";
}
