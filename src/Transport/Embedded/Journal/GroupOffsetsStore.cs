namespace ConnectRuntime.Transport.Embedded.Journal;

/// <summary>The committed next offsets of all groups, as the journal has them.</summary>
/// <remarks>The flusher writes, any thread reads, under one lock.</remarks>
internal sealed class GroupOffsetsStore
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, Dictionary<(Guid Topic, int Partition), long>> _groups = [];

    public void Apply(GroupOffsetsChange change)
    {
        lock (_lock)
        {
            if (!_groups.TryGetValue(change.Group, out var offsets))
            {
                _groups.Add(change.Group, offsets = []);
            }

            foreach (var (partition, next) in change.Next)
            {
                if (next < 0)
                {
                    offsets.Remove(partition);
                }
                else
                {
                    offsets[partition] = next;
                }
            }
        }
    }

    public bool Remove(string group)
    {
        lock (_lock)
        {
            return _groups.Remove(group);
        }
    }

    /// <summary>Forgets all offsets in a topic.</summary>
    public void RemoveTopic(Guid topic)
    {
        lock (_lock)
        {
            foreach (var offsets in _groups.Values)
            {
                foreach (var key in offsets.Keys.Where(k => k.Topic == topic).ToList())
                {
                    offsets.Remove(key);
                }
            }
        }
    }

    /// <summary>Forgets all offsets in topics that do not exist.</summary>
    public void RemoveUnknown(HashSet<Guid> topics)
    {
        lock (_lock)
        {
            foreach (var offsets in _groups.Values)
            {
                foreach (var key in offsets.Keys.Where(k => !topics.Contains(k.Topic)).ToList())
                {
                    offsets.Remove(key);
                }
            }
        }
    }

    public bool Contains(string group)
    {
        lock (_lock)
        {
            return _groups.ContainsKey(group);
        }
    }

    /// <summary>A group's next offset, or −1.</summary>
    public long Find(string group, Guid topic, int partition)
    {
        lock (_lock)
        {
            return _groups.TryGetValue(group, out var offsets) && offsets.TryGetValue((topic, partition), out var next) ? next : -1;
        }
    }

    public List<KeyValuePair<(Guid Topic, int Partition), long>> List(string group)
    {
        lock (_lock)
        {
            return _groups.TryGetValue(group, out var offsets) ? [.. offsets] : [];
        }
    }

    public List<GroupOffsetsChange> Snapshot()
    {
        lock (_lock)
        {
            return [.. _groups.Select(g => new GroupOffsetsChange(g.Key, new(g.Value)))];
        }
    }
}
