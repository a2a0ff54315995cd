using ConnectRuntime.MySql.Binlog;
using ConnectRuntime.MySql.Changes;
using ConnectRuntime.MySql.History;
using ConnectRuntime.MySql.History.Catalog;
using ConnectRuntime.MySql.History.Ddl;
using ConnectRuntime.MySql.Tables;
using ConnectRuntime.Records;
using Microsoft.Extensions.Logging;

namespace ConnectRuntime.MySql.Streaming;

/// <content>QUERY events: the marks of transactions, and statements that change tables.</content>
internal sealed partial class BinlogReader
{
    private readonly QueryText _query = new(model.IncludeQuery);

    private Step HandleQuery(RecordBatch batch)
    {
        var query = QueryEvent.Read(Body);
        var kind = query.Classify();
        if (!_group.IsOpen)
        {
            _group.Begin();
            MoveToGroup();
        }

        switch (kind)
        {
            case QueryKind.Begin:
                _group.Thread = query.ThreadId;
                BeginTransaction();
                return Counted(Step.Done);
            case QueryKind.Commit:
                return EndGroup(batch);
            case QueryKind.Rollback:
                return EndRolledBack(batch);
            case QueryKind.RollbackTo or QueryKind.Savepoint:
                return HandleSavepoint(query, kind);
            case QueryKind.Release or QueryKind.XaEnd:
                return Counted(Step.Done);
            case QueryKind.XaStart:
                return BeginXa(query);
            case QueryKind.XaCommit or QueryKind.XaRollback:
                return Step.Ended;
            case var _ when _group.IsWithoutEffect:
                return EndGroup(batch);
            default:
                return IsPassing ? Counted(Step.Done) : Step.Statement;
        }
    }

    private void Warn(string what) => context.Log.LogWarning("The statement at {File}:{Position} {What}", Events.File, Events.Start, what);

    private async ValueTask HandleStatementAsync(RecordBatch batch, CancellationToken cancellationToken)
    {
        var (outcome, sql, database) = Apply();
        if (StatementWords.ChangesRows(outcome.Kind, sql) && (outcome.Kind == DdlKind.Other || Concerns(outcome)))
        {
            _counters.Statements++;
            context.Log.LogWarning(
                "The statement at {File}:{Position} changed rows and was logged as a statement, so the rows cannot be read: {Statement}. {Advice}",
                Events.File, Events.Start, Shorten(sql), outcome.Kind == DdlKind.AlterTable
                    ? "Servers do not log the rows that such a statement adds or removes; read the table again with a snapshot"
                    : "Set binlog_format=ROW for that session and read the table again with a snapshot");
        }

        if (!outcome.IsEmpty)
        {
            var changed = await CompleteAsync(outcome, sql, cancellationToken);
            Forget(outcome, changed);
            Tell(outcome, changed, sql, database);
            await history.SaveAsync(cancellationToken);
            position.History = history.Mark.Sequence;
        }

        if (_group.IsTransaction)
        {
            Counted(Step.Done);
        }
        else
        {
            EndGroup(batch);
        }
    }

    private bool Concerns(DdlOutcome outcome) =>
        outcome.Changes.Any(change => model.Filter.Captures(change.Id)) || outcome.Reread.Any(model.Filter.Captures);

    private (DdlOutcome Outcome, string Sql, string Database) Apply()
    {
        var query = QueryEvent.Read(Body, Type);
        var sql = query.ToSql();
        var ddl = DdlContext.Of(query, server.Version, server.LowerCaseTableNames, server.ExplicitDefaultsForTimestamp, server.SystemZone);
        return (history.Apply(sql, ddl), sql, ddl.Database);
    }

    // Definitions that do not follow from the statement are the server's, as they are now.
    private async ValueTask<IReadOnlyList<TableChange>> CompleteAsync(DdlOutcome outcome, string sql, CancellationToken cancellationToken)
    {
        if (outcome.Problem is { } problem)
        {
            context.Log.LogWarning(
                "The statement at {File}:{Position} cannot be followed ({Problem}), so definitions are read from the server as they are now: {Statement}",
                Events.File, Events.Start, problem, Shorten(sql));
        }

        var changed = new List<TableChange>(outcome.Changes);
        foreach (var id in outcome.Reread.Where(model.Filter.Captures))
        {
            var now = await new CatalogReader(await control.GetAsync(cancellationToken)).ReadAsync(id, cancellationToken);
            if (now is { } table && IsWanted(table, outcome, sql))
            {
                changed.Add(new TableChange(TableChangeKind.Alter, id, history.Put(table)));
            }
        }

        return changed;
    }

    // Where only texts are in doubt, a definition of later columns would be worse than a wrong text.
    private bool IsWanted(TableModel now, DdlOutcome outcome, string sql)
    {
        if (!outcome.RereadForTexts.Contains(now.Id) || history.Catalog.Find(now.Id) is not { } known
            || known.Columns.Select(Shape).SequenceEqual(now.Columns.Select(Shape)))
        {
            return true;
        }

        context.Log.LogWarning(
            "What the server makes of texts in the definition of {Table} by the statement at {File}:{Position} cannot be read any more, since the table "
            + "has been altered again; those that are not ASCII may differ: {Statement}", now.Id, Events.File, Events.Start, Shorten(sql));
        return false;
    }

    private static (string, SqlType, int, string?) Shape(ColumnModel column) => (column.Name, column.Type, column.Length, column.Charset);

    private void Forget(DdlOutcome outcome, IReadOnlyList<TableChange> changed)
    {
        if (outcome.IsUnclear)
        {
            _tables.ForgetAll();
        }

        foreach (var change in changed)
        {
            _tables.Forget(change.Id);
            if (change.PreviousId is { } previous)
            {
                _tables.Forget(previous);
            }
        }

        foreach (var id in outcome.Reread)
        {
            _tables.Forget(id);
        }
    }

    private void Tell(DdlOutcome outcome, IReadOnlyList<TableChange> changed, string sql, string current)
    {
        changes.BeginEvent(Origin());
        foreach (var id in outcome.Truncated)
        {
            if (_tables.Table(id) is { } table && changes.Truncate(table) > 0)
            {
                _group.HasRows = true;
            }
        }

        var database = outcome.Databases is [var first, ..] ? first : current;
        if (model.IncludeSchemaChanges && outcome.Truncated.IsEmpty && IsTold(database, changed))
        {
            changes.SchemaChange(new SchemaChangeRecord(database, sql, changed));
            _group.HasRows = true;
        }
    }

    private bool IsTold(string database, IReadOnlyList<TableChange> changed) =>
        (!model.SchemaChangesOfCapturedDatabasesOnly || model.Filter.Captures(database))
        && (!model.SchemaChangesOfCapturedTablesOnly || changed.Count == 0 || changed.Any(change => model.Filter.Captures(change.Id)));

    private ChangeOrigin Origin(bool isPartial = false) => new()
    {
        File = Events.File,
        Position = (long)Events.Start,
        TimeMicros = TimeMicros,
        ServerId = Header.ServerId,
        Gtid = _group.Gtid,
        Thread = _group.Thread,
        Query = _query.Text,
        IsPartial = isPartial,
    };

    private static string Shorten(string sql) => sql.Length <= 200 ? sql : sql[..200] + " …";
}
