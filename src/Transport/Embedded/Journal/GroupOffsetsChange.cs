namespace ConnectRuntime.Transport.Embedded.Journal;

/// <summary>Next offsets of one group, by topic incarnation and partition; −1 forgets one.</summary>
internal sealed record GroupOffsetsChange(string Group, Dictionary<(Guid Topic, int Partition), long> Next);
