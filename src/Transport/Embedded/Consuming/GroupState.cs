using ConnectRuntime.Transport.Embedded.Storage;

namespace ConnectRuntime.Transport.Embedded.Consuming;

/// <summary>The members of one consumer group and who has which partition.</summary>
/// <remarks>
/// Any thread, under its lock. A partition is handed over in two steps, each inside the fetch of the member concerned: the old
/// owner gives it back after it was told, then the new owner takes it. So it never has two.
/// </remarks>
internal sealed class GroupState(TopicCatalog topics)
{
    private readonly Lock _lock = new();
    private readonly List<GroupMember> _members = [];
    private readonly Dictionary<PartitionState, GroupMember> _owners = [];
    private int _version;
    private int _topicsSeen = -1;

    /// <summary>Rises when a member may have something to take or to give back.</summary>
    public int Version => Volatile.Read(ref _version);

    public int MemberCount
    {
        get
        {
            lock (_lock)
            {
                return _members.Count;
            }
        }
    }

    public void Join(GroupMember member)
    {
        lock (_lock)
        {
            _members.Add(member);
            _topicsSeen = -1;
            WakeAll();
        }
    }

    public void Leave(GroupMember member)
    {
        lock (_lock)
        {
            _members.Remove(member);
            foreach (var partition in member.Owned)
            {
                _owners.Remove(partition);
            }

            member.Owned.Clear();
            _topicsSeen = -1;
            WakeAll();
        }
    }

    /// <summary>Has every member look again, since topics came or went.</summary>
    public void TopicsChanged()
    {
        lock (_lock)
        {
            WakeAll();
        }
    }

    /// <summary>What a member has and is not to have.</summary>
    public List<PartitionState> ToRevoke(GroupMember member)
    {
        lock (_lock)
        {
            if (_topicsSeen != topics.Version)
            {
                _topicsSeen = topics.Version;
                AssignmentPolicy.Assign(_members, [.. topics.All.OrderBy(t => t.Info.Name, StringComparer.Ordinal)]);
                WakeAll();
            }

            return [.. member.Owned.Where(p => !member.Target.Contains(p))];
        }
    }

    public void Release(GroupMember member, IEnumerable<PartitionState> partitions)
    {
        lock (_lock)
        {
            foreach (var partition in partitions)
            {
                member.Owned.Remove(partition);
                _owners.Remove(partition);
            }

            WakeAll();
        }
    }

    /// <summary>Takes what the member is to have and nobody else has any more.</summary>
    public List<PartitionState> Acquire(GroupMember member)
    {
        lock (_lock)
        {
            var taken = member.Target.Where(p => !_owners.ContainsKey(p))
                .OrderBy(p => p.Id.Topic, StringComparer.Ordinal).ThenBy(p => p.Number).ToList();
            foreach (var partition in taken)
            {
                _owners.Add(partition, member);
                member.Owned.Add(partition);
            }

            return taken;
        }
    }

    private void WakeAll()
    {
        Interlocked.Increment(ref _version);
        foreach (var member in _members)
        {
            member.Wake.Signal();
        }
    }
}
