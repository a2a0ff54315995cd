using ConnectRuntime.Transport.Embedded.Storage;

namespace ConnectRuntime.Transport.Embedded.Consuming;

/// <summary>A consumer's part in its group; its fields are guarded by the group's lock.</summary>
internal sealed class GroupMember(Subscription subscription, ReadyQueue wake)
{
    public Subscription Subscription { get; } = subscription;

    public ReadyQueue Wake { get; } = wake;

    /// <summary>What it is to have.</summary>
    public HashSet<PartitionState> Target { get; } = [];

    /// <summary>What it has.</summary>
    public HashSet<PartitionState> Owned { get; } = [];
}
