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

    private static void Locks(ServerFacts facts, GrantModel grants, MySqlSourceModel model, IReadOnlyList<TableModel> captured, Findings findings)
    {
        if (model.Snapshot.Locking == LockingMode.None)
        {
            return;
        }

        var unlocked = captured.Select(table => table.Id.Database).Distinct().Where(database => !grants.HasOn(database, "LOCK TABLES")).ToArray();
        if (grants.Has("RELOAD", "FLUSH_TABLES"))
        {
            findings.Ok(Subject, "RELOAD: a snapshot may lock the server while it opens its view.");
        }
        else if (unlocked.Length == 0 && captured.Count > 0)
        {
            findings.Ok(Subject, $"LOCK TABLES: a snapshot may lock the captured tables, though not the whole server (RELOAD). {Remedies.Grant(facts.Account, "RELOAD")}");
        }
        else if (model.Snapshot.Locking == LockingMode.Extended)
        {
            findings.Fail(Subject, $"RELOAD and LOCK TABLES are missing, one of them is required by snapshot.locking.mode=extended. {Remedies.Grant(facts.Account, "RELOAD")}");
        }
        else
        {
            findings.Warn(Subject, $"RELOAD and LOCK TABLES are missing: a snapshot takes no lock, and begins anew with a table that is altered meanwhile. {Remedies.Grant(facts.Account, "RELOAD")}");
        }
    }

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
