using ConnectRuntime.Connectors;

namespace ConnectRuntime.Jdbc.Dialects;

/// <summary>What the target notes about one topic partition.</summary>
/// <param name="Partition">Topic and number.</param>
/// <param name="TopicId">The topic's incarnation; empty where the transport knows none.</param>
/// <param name="Next">The first offset that is not in the target, or −1 for none yet.</param>
/// <param name="Epoch">Grows with every assignment, so that an older writer is told apart.</param>
internal readonly record struct OffsetRow(TopicPartition Partition, Guid TopicId, long Next, long Epoch);

/// <summary>One step of a partition's offset within a flush.</summary>
/// <param name="Row">What must be there.</param>
/// <param name="Next">The next offset afterwards.</param>
internal readonly record struct OffsetMove(OffsetRow Row, long Next);
