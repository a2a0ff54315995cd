namespace ConnectRuntime.Records;

/// <summary>Where a source stands in one of its partitions, as canonical JSON objects.</summary>
/// <remarks>These texts are what REST shows and the offsets topic keeps, so partitions are equal when their texts are. The latest one emitted wins; the runtime never compares offsets.</remarks>
/// <param name="Partition">What the offset belongs to, such as <c>{"server":"shop"}</c>.</param>
/// <param name="Offset">The place, such as <c>{"file":"b.000012","pos":48213}</c>.</param>
public sealed record SourcePosition(string Partition, string Offset);
