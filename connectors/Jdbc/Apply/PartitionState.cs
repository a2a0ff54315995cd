using ConnectRuntime.Connectors;
using ConnectRuntime.Jdbc.Dialects;

namespace ConnectRuntime.Jdbc.Apply;

/// <summary>How far a partition has come: <c>durable ≤ taken</c>.</summary>
internal sealed class PartitionState(int index, OffsetRow row)
{
    /// <summary>Index into the task's partitions.</summary>
    public int Index { get; } = index;

    public TopicPartition Partition => Row.Partition;

    /// <summary>What the target has; its next offset is the durable one.</summary>
    public OffsetRow Row { get; set; } = row;

    /// <summary>The first offset that the task has not taken, or −1 for none yet.</summary>
    public long Next { get; set; } = row.Next;

    public bool HasMoved => Next != Row.Next;
}
