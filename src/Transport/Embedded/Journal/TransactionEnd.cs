namespace ConnectRuntime.Transport.Embedded.Journal;

/// <summary>One partition of a transaction that is decided.</summary>
internal readonly record struct EndedRange(Guid Topic, int Partition, long First, long Last);

/// <summary>The decision on a transaction, with the group offsets that it carries: durable means decided.</summary>
internal sealed record TransactionEnd(long ProducerId, bool Commit, List<EndedRange> Ranges, List<GroupOffsetsChange> Offsets);
