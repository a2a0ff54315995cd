using ConnectRuntime.Errors;
using ConnectRuntime.MySql.Changes;
using ConnectRuntime.MySql.Configuration;
using ConnectRuntime.MySql.Tables;

namespace ConnectRuntime.MySql.Checks;

/// <summary>The captured tables are there, and what is to be known about them.</summary>
internal static class TableChecks
{
    public static void Run(ServerFacts facts, MySqlSourceModel model, IReadOnlyList<TableModel> captured, Findings findings)
    {
        Found(facts, model, captured, findings);
        if (captured.Count == 0)
        {
            return;
        }

        Keys(model, captured, findings);
        Numbers(model, captured, findings);
        Shown(model, captured, findings);
        Logged(facts, captured, findings);
        UnloggedChecks.Run(facts, captured, findings);
        NameChecks.Run(model, captured, findings);
        if (facts.PlainEngines.Count > 0)
        {
            var tables = facts.PlainEngines.OrderBy(table => table.Key).Select(table => $"{table.Key} ({table.Value})").ToArray();
            findings.Warn("tables", $"{Findings.Count(tables.Length, "table")} of engines without transactions: {Findings.List(tables)}. Rows that change while a snapshot reads them can come twice, and a failed statement can leave rows that are captured. Run ALTER TABLE … ENGINE=InnoDB where you can.");
        }
    }

    private static void Found(ServerFacts facts, MySqlSourceModel model, IReadOnlyList<TableModel> captured, Findings findings)
    {
        var names = facts.Tables.Select(table => table.Id.ToString()).ToArray();
        var databases = facts.Tables.Select(table => table.Id.Database).Distinct().ToArray();
        if (captured.Count == 0)
        {
            findings.Warn("tables", $"None of the {Findings.Count(names.Length, "table")} that the account sees is captured. Correct the lists, or grant SELECT on the tables; one that is created later is captured then.");
        }
        else
        {
            var list = Findings.List(captured.Select(table => table.Id).ToArray());
            findings.Ok("tables", $"{captured.Count} of {Findings.Count(names.Length, "table")} {(captured.Count == 1 ? "is" : "are")} captured: {list}.");
        }

        Idle(CaptureKeys.IncludeDatabases.Name, model.Filter.IncludeDatabases, databases, "database", findings);
        Idle(CaptureKeys.IncludeTables.Name, model.Filter.IncludeTables, names, "table", findings);
        Idle(SnapshotKeys.Tables.Name, model.Snapshot.Tables, [.. captured.Select(table => table.Id.ToString())], "captured table", findings);
        var columns = new Lazy<string[]>(() => [.. captured.SelectMany(table => table.Columns.Select(column => $"{table.Id}.{column.Name}"))]);
        Idle(CaptureKeys.IncludeColumns.Name, model.Filter.IncludeColumns, columns, findings);
        Idle(CaptureKeys.ExcludeColumns.Name, model.Filter.ExcludeColumns, columns, findings);
        if (model.Limit.Judge(captured.Count) is { } words)
        {
            (model.Limit.Fails ? (Action<string, string>)findings.Fail : findings.Warn)(CaptureKeys.MostTables.Name, words);
        }
    }

    private static void Idle(string option, RegexList? list, IReadOnlyCollection<string> names, string noun, Findings findings)
    {
        if (list?.Idle(names).ToArray() is { Length: > 0 } idle)
        {
            findings.Warn(option, $"No {noun} that the account sees matches {string.Join(", ", idle.Select(item => $"'{item}'"))}. Correct it, or grant SELECT on what it means.");
        }
    }

    private static void Idle(string option, RegexList? list, Lazy<string[]> names, Findings findings)
    {
        if (list is not null)
        {
            Idle(option, list, names.Value, "column of a captured table", findings);
        }
    }

    private static void Keys(MySqlSourceModel model, IReadOnlyList<TableModel> captured, Findings findings)
    {
        var without = captured.Where(table => TableKey.Of(table).IsEmpty && model.Keys.Of(table).IsEmpty).Select(table => table.Id).ToArray();
        if (without.Length == 0)
        {
            findings.Ok("keys", "Every captured table has a key.");
        }
        else
        {
            findings.Warn("keys", $"{Findings.Count(without.Length, "table")} without a key: {Findings.List(without)}. Their records have none either, sinks can only add them, and an interrupted snapshot reads them from their start. Add a primary key, or name columns in message.key.columns.");
        }

        var missing = captured.Where(table => model.Keys.Names(table.Id) && model.Keys.Of(table).IsEmpty).Select(table => table.Id).ToArray();
        if (missing.Length > 0)
        {
            findings.Warn(RecordKeys.KeyColumns.Name, $"It names columns that {Findings.List(missing)} {(missing.Length == 1 ? "does" : "do")} not have, so the primary key is used there. Correct it.");
        }
    }

    private static void Numbers(MySqlSourceModel model, IReadOnlyList<TableModel> captured, Findings findings)
    {
        var unsigned = Columns(model, captured, column => column is { Type: SqlType.BigInt, IsUnsigned: true });
        if (unsigned.Length > 0 && model.Conversion.UnsignedBigint == UnsignedBigintMode.Long)
        {
            findings.Warn(
                TypeKeys.UnsignedBigint.Name,
                $"{Findings.Count(unsigned.Length, "column")} of BIGINT UNSIGNED: {Findings.List(unsigned)}. Values from 9223372036854775808 on come out negative. Set {TypeKeys.UnsignedBigint.Name}=precise where there are such.");
        }

        var unknown = Columns(model, captured, column => column.Type == SqlType.Unknown);
        if (unknown.Length > 0)
        {
            findings.Warn("columns", $"{Findings.Count(unknown.Length, "column")} of a type that is not known: {Findings.List(unknown)}. Their values come as bytes. Leave them out with column.exclude.list.");
        }
    }

    private static void Shown(MySqlSourceModel model, IReadOnlyList<TableModel> captured, Findings findings)
    {
        var shown = captured.SelectMany(table => ShownColumns.Of(model, table).Select(found => $"{table.Id}.{found.Column.Name} ({found.Column.Type})")).ToArray();
        if (shown.Length > 0)
        {
            findings.Warn("columns", $"{Findings.Count(shown.Length, "column")} that a mask or a hash does not apply to: {Findings.List(shown)}. Only text, ENUM and SET can be hidden, so their values are written as they are. Leave them out with column.exclude.list if nobody may see them.");
        }
    }

    private static string[] Columns(MySqlSourceModel model, IReadOnlyList<TableModel> captured, Func<ColumnModel, bool> matches) =>
    [
        .. captured.SelectMany(table => table.Columns.Where(column => matches(column) && model.Filter.Captures(table.Id, column.Name))
            .Select(column => $"{table.Id}.{column.Name}")),
    ];

    private static void Logged(ServerFacts facts, IReadOnlyList<TableModel> captured, Findings findings)
    {
        bool IsLogged(string database) =>
            (facts.LoggedDatabases.IsEmpty || facts.LoggedDatabases.Contains(database, StringComparer.OrdinalIgnoreCase))
            && !facts.UnloggedDatabases.Contains(database, StringComparer.OrdinalIgnoreCase);
        var unlogged = captured.Select(table => table.Id.Database).Distinct().Where(database => !IsLogged(database)).ToArray();
        if (unlogged.Length > 0)
        {
            var name = facts.LoggedDatabases.IsEmpty ? "binlog_ignore_db" : "binlog_do_db";
            findings.Fail(name, $"The server does not log changes of {Findings.List(unlogged)}, which are captured. Change {name} in its option file and restart it, or leave the databases out.");
        }
    }
}
