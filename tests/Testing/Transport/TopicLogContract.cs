using ConnectRuntime.Transport;
using Xunit;

namespace ConnectRuntime.Testing.Transport;

/// <summary>What every topic log has to do; inherited by the tests of each.</summary>
public abstract partial class TopicLogContract : IAsyncLifetime
{
    private static readonly CancellationToken None = CancellationToken.None;
    private readonly string _unique = Guid.NewGuid().ToString("N")[..8];

    /// <summary>The log under test.</summary>
    protected ITopicLog Log { get; private set; } = null!;

    /// <inheritdoc/>
    public async ValueTask InitializeAsync() => Log = await OpenAsync();

    /// <inheritdoc/>
    public virtual async ValueTask DisposeAsync()
    {
        await Log.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    /// <summary>Opens the log; a test uses names of its own, so it may be shared.</summary>
    protected abstract ValueTask<ITopicLog> OpenAsync();

    private string Name(string name) => $"{name}-{_unique}";

    private async Task<string> TopicAsync(string name, int partitions = 1)
    {
        await Log.CreateTopicAsync(new TopicSpec(Name(name), partitions), None);
        return Name(name);
    }

    private async Task AppendAsync(EncodedBatch batch)
    {
        await using var producer = await Log.CreateProducerAsync(new ProducerOptions("test"), None);
        await producer.AppendAsync(batch, None);
    }

    private async Task<ITopicConsumer> ReaderAsync(bool readCommitted, params (string Topic, int Partition)[] partitions)
    {
        var consumer = await Log.CreateConsumerAsync(new ConsumerOptions("reader") { ReadCommitted = readCommitted }, None);
        consumer.Assign(partitions.ToDictionary(p => new TopicPartition(p.Topic, p.Partition), _ => -1L));
        return consumer;
    }

    private ValueTask<ITopicConsumer> MemberAsync(string group, RecordingListener listener, params string[] topics) =>
        Log.CreateConsumerAsync(new ConsumerOptions("member") { Group = group, Topics = topics, Listener = listener }, None);

    private static async Task<TopicLogException> FailsAsync(TopicLogErrorKind kind, Func<Task> action)
    {
        var error = await Assert.ThrowsAsync<TopicLogException>(action);
        Assert.Equal(kind, error.Kind);
        Assert.StartsWith(error.Code + ": ", error.Message, StringComparison.Ordinal);
        return error;
    }
}
