namespace ConnectRuntime.Records;

/// <summary>A task's own compact note of where it stands; the runtime hands it back and never looks inside.</summary>
/// <param name="Partition">Which of the task's source partitions, numbered by the task.</param>
/// <param name="A">Anything.</param>
/// <param name="B">Anything.</param>
public readonly record struct PositionMark(int Partition, long A, long B = 0);

/// <summary>What may be done at a <see cref="CommitPoint"/>.</summary>
[Flags]
public enum CommitFlags : byte
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>A restart may begin here once the rows before it are durable.</summary>
    Commit = 1,

    /// <summary>A transaction of the source ends here.</summary>
    TransactionBoundary = 2,
}

/// <summary>A place in a batch from which a source can go on. It may come without any rows, so that idle sources move too.</summary>
/// <param name="Row">How many rows of the batch lie before it.</param>
/// <param name="Mark">What the task renders into a <see cref="SourcePosition"/> if this point is committed.</param>
/// <param name="Flags">What may be done here.</param>
public readonly record struct CommitPoint(int Row, PositionMark Mark, CommitFlags Flags);
