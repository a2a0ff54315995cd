using ConnectRuntime.Transport.Embedded.Storage;

namespace ConnectRuntime.Transport.Embedded.Consuming;

/// <content>Membership: what came and what went is told to the listener inside the fetch.</content>
internal sealed partial class EmbeddedConsumer
{
    public async ValueTask DisposeAsync()
    {
        if (_disposed)
        {
            return;
        }

        _disposed = true;
        try
        {
            await LeaveAsync().ConfigureAwait(false);
        }
        finally
        {
            foreach (var cursor in _cursors.Values.ToList())
            {
                Drop(cursor.Partition);
            }

            if (_member is not null)
            {
                _group!.Leave(_member);
            }
        }
    }

    private async ValueTask LeaveAsync()
    {
        if (_group is null || _cursors.Count == 0)
        {
            return;
        }

        var all = _cursors.Values.Select(c => c.Partition).ToList();
        await LoseAsync(all.Where(IsLost), CancellationToken.None).ConfigureAwait(false);
        await RevokeAsync(all.Where(p => !IsLost(p)), CancellationToken.None).ConfigureAwait(false);
    }

    private async ValueTask ReconcileAsync(CancellationToken cancellationToken)
    {
        var version = _group!.Version;
        var leaving = _group.ToRevoke(_member!);
        await LoseAsync(leaving.Where(IsLost), cancellationToken).ConfigureAwait(false);
        await RevokeAsync(leaving.Where(p => !IsLost(p)), cancellationToken).ConfigureAwait(false);
        var taken = _group.Acquire(_member!);
        if (taken.Count > 0)
        {
            await TakeAsync(taken, cancellationToken).ConfigureAwait(false);
        }

        _groupSeen = version;
    }

    private async ValueTask TakeAsync(List<PartitionState> taken, CancellationToken cancellationToken)
    {
        var assigned = new List<AssignedPartition>(taken.Count);
        foreach (var partition in taken)
        {
            var committed = _loop.Journal.Groups.Find(_options.Group!, partition.Topic.Info.Id, partition.Number);
            Add(partition, Math.Max(0, committed));
            assigned.Add(new AssignedPartition(partition.Id, partition.Topic.Info.Id, committed));
        }

        try
        {
            await _options.Listener!.AssignedAsync(this, assigned, cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            // The listener did not take them, so the next fetch offers them again.
            Give(taken);
            throw;
        }

        foreach (var partition in taken)
        {
            Start(_cursors[partition.Id]);
        }
    }

    private bool IsLost(PartitionState partition) => partition.Topic.Deleted || _loop.Failure is not null;

    private async ValueTask LoseAsync(IEnumerable<PartitionState> partitions, CancellationToken cancellationToken)
    {
        var lost = partitions.ToList();
        if (lost.Count > 0)
        {
            Give(lost);
            await _options.Listener!.LostAsync(this, Ids(lost), cancellationToken).ConfigureAwait(false);
        }
    }

    private async ValueTask RevokeAsync(IEnumerable<PartitionState> partitions, CancellationToken cancellationToken)
    {
        var revoked = partitions.ToList();
        if (revoked.Count > 0)
        {
            await _options.Listener!.RevokedAsync(this, Ids(revoked), cancellationToken).ConfigureAwait(false);
            Give(revoked);
        }
    }

    private void Give(List<PartitionState> partitions)
    {
        partitions.ForEach(Drop);
        _group!.Release(_member!, partitions);
    }

    private static List<TopicPartition> Ids(List<PartitionState> partitions) => partitions.ConvertAll(p => p.Id);
}
