using System.Collections.Concurrent;
using ConnectRuntime.Transport.Embedded.Storage;

namespace ConnectRuntime.Transport.Embedded.Consuming;

/// <summary>The groups that have, or had, members in this process.</summary>
internal sealed class GroupTable
{
    private readonly ConcurrentDictionary<string, GroupState> _groups = new(StringComparer.Ordinal);
    private readonly TopicCatalog _topics;

    public GroupTable(TopicCatalog topics)
    {
        _topics = topics;
        topics.Changed += TopicsChanged;
    }

    public GroupState Get(string group) => _groups.GetOrAdd(group, _ => new GroupState(_topics));

    /// <summary>Refuses while a group has members.</summary>
    public void RequireEmpty(string group)
    {
        if (_groups.TryGetValue(group, out var state) && state.MemberCount is > 0 and var members)
        {
            throw LogErrors.GroupHasMembers(group, members);
        }
    }

    private void TopicsChanged()
    {
        foreach (var group in _groups.Values)
        {
            group.TopicsChanged();
        }
    }
}
