using ConnectRuntime.Connectors;
using ConnectRuntime.Errors;
using ConnectRuntime.Jdbc.Configuration;
using ConnectRuntime.Jdbc.Dialects;
using ConnectRuntime.Jdbc.Dialects.Postgres;

namespace ConnectRuntime.Jdbc;

/// <summary>What can be found out about the target before the start, without changing it.</summary>
internal static class JdbcChecks
{
    private const string Topics = "topics";

    public static async ValueTask RunAsync(ConnectorContext context, ICollection<CheckResult> results, CancellationToken cancellationToken)
    {
        try
        {
            var dialect = PgDialect.From(context.Config, context.Name);
            try
            {
                await using var session = await dialect.ConnectAsync(cancellationToken);
                results.Add(new(JdbcKeys.Url.Name, CheckSeverity.Ok, $"Connected to {dialect.Product} {session.ServerVersion}."));
                await CheckTablesAsync(context, dialect, session, results, cancellationToken);
            }
            catch (SqlFailure failure)
            {
                results.Add(new(JdbcKeys.Url.Name, CheckSeverity.Error, SqlConnector.Explain(dialect, failure).Message));
            }
        }
        catch (ConnectException error)
        {
            results.Add(new(JdbcKeys.Url.Name, CheckSeverity.Error, error.Message));
        }
    }

    private static async ValueTask CheckTablesAsync(
        ConnectorContext context, PgDialect dialect, ISqlSession session, ICollection<CheckResult> results, CancellationToken cancellationToken)
    {
        var model = JdbcSinkModel.From(context.Config);
        if (model.ExactlyOnce)
        {
            var name = PgOffsetStore.Parse(context.Config.Get(JdbcKeys.OffsetTable));
            if (await session.ReadTableAsync(name, cancellationToken) is not null)
            {
                await CheckPrivilegesAsync(name, ["SELECT", "INSERT", "UPDATE", "DELETE"], session, results, cancellationToken);
            }
        }

        // A pattern of topics says nothing about tables.
        const StringSplitOptions clean = StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries;
        var topics = context.Config.Raw.TryGetValue(Topics, out var list) ? list.Split(',', clean) : [];
        foreach (var topic in topics)
        {
            var name = model.Tables.Of(topic, dialect.Database);
            var table = await session.ReadTableAsync(name, cancellationToken);
            if (table is null)
            {
                results.Add(model.Create
                    ? new(name.ToString(), CheckSeverity.Ok, $"Table {name} does not exist and will be created.")
                    : new(name.ToString(), CheckSeverity.Error, $"Table {name} does not exist. Create it, or set auto.create=true."));
                continue;
            }

            CheckKey(table, model, results);
            string[] needed = [.. Needed(model)];
            await CheckPrivilegesAsync(name, needed, session, results, cancellationToken);
        }
    }

    private static IEnumerable<string> Needed(JdbcSinkModel model)
    {
        yield return "SELECT";
        if (model.Insert != InsertMode.Update)
        {
            yield return "INSERT";
        }

        if (model.Insert != InsertMode.Insert)
        {
            yield return "UPDATE";
        }

        if (model.Delete)
        {
            yield return "DELETE";
        }

        if (model.Truncate)
        {
            yield return "TRUNCATE";
        }
    }

    private static void CheckKey(TableModel table, JdbcSinkModel model, ICollection<CheckResult> results)
    {
        if (model.PkFields.Count == 0 || model.Insert != InsertMode.Upsert)
        {
            return;
        }

        var missing = model.PkFields.Where(field => table.Find(field) is null).ToList();
        var key = model.PkFields.Select(field => table.Find(field)?.Name ?? field).ToList();
        if (missing.Count > 0)
        {
            results.Add(new(table.Name.ToString(), CheckSeverity.Error, $"Table {table.Name} has no column {string.Join(", ", missing)}. Add it, or correct pk.fields."));
        }
        else if (!table.HasUniqueKey(key))
        {
            results.Add(new(
                table.Name.ToString(),
                CheckSeverity.Error,
                $"Table {table.Name} has no unique index exactly on ({string.Join(", ", key)}). Create it, or change pk.fields."));
        }
        else
        {
            var others = table.UniqueKeys.Count - 1;
            results.Add(others == 0
                ? new(table.Name.ToString(), CheckSeverity.Ok, $"Table {table.Name} has a unique index on ({string.Join(", ", key)}).")
                : new(table.Name.ToString(), CheckSeverity.Warning, $"Table {table.Name} has {others} other unique indexes: rows that hit one of them are refused."));
        }
    }

    private static async ValueTask CheckPrivilegesAsync(
        TableName name, string[] needed, ISqlSession session, ICollection<CheckResult> results, CancellationToken cancellationToken)
    {
        var missing = await session.MissingPrivilegesAsync(name, needed, cancellationToken);
        results.Add(missing.Count == 0
            ? new(name.ToString(), CheckSeverity.Ok, $"Table {name} may be written.")
            : new(name.ToString(), CheckSeverity.Error, $"Table {name} may not be written: {string.Join(", ", missing)} is missing. Grant it to connection.user."));
    }
}
