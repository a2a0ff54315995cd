using ConnectRuntime.Connectors;
using Npgsql;

namespace ConnectRuntime.Jdbc.Dialects.Postgres;

/// <summary>The offsets of topic partitions, kept in a table of the target.</summary>
/// <remarks>
/// A row per connector and partition. <c>next_offset</c> is the first offset that is not in the target, −1 for none yet. Each
/// assignment raises <c>epoch</c>; a flush moves the offset only where topic, offset and epoch are what its task saw, so an
/// older writer moves nothing and takes back what it wrote.
/// </remarks>
internal sealed class PgOffsetStore(NpgsqlConnection connection, string table)
{
    private const string Unknown = "'00000000-0000-0000-0000-000000000000'";

    private readonly string _table = Quoted(table);

    /// <summary>The name as written in the configuration, which may begin with a schema.</summary>
    public static TableName Parse(string table) =>
        table.Split('.', 2) is [var schema, var name] ? new(schema, name) : new(null, table);

    public async ValueTask CreateAsync(CancellationToken cancellationToken)
    {
        await using var exists = new NpgsqlCommand("SELECT to_regclass($1) IS NOT NULL", connection) { Parameters = { Parameter(_table) } };
        if (await exists.ExecuteScalarAsync(cancellationToken) is true)
        {
            return;
        }

        await using var create = new NpgsqlCommand(
            $"CREATE TABLE IF NOT EXISTS {_table} (connector text NOT NULL, topic text NOT NULL, partition integer NOT NULL, "
            + "topic_id uuid NOT NULL, next_offset bigint NOT NULL, epoch bigint NOT NULL, updated_at timestamptz NOT NULL DEFAULT now(), "
            + "PRIMARY KEY (connector, topic, partition))",
            connection);
        try
        {
            await create.ExecuteNonQueryAsync(cancellationToken);
        }
        catch (PostgresException error) when (error.SqlState is "23505" or "42P07" or "42710")
        {
            // Another task was faster: the server finds its row, its table, or the type of its table.
        }
    }

    public async ValueTask<IReadOnlyList<OffsetRow>> ClaimAsync(
        string connector, IReadOnlyList<SinkPartition> partitions, CancellationToken cancellationToken)
    {
        // A stored row of an unknown topic id was set by hand and fits any topic.
        const string same = $"(o.topic_id = EXCLUDED.topic_id OR o.topic_id = {Unknown} OR EXCLUDED.topic_id = {Unknown})";
        await using var command = new NpgsqlCommand(
            $"INSERT INTO {_table} AS o (connector, topic, partition, topic_id, next_offset, epoch) "
            + "SELECT $1, v.* , (extract(epoch FROM clock_timestamp()) * 1000000)::bigint "
            + "FROM unnest($2::text[], $3::int4[], $4::uuid[], $5::int8[]) AS v (topic, partition, id, next) ORDER BY 2, 3 "
            + "ON CONFLICT (connector, topic, partition) DO UPDATE SET "
            + $"next_offset = CASE WHEN {same} THEN o.next_offset ELSE greatest(EXCLUDED.next_offset, 0) END, "
            + $"topic_id = CASE WHEN EXCLUDED.topic_id = {Unknown} THEN o.topic_id ELSE EXCLUDED.topic_id END, "
            + "epoch = greatest(o.epoch + 1, EXCLUDED.epoch), updated_at = now() "
            + "RETURNING topic, partition, topic_id, next_offset, epoch",
            connection)
        {
            Parameters =
            {
                Parameter(connector),
                Parameter(partitions.Select(one => one.Partition.Topic).ToArray()),
                Parameter(partitions.Select(one => one.Partition.Partition).ToArray()),
                Parameter(partitions.Select(one => one.TopicId).ToArray()),
                Parameter(partitions.Select(one => one.Committed).ToArray()),
            },
        };
        var rows = new List<OffsetRow>();
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            rows.Add(new(new(reader.GetString(0), reader.GetInt32(1)), reader.GetGuid(2), reader.GetInt64(3), reader.GetInt64(4)));
        }

        return rows;
    }

    public async ValueTask<int> MoveAsync(string connector, IReadOnlyList<OffsetMove> moves, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            $"UPDATE {_table} AS o SET next_offset = v.next, updated_at = now() "
            + "FROM unnest($2::text[], $3::int4[], $4::uuid[], $5::int8[], $6::int8[], $7::int8[]) AS v (topic, partition, id, expected, epoch, next) "
            + "WHERE o.connector = $1 AND o.topic = v.topic AND o.partition = v.partition AND o.topic_id = v.id "
            + "AND o.next_offset = v.expected AND o.epoch = v.epoch",
            connection)
        {
            Parameters =
            {
                Parameter(connector),
                Parameter(moves.Select(move => move.Row.Partition.Topic).ToArray()),
                Parameter(moves.Select(move => move.Row.Partition.Partition).ToArray()),
                Parameter(moves.Select(move => move.Row.TopicId).ToArray()),
                Parameter(moves.Select(move => move.Row.Next).ToArray()),
                Parameter(moves.Select(move => move.Row.Epoch).ToArray()),
                Parameter(moves.Select(move => move.Next).ToArray()),
            },
        };
        return await command.ExecuteNonQueryAsync(cancellationToken);
    }

    public async ValueTask AlterAsync(
        string connector, IReadOnlyDictionary<TopicPartition, long?> offsets, CancellationToken cancellationToken)
    {
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        foreach (var (partition, offset) in offsets)
        {
            await using var command = new NpgsqlCommand(
                offset is null
                    ? $"DELETE FROM {_table} WHERE connector = $1 AND topic = $2 AND partition = $3"
                    : $"INSERT INTO {_table} AS o VALUES ($1, $2, $3, {Unknown}, $4, (extract(epoch FROM clock_timestamp()) * 1000000)::bigint) "
                        + "ON CONFLICT (connector, topic, partition) DO UPDATE SET next_offset = EXCLUDED.next_offset, "
                        + "epoch = greatest(o.epoch + 1, EXCLUDED.epoch), updated_at = now()",
                connection)
            {
                Parameters = { Parameter(connector), Parameter(partition.Topic), Parameter(partition.Partition) },
            };
            if (offset is { } next)
            {
                command.Parameters.Add(Parameter(next));
            }

            await command.ExecuteNonQueryAsync(cancellationToken);
        }

        await transaction.CommitAsync(cancellationToken);
    }

    private static string Quoted(string table) => PgNames.Quote(Parse(table));

    private static NpgsqlParameter<T> Parameter<T>(T value) => new() { TypedValue = value };
}
