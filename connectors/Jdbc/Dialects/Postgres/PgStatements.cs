using System.Text;

namespace ConnectRuntime.Jdbc.Dialects.Postgres;

/// <summary>The statements that take rows through a stage into their table.</summary>
internal static class PgStatements
{
    public static StageStatements For(StageState stage)
    {
        var cast = stage.Cast;
        var name = $"pg_temp.{PgNames.Quote(stage.Name)}";
        var columns = PgNames.List(stage.Columns.Select(column => column.Name));
        var types = stage.Columns.Select(column => $"{PgNames.Quote(column.Name)} {(cast.Contains(column) ? "text" : column.SqlType)}");
        return new(
            $"CREATE TEMPORARY TABLE IF NOT EXISTS {PgNames.Quote(stage.Name)} ({string.Join(", ", types)}) ON COMMIT DELETE ROWS",
            $"TRUNCATE {name}",
            $"COPY {name} ({columns}) FROM STDIN (FORMAT BINARY)",
            Merge(stage, name, cast));
    }

    private static string Merge(StageState stage, string name, IReadOnlySet<ColumnModel> cast) => stage.Action switch
    {
        StageAction.Delete => $"DELETE FROM {PgNames.Quote(stage.Table.Name)} AS t USING {name} AS s WHERE {OnKey(stage, cast)}",
        StageAction.Update => Update(stage, name, cast),
        _ => Insert(stage, name, cast),
    };

    private static string Insert(StageState stage, string name, IReadOnlySet<ColumnModel> cast)
    {
        var columns = PgNames.List(stage.Columns.Select(column => column.Name));
        var sql = new StringBuilder($"INSERT INTO {PgNames.Quote(stage.Table.Name)} AS t ({columns}) ");
        if (stage.Columns.Any(column => column.IsIdentityAlways))
        {
            sql.Append("OVERRIDING SYSTEM VALUE ");
        }

        sql.Append($"SELECT {string.Join(", ", stage.Columns.Select(column => Value(column, cast)))} FROM {name} AS s");
        if (stage.Action == StageAction.Insert)
        {
            return sql.ToString();
        }

        var rest = stage.Columns.Skip(stage.KeyCount).Select(column => PgNames.Quote(column.Name)).ToList();
        sql.Append($" ON CONFLICT ({PgNames.List(stage.Columns.Take(stage.KeyCount).Select(column => column.Name))}) DO ");
        return rest.Count == 0
            ? sql.Append("NOTHING").ToString()
            : sql.Append($"UPDATE SET {string.Join(", ", rest.Select(column => $"{column} = EXCLUDED.{column}"))}").ToString();
    }

    private static string Update(StageState stage, string name, IReadOnlySet<ColumnModel> cast)
    {
        // A row of nothing but its key changes nothing; the table is touched all the same, so that a missing one is noticed.
        var columns = stage.Columns.Count > stage.KeyCount ? stage.Columns.Skip(stage.KeyCount) : stage.Columns;
        var set = columns.Select(column => $"{PgNames.Quote(column.Name)} = {Value(column, cast)}");
        return $"UPDATE {PgNames.Quote(stage.Table.Name)} AS t SET {string.Join(", ", set)} FROM {name} AS s WHERE {OnKey(stage, cast)}";
    }

    private static string OnKey(StageState stage, IReadOnlySet<ColumnModel> cast) => string.Join(
        " AND ", stage.Columns.Take(stage.KeyCount).Select(column => $"t.{PgNames.Quote(column.Name)} = {Value(column, cast)}"));

    private static string Value(ColumnModel column, IReadOnlySet<ColumnModel> cast) =>
        cast.Contains(column) ? $"CAST(s.{PgNames.Quote(column.Name)} AS {column.SqlType})" : $"s.{PgNames.Quote(column.Name)}";
}
