using ConnectRuntime.Transport.Embedded.Files;

namespace ConnectRuntime.Transport.Embedded;

/// <summary>How the embedded log is to be opened.</summary>
/// <param name="Folder">Where the data is kept; made if it is missing.</param>
public sealed record EmbeddedLogOptions(string Folder)
{
    /// <summary>Whether an append to an unknown topic makes it.</summary>
    public bool AutoCreateTopics { get; init; } = true;

    /// <summary>Partitions of a topic that is made without saying how many.</summary>
    public int DefaultPartitions { get; init; } = 1;

    /// <summary>Bytes of a segment file, after which a new one is begun; one record may make a file larger.</summary>
    public int SegmentBytes { get; init; } = 256 * 1024 * 1024;

    /// <summary>Bytes of the largest record (key, value and headers); a larger one is a Data error.</summary>
    public int MaxRecordBytes { get; init; } = 256 * 1024 * 1024;

    /// <summary>
    /// Bytes of the journal of group offsets and decisions, after which it is written anew without what no longer counts.
    /// </summary>
    public int JournalBytes { get; init; } = 4 * 1024 * 1024;

    /// <summary>Segment files held open at once; the ones unused for longest are closed beyond that.</summary>
    public int MaxOpenFiles { get; init; } = 2048;

    /// <summary>Told in a sentence of what recovery found, repaired or could not do.</summary>
    public Action<string>? Log { get; init; }

    /// <summary>The files underneath.</summary>
    public ILogFileSystem FileSystem { get; init; } = LocalFileSystem.Instance;

    /// <summary>The clock that stamps records without a timestamp.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;
}
