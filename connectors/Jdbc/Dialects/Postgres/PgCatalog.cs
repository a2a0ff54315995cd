using Npgsql;
using NpgsqlTypes;

namespace ConnectRuntime.Jdbc.Dialects.Postgres;

/// <summary>Reads tables from PostgreSQL's catalog.</summary>
internal static class PgCatalog
{
    // A domain shows the type below it, of one or several steps; format_type keeps the domain's own name.
    private const string Columns = """
        WITH RECURSIVE base AS (
          SELECT a.attnum, t.oid, t.typtype, t.typbasetype, CASE WHEN t.typtype = 'd' THEN t.typtypmod ELSE a.atttypmod END AS typmod,
                 t.typnotnull AS typnotnull
          FROM pg_attribute a JOIN pg_type t ON t.oid = a.atttypid
          WHERE a.attrelid = to_regclass($1) AND a.attnum > 0 AND NOT a.attisdropped
          UNION ALL
          SELECT b.attnum, t.oid, t.typtype, t.typbasetype, CASE WHEN t.typtype = 'd' THEN t.typtypmod ELSE b.typmod END,
                 b.typnotnull OR t.typnotnull
          FROM base b JOIN pg_type t ON t.oid = b.typbasetype WHERE b.typtype = 'd')
        SELECT a.attname, format_type(a.atttypid, a.atttypmod), t.oid, b.typmod,
               CASE WHEN t.typcategory = 'A' AND t.typsubscript = 'array_subscript_handler'::regproc THEN t.typelem ELSE 0::oid END,
               t.typtype = 'e', a.attnotnull OR b.typnotnull, a.atthasdef OR a.attidentity <> '', a.attgenerated <> '', a.attidentity = 'a',
               coalesce(l.collisdeterministic, true)
        FROM pg_attribute a
        JOIN base b ON b.attnum = a.attnum AND b.typtype <> 'd'
        JOIN pg_type t ON t.oid = b.oid
        LEFT JOIN pg_collation l ON l.oid = a.attcollation
        WHERE a.attrelid = to_regclass($1)
        ORDER BY a.attnum
        """;

    private const string Keys = """
        SELECT array_agg(a.attname::text ORDER BY a.attnum)
        FROM pg_index i JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = ANY ((i.indkey::int2[])[0:i.indnkeyatts - 1])
        WHERE i.indrelid = to_regclass($1) AND i.indisunique AND i.indimmediate AND i.indisvalid
          AND i.indpred IS NULL AND i.indexprs IS NULL
        GROUP BY i.indexrelid
        """;

    /// <summary>The table; null where there is none.</summary>
    public static async ValueTask<TableModel?> ReadAsync(NpgsqlConnection connection, TableName name, CancellationToken cancellationToken)
    {
        await using var batch = new NpgsqlBatch(connection);
        batch.BatchCommands.Add(Command("SELECT to_regclass($1) IS NOT NULL", name));
        batch.BatchCommands.Add(Command(Columns, name));
        batch.BatchCommands.Add(Command(Keys, name));
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        await reader.ReadAsync(cancellationToken);
        if (!reader.GetBoolean(0))
        {
            return null;
        }

        await reader.NextResultAsync(cancellationToken);
        var columns = new List<ColumnModel>();
        while (await reader.ReadAsync(cancellationToken))
        {
            columns.Add(Column(reader));
        }

        await reader.NextResultAsync(cancellationToken);
        var keys = new List<IReadOnlyList<string>>();
        while (await reader.ReadAsync(cancellationToken))
        {
            keys.Add(reader.GetFieldValue<string[]>(0));
        }

        return new TableModel(name, columns, keys);
    }

    private static ColumnModel Column(NpgsqlDataReader reader)
    {
        var type = reader.GetFieldValue<uint>(2);
        var modifier = reader.GetInt32(3);
        return new ColumnModel(reader.GetString(0), reader.GetString(1), type, modifier)
        {
            ElementTypeId = reader.GetFieldValue<uint>(4),
            IsEnum = reader.GetBoolean(5),
            NotNull = reader.GetBoolean(6),
            HasDefault = reader.GetBoolean(7),
            IsGenerated = reader.GetBoolean(8),
            IsIdentityAlways = reader.GetBoolean(9),
            HasByteEquality = reader.GetBoolean(10) && HasByteEquality(type, modifier),
        };
    }

    // Not so where the server rounds, pads, or has several forms of one value.
    private static bool HasByteEquality(uint type, int modifier) => type switch
    {
        PgType.Bool or PgType.Int2 or PgType.Int4 or PgType.Int8 or PgType.Text or PgType.Uuid or PgType.Bytea or PgType.Date => true,
        PgType.VarChar => modifier < 0,
        PgType.Numeric => modifier >= 0,
        PgType.Time or PgType.Timestamp or PgType.TimestampTz => modifier is < 0 or >= 6,
        _ => false,
    };

    private static NpgsqlBatchCommand Command(string sql, TableName name) => new(sql)
    {
        Parameters = { new NpgsqlParameter { Value = PgNames.Quote(name), NpgsqlDbType = NpgsqlDbType.Text } },
    };
}
