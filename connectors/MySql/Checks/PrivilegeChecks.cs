using ConnectRuntime.MySql.Client.Sql;
using ConnectRuntime.MySql.Configuration;
using ConnectRuntime.MySql.Tables;

namespace ConnectRuntime.MySql.Checks;

/// <summary>The account may do what a snapshot and a stream do.</summary>
internal static class PrivilegeChecks
{
    private const string Subject = "privileges";

    public static void Run(ServerFacts facts, MySqlSourceModel model, IReadOnlyList<TableModel> captured, Findings findings)
    {
        if (facts.Grants is not { } grants)
        {
            findings.Warn(Subject, "The account may not ask for its own privileges. They show when the connector starts.");
            return;
        }

        Stream(facts, grants, findings);
        Locks(facts, grants, model, captured, findings);
        Release(facts, grants, model, findings);
        Select(facts, findings);
    }

    private static void Stream(ServerFacts facts, GrantModel grants, Findings findings)
    {
        if (grants.Has("REPLICATION SLAVE", "REPLICATION REPLICA"))
        {
            findings.Ok(Subject, "REPLICATION SLAVE: the account may read the binlog.");
        }
        else
        {
            findings.Fail(Subject, $"REPLICATION SLAVE is missing, it is required to read the binlog. {Remedies.Grant(facts.Account, "REPLICATION SLAVE")}");
        }

        var status = facts.Version.IsMariaDb ? "BINLOG MONITOR" : "REPLICATION CLIENT";
        if (facts.ShowsBinlogStatus || grants.Has("REPLICATION CLIENT", "BINLOG MONITOR", "SUPER"))
        {
            findings.Ok(Subject, $"{status}: the account may ask where the binlog stands.");
        }
        else
        {
            findings.Fail(Subject, $"{status} is missing, it is required to find out where the binlog stands. {Remedies.Grant(facts.Account, status)}");
        }
    }

    // In the order in which a snapshot tries: a place that the server tells, a lock of the server, locks of the tables.
    private static void Locks(ServerFacts facts, GrantModel grants, MySqlSourceModel model, IReadOnlyList<TableModel> captured, Findings findings)
    {
        var locking = model.Snapshot.Locking;
        var needsLock = locking == LockingMode.Extended;
        var span = needsLock ? "until it is complete." : $"while it opens its view. {Unlocked(facts)}".TrimEnd();
        var locksTables = captured.Count > 0 && captured.Select(table => table.Id.Database).Distinct().All(database => grants.HasOn(database, "LOCK TABLES"));
        if (facts.FindsViews && !needsLock)
        {
            findings.Ok(Subject, $"{(grants.Has("BACKUP_ADMIN") ? "BACKUP_ADMIN: a" : "A")} snapshot finds its place in the binlog without a lock.");
        }
        else if (locking != LockingMode.None && grants.Has("RELOAD", "FLUSH_TABLES"))
        {
            findings.Ok(Subject, $"RELOAD: a snapshot locks the server {span}");
        }
        else if (locking != LockingMode.None && locksTables)
        {
            findings.Ok(Subject, $"LOCK TABLES: a snapshot locks the captured tables {span}");
        }
        else if (needsLock)
        {
            findings.Fail(Subject, $"RELOAD and LOCK TABLES are missing, one of them is required by snapshot.locking.mode=extended. {Remedies.Grant(facts.Account, "RELOAD")}");
        }
        else
        {
            var remedy = Unlocked(facts) is { Length: > 0 } exact ? exact : Remedies.Grant(facts.Account, "RELOAD");
            findings.Warn(Subject, $"A snapshot can neither lock nor find its exact place in the binlog: changes that are committed while it opens its view come twice. {remedy}");
        }
    }

    // MariaDB gives up a table's lock within a view only where the session writes no binlog, which needs this.
    private static void Release(ServerFacts facts, GrantModel grants, MySqlSourceModel model, Findings findings)
    {
        if (!facts.Version.IsMariaDb || model.Snapshot.Mode is SnapshotMode.NoData or SnapshotMode.Recovery)
        {
            return;
        }

        if (grants.Has("BINLOG ADMIN") || (grants.Has("SUPER") && !facts.Version.IsAtLeast(11, 0)))
        {
            findings.Ok(Subject, "BINLOG ADMIN: tables can be altered while a snapshot reads others.");
        }
        else
        {
            findings.Warn(Subject, $"BINLOG ADMIN is missing: whoever alters a table that a snapshot has read waits until the snapshot is complete, and whoever uses the table after that waits too. {Remedies.Grant(facts.Account, "BINLOG ADMIN")}");
        }
    }

    private static string Unlocked(ServerFacts facts) => facts.Version is { IsMariaDb: false } server && server.IsAtLeast(8, 0, 11)
        ? $"To do without a lock: {Remedies.Grant(facts.Account, "BACKUP_ADMIN")} {Remedies.Grant(facts.Account, "SELECT", "`performance_schema`.`log_status`")}"
        : "";

    private static void Select(ServerFacts facts, Findings findings)
    {
        if (facts.Unreadable.IsEmpty)
        {
            findings.Ok(Subject, "SELECT: the account may read the captured columns of all captured tables that it sees.");
            return;
        }

        var databases = facts.Unreadable.Select(id => id.Database).Distinct().ToArray();
        var commands = databases.Select(database => Remedies.Grant(facts.Account, "SELECT", $"{SqlText.Quote(database)}.*"));
        findings.Fail(Subject, $"SELECT is missing for captured columns of {Findings.List(facts.Unreadable)}, it is required for snapshots and definitions. {string.Join(' ', commands)}");
    }
}
