namespace ConnectRuntime.Api.Tests.Records;

/// <summary>Tests that look at the memory of the whole process: they run alone, after all others.</summary>
[CollectionDefinition(nameof(MemoryCollection), DisableParallelization = true)]
public static class MemoryCollection;
