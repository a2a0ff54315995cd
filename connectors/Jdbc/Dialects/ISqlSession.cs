using ConnectRuntime.Connectors;
using ConnectRuntime.Jdbc.Apply;

namespace ConnectRuntime.Jdbc.Dialects;

/// <summary>One connection to the target. Not thread-safe; every method throws <see cref="SqlFailure"/>.</summary>
internal interface ISqlSession : IAsyncDisposable
{
    /// <summary>Whether a transaction is open.</summary>
    bool InTransaction { get; }

    /// <summary>The server's version, as it says it.</summary>
    string ServerVersion { get; }

    /// <summary>Begins a transaction.</summary>
    ValueTask BeginAsync(CancellationToken cancellationToken);

    /// <summary>Ends the transaction: everything is visible and durable when this returns.</summary>
    ValueTask CommitAsync(CancellationToken cancellationToken);

    /// <summary>Takes back the whole transaction, if there is one.</summary>
    ValueTask RollbackAsync(CancellationToken cancellationToken);

    /// <summary>Marks a place in the transaction.</summary>
    ValueTask SaveAsync(CancellationToken cancellationToken);

    /// <summary>Takes back what came after the last mark that is left, and the mark.</summary>
    ValueTask RestoreAsync(CancellationToken cancellationToken);

    /// <summary>Forgets the last mark that is left.</summary>
    ValueTask ReleaseAsync(CancellationToken cancellationToken);

    /// <summary>Reads a table from the catalog; null where there is none.</summary>
    ValueTask<TableModel?> ReadTableAsync(TableName name, CancellationToken cancellationToken);

    /// <summary>Creates a table.</summary>
    ValueTask CreateTableAsync(TableName name, IReadOnlyList<NewColumn> columns, CancellationToken cancellationToken);

    /// <summary>Adds columns, which may be null.</summary>
    ValueTask AddColumnsAsync(TableName name, IReadOnlyList<NewColumn> columns, CancellationToken cancellationToken);

    /// <summary>Empties a table.</summary>
    ValueTask TruncateAsync(TableName name, CancellationToken cancellationToken);

    /// <summary>Loads the rows of a stage that lie within a range of a chunk, and merges them into their table.</summary>
    ValueTask ApplyAsync(StageState stage, ChunkState chunk, RowRange range, CancellationToken cancellationToken);

    /// <summary>Creates the table of offsets where it is missing.</summary>
    ValueTask CreateOffsetTableAsync(CancellationToken cancellationToken);

    /// <summary>Takes over partitions: each gets a new epoch, and a row where it had none or its topic is another one now.</summary>
    /// <param name="connector">The connector's name.</param>
    /// <param name="partitions">The partitions.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The rows as they are now.</returns>
    ValueTask<IReadOnlyList<OffsetRow>> ClaimOffsetsAsync(
        string connector, IReadOnlyList<SinkPartition> partitions, CancellationToken cancellationToken);

    /// <summary>Moves offsets within the transaction.</summary>
    /// <returns>How many rows were as expected.</returns>
    ValueTask<int> MoveOffsetsAsync(string connector, IReadOnlyList<OffsetMove> moves, CancellationToken cancellationToken);

    /// <summary>Sets offsets, or with null removes the row.</summary>
    ValueTask AlterOffsetsAsync(
        string connector, IReadOnlyDictionary<TopicPartition, long?> offsets, CancellationToken cancellationToken);

    /// <summary>Privileges that the user lacks, in words; empty where nothing is missing.</summary>
    ValueTask<IReadOnlyList<string>> MissingPrivilegesAsync(
        TableName table, IReadOnlyList<string> needed, CancellationToken cancellationToken);
}
