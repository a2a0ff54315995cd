using ConnectRuntime.Transport.Embedded.Storage;

namespace ConnectRuntime.Transport.Embedded.Consuming;

/// <summary>Shares partitions among the members of a group: what a member has it keeps, unless it has more than its share.</summary>
internal static class AssignmentPolicy
{
    public static void Assign(IReadOnlyList<GroupMember> members, IReadOnlyList<TopicState> topics)
    {
        var owners = new Dictionary<PartitionState, GroupMember>();
        foreach (var member in members)
        {
            foreach (var partition in member.Target)
            {
                owners.TryAdd(partition, member);
            }

            member.Target.Clear();
        }

        var homeless = new List<(PartitionState Partition, GroupMember[] Wanting)>();
        foreach (var topic in topics)
        {
            var wanting = members.Where(m => m.Subscription.Wants(topic.Info.Name)).ToArray();
            foreach (var partition in wanting.Length == 0 ? [] : topic.Partitions)
            {
                if (owners.TryGetValue(partition, out var owner) && Array.IndexOf(wanting, owner) >= 0)
                {
                    owner.Target.Add(partition);
                }
                else
                {
                    homeless.Add((partition, wanting));
                }
            }
        }

        foreach (var (partition, wanting) in homeless)
        {
            Least(wanting).Target.Add(partition);
        }

        Balance(members);
    }

    /// <summary>Moves partitions from members that have at least two more than another that wants them.</summary>
    private static void Balance(IReadOnlyList<GroupMember> members)
    {
        var moved = true;
        while (moved)
        {
            moved = false;
            foreach (var rich in members.OrderByDescending(m => m.Target.Count).ToList())
            {
                foreach (var partition in LastFirst(rich.Target))
                {
                    var poor = members.Where(m => m.Subscription.Wants(partition.Id.Topic)).MinBy(m => m.Target.Count)!;
                    if (rich.Target.Count < poor.Target.Count + 2)
                    {
                        continue;
                    }

                    rich.Target.Remove(partition);
                    poor.Target.Add(partition);
                    moved = true;
                }
            }
        }
    }

    private static List<PartitionState> LastFirst(IEnumerable<PartitionState> partitions) =>
        [.. partitions.OrderByDescending(p => p.Number).ThenByDescending(p => p.Id.Topic, StringComparer.Ordinal)];

    private static GroupMember Least(GroupMember[] members)
    {
        var least = members[0];
        foreach (var member in members)
        {
            least = member.Target.Count < least.Target.Count ? member : least;
        }

        return least;
    }
}
