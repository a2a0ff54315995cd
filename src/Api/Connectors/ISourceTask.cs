using ConnectRuntime.Records;

namespace ConnectRuntime.Connectors;

/// <summary>Reads rows from somewhere. The runtime calls one method at a time, in this order.</summary>
/// <remarks>
/// <code>
/// OpenAsync → ( ReadAsync | Render → CommittedAsync )* → DisposeAsync
/// </code>
/// Every call ends promptly when its token is cancelled. What a call throws decides what happens next, by its
/// <see cref="Errors.ErrorKind"/>: after a Transient error the same call is made again with back-off; after anything else the
/// task is disposed and a new one is opened from the last committed position.
/// </remarks>
public interface ISourceTask : IAsyncDisposable
{
    /// <summary>Connects, and finds its place from the positions in the context.</summary>
    ValueTask OpenAsync(ISourceContext context, CancellationToken cancellationToken);

    /// <summary>
    /// Adds rows and commit points to an empty batch, until it is full, or nothing more is at hand. May wait for the first
    /// row; a wait of more than a second without anything is better returned as an empty batch.
    /// </summary>
    /// <remarks>
    /// Rows that are in the batch when a Transient error is thrown count as read, as do its commit points: the next call gets an
    /// empty batch. After any other error they are thrown away.
    /// </remarks>
    /// <returns>Whether there can be more; after <see cref="ReadResult.Finished"/> the task is not read again.</returns>
    ValueTask<ReadResult> ReadAsync(RecordBatch batch, CancellationToken cancellationToken);

    /// <summary>Turns a mark of a commit point into the position it stands for. Called when that point is about to be committed.</summary>
    SourcePosition Render(PositionMark mark);

    /// <summary>Tells that a position is durable; what lies before it may be cleaned up or acknowledged upstream.</summary>
    ValueTask CommittedAsync(SourcePosition position, CancellationToken cancellationToken);
}

/// <summary>Whether a source can have more.</summary>
public enum ReadResult
{
    /// <summary>There can be more.</summary>
    More,

    /// <summary>Nothing more will come. The task stays as it is until it is stopped.</summary>
    Finished,
}

/// <summary>What a source task is given.</summary>
public interface ISourceContext : ITaskContext
{
    /// <summary>The stored positions.</summary>
    ISourcePositions Positions { get; }

    /// <summary>The task's own durable notes.</summary>
    ITaskStore Store { get; }

    /// <summary>Requests from outside.</summary>
    ISignals Signals { get; }
}

/// <summary>The positions of a connector, as they are committed.</summary>
public interface ISourcePositions
{
    /// <summary>The offset stored for a partition, or null.</summary>
    /// <param name="partition">The partition as canonical JSON, see <see cref="SourcePosition"/>.</param>
    string? Find(string partition);

    /// <summary>All positions of the connector, of all its tasks.</summary>
    IReadOnlyList<SourcePosition> List();

    /// <summary>Forgets a partition that will never be read again. Durable when it returns.</summary>
    ValueTask ForgetAsync(string partition, CancellationToken cancellationToken);
}

/// <summary>A keyed, compacted topic of the connector's own, for what must survive beside positions, such as table schemas.</summary>
/// <remarks>A note is durable before any position that is committed after it.</remarks>
public interface ITaskStore
{
    /// <summary>The note under a key, or null.</summary>
    ValueTask<ReadOnlyMemory<byte>?> GetAsync(string key, CancellationToken cancellationToken);

    /// <summary>All keys with a prefix, in ordinal order.</summary>
    ValueTask<IReadOnlyList<string>> KeysAsync(string prefix, CancellationToken cancellationToken);

    /// <summary>Writes a note, or with null removes it.</summary>
    ValueTask PutAsync(string key, ReadOnlyMemory<byte>? value, CancellationToken cancellationToken) =>
        PutAsync([new(key, value)], cancellationToken);

    /// <summary>Writes several notes at once, all or none; a null removes one.</summary>
    ValueTask PutAsync(IReadOnlyList<KeyValuePair<string, ReadOnlyMemory<byte>?>> notes, CancellationToken cancellationToken);
}

/// <summary>Requests to a running source, such as a snapshot of one table.</summary>
public interface ISignals
{
    /// <summary>Takes the next request, if there is one.</summary>
    bool TryRead(out Signal signal);
}

/// <summary>A request to a running source.</summary>
/// <param name="Id">Given by whoever asks; repeated in answers.</param>
/// <param name="Type">What is wanted, such as <c>execute-snapshot</c>.</param>
/// <param name="Data">A JSON object with the details.</param>
public readonly record struct Signal(string Id, string Type, string Data);
