using ConnectRuntime.Connectors;
using ConnectRuntime.Jdbc.Apply;
using Npgsql;

namespace ConnectRuntime.Jdbc.Dialects.Postgres;

/// <summary>One connection to PostgreSQL.</summary>
internal sealed class PgSession(NpgsqlConnection connection, string offsetTable) : ISqlSession
{
    private const string Savepoint = "connect_chunk";

    /// <summary>Stages that are kept: each costs a truncation at every commit.</summary>
    private const int MaxStages = 200;

    private readonly PgOffsetStore _offsets = new(connection, offsetTable);
    private readonly List<StageState> _created = [];
    private NpgsqlTransaction? _transaction;

    public bool InTransaction => _transaction is not null;

    public string ServerVersion => connection.ServerVersion;

    public ValueTask BeginAsync(CancellationToken cancellationToken) => Guard(async () =>
    {
        _transaction = await connection.BeginTransactionAsync(System.Data.IsolationLevel.ReadCommitted, cancellationToken);
    });

    public ValueTask CommitAsync(CancellationToken cancellationToken) => Guard(async () =>
    {
        await _transaction!.CommitAsync(cancellationToken);
        await EndAsync();
        foreach (var stage in _created)
        {
            stage.IsDirty = false;
        }
    });

    public ValueTask RollbackAsync(CancellationToken cancellationToken) => Guard(async () =>
    {
        ForgetStages();
        if (_transaction is not null)
        {
            await _transaction.RollbackAsync(cancellationToken);
            await EndAsync();
        }
    });

    public ValueTask SaveAsync(CancellationToken cancellationToken) => ExecuteAsync($"SAVEPOINT {Savepoint}", cancellationToken);

    public ValueTask RestoreAsync(CancellationToken cancellationToken)
    {
        ForgetStages();
        return ExecuteAsync($"ROLLBACK TO SAVEPOINT {Savepoint}; RELEASE SAVEPOINT {Savepoint}", cancellationToken);
    }

    public ValueTask ReleaseAsync(CancellationToken cancellationToken) => ExecuteAsync($"RELEASE SAVEPOINT {Savepoint}", cancellationToken);

    public ValueTask<TableModel?> ReadTableAsync(TableName name, CancellationToken cancellationToken) =>
        Guard(() => PgCatalog.ReadAsync(connection, name, cancellationToken));

    public ValueTask CreateTableAsync(TableName name, IReadOnlyList<NewColumn> columns, CancellationToken cancellationToken) =>
        ExecuteAsync(PgDdl.Create(name, columns), cancellationToken);

    public ValueTask AddColumnsAsync(TableName name, IReadOnlyList<NewColumn> columns, CancellationToken cancellationToken) =>
        ExecuteAsync(PgDdl.AddColumns(name, columns), cancellationToken);

    public ValueTask TruncateAsync(TableName name, CancellationToken cancellationToken) =>
        ExecuteAsync($"TRUNCATE {PgNames.Quote(name)}", cancellationToken);

    public ValueTask ApplyAsync(StageState stage, ChunkState chunk, RowRange range, CancellationToken cancellationToken) => Guard(async () =>
    {
        var sql = stage.Statements ??= PgStatements.For(stage);
        if (!stage.IsCreated)
        {
            await RunAsync($"{sql.Create}; {sql.Empty}", cancellationToken);
            stage.IsCreated = true;
            _created.Add(stage);
        }
        else if (stage.IsDirty)
        {
            await RunAsync(sql.Empty, cancellationToken);
        }

        stage.IsDirty = true;
        await PgCopyWriter.WriteAsync(connection, sql.Load, stage, chunk, range, cancellationToken);
        await RunAsync(sql.Merge, cancellationToken);
        if (_created.Count > MaxStages)
        {
            await RunAsync($"DROP TABLE pg_temp.{PgNames.Quote(stage.Name)}", cancellationToken);
            stage.IsCreated = false;
            _created.Remove(stage);
        }
    });

    public ValueTask CreateOffsetTableAsync(CancellationToken cancellationToken) => Guard(() => _offsets.CreateAsync(cancellationToken));

    public ValueTask<IReadOnlyList<OffsetRow>> ClaimOffsetsAsync(
        string connector, IReadOnlyList<SinkPartition> partitions, CancellationToken cancellationToken) =>
        Guard(() => _offsets.ClaimAsync(connector, partitions, cancellationToken));

    public ValueTask<int> MoveOffsetsAsync(string connector, IReadOnlyList<OffsetMove> moves, CancellationToken cancellationToken) =>
        Guard(() => _offsets.MoveAsync(connector, moves, cancellationToken));

    public ValueTask AlterOffsetsAsync(
        string connector, IReadOnlyDictionary<TopicPartition, long?> offsets, CancellationToken cancellationToken) =>
        Guard(() => _offsets.AlterAsync(connector, offsets, cancellationToken));

    public ValueTask<IReadOnlyList<string>> MissingPrivilegesAsync(
        TableName table, IReadOnlyList<string> needed, CancellationToken cancellationToken) => Guard(async () =>
    {
        var missing = new List<string>();
        foreach (var privilege in needed)
        {
            await using var command = new NpgsqlCommand("SELECT has_table_privilege(to_regclass($1), $2)", connection)
            {
                Parameters = { new NpgsqlParameter<string> { TypedValue = PgNames.Quote(table) }, new NpgsqlParameter<string> { TypedValue = privilege } },
            };
            if (await command.ExecuteScalarAsync(cancellationToken) is false)
            {
                missing.Add(privilege);
            }
        }

        return (IReadOnlyList<string>)missing;
    });

    public async ValueTask DisposeAsync()
    {
        try
        {
            await connection.DisposeAsync();
        }
        catch (Exception error) when (error is NpgsqlException or IOException)
        {
            // The other side is gone, which is where this leads.
        }
    }

    // What was taken back may have been their making; making them again does no harm.
    private void ForgetStages()
    {
        foreach (var stage in _created)
        {
            stage.IsCreated = false;
        }

        _created.Clear();
    }

    private async ValueTask EndAsync()
    {
        var ended = _transaction!;
        _transaction = null;
        await ended.DisposeAsync();
    }

    private ValueTask ExecuteAsync(string sql, CancellationToken cancellationToken) => Guard(() => RunAsync(sql, cancellationToken));

    private async ValueTask RunAsync(string sql, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private static async ValueTask Guard(Func<ValueTask> work)
    {
        try
        {
            await work();
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            throw PgErrorPolicy.Judge(error);
        }
    }

    private static async ValueTask<T> Guard<T>(Func<ValueTask<T>> work)
    {
        try
        {
            return await work();
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            throw PgErrorPolicy.Judge(error);
        }
    }
}
