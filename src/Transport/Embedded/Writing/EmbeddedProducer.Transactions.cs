using ConnectRuntime.Transport.Embedded.Journal;
using ConnectRuntime.Transport.Embedded.Transactions;

namespace ConnectRuntime.Transport.Embedded.Writing;

/// <content>Transactions: <c>none → open → none</c>, by commit or by abort.</content>
internal sealed partial class EmbeddedProducer
{
    private readonly List<GroupOffsetsChange> _offsets = [];
    private bool _open;

    public ValueTask BeginTransactionAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        ObjectDisposedException.ThrowIf(_disposed, this);
        loop.ThrowIfUnusable();
        RequireTransactional("begin a transaction");
        if (_open)
        {
            throw LogErrors.TransactionOpen(state!.Id);
        }

        RequireCurrent();
        _open = true;
        return default;
    }

    public ValueTask SendOffsetsAsync(string group, IReadOnlyDictionary<TopicPartition, long> next, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        RequireOpen("send offsets");
        var change = new GroupOffsetsChange(group, new(next.Count));
        foreach (var (partition, offset) in next)
        {
            if (offset < 0)
            {
                throw LogErrors.BadOffset(partition, offset);
            }

            change.Next[(loop.Topics.Get(partition).Topic.Info.Id, partition.Partition)] = offset;
        }

        _offsets.Add(change);
        return default;
    }

    public ValueTask CommitTransactionAsync(CancellationToken cancellationToken) => EndAsync("commit", commit: true, cancellationToken);

    public ValueTask AbortTransactionAsync(CancellationToken cancellationToken) => EndAsync("abort", commit: false, cancellationToken);

    /// <summary>After a Transient failure the transaction is still open, and may be committed again or aborted.</summary>
    private async ValueTask EndAsync(string action, bool commit, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        loop.ThrowIfUnusable();
        RequireOpen(action);
        var request = new EndTransactionRequest(state!, epoch, commit, commit ? [.. _offsets] : []);
        loop.Enqueue(request);
        await request.Task.ConfigureAwait(false);
        _open = false;
        _offsets.Clear();
    }

    private async ValueTask AbortLeftOpenAsync()
    {
        if (_open && loop.Failure is null && state!.IsCurrent(epoch))
        {
            await EndAsync("abort", commit: false, CancellationToken.None).ConfigureAwait(false);
        }
    }

    private void RequireOpen(string action)
    {
        RequireTransactional(action);
        if (!_open)
        {
            throw LogErrors.TransactionNotOpen(state!.Id, action);
        }

        RequireCurrent();
    }

    private void RequireTransactional(string action)
    {
        if (state is null)
        {
            throw LogErrors.NotTransactional(action);
        }
    }

    private void RequireCurrent()
    {
        if (!state!.IsCurrent(epoch))
        {
            throw LogErrors.Fenced(state.Id);
        }
    }
}
