using ConnectRuntime.MySql.Tables;

namespace ConnectRuntime.MySql.Checks;

/// <summary>Changes of captured tables that the server does not log as rows, whatever it is set to.</summary>
internal static class UnloggedChecks
{
    public static void Run(ServerFacts facts, IReadOnlyList<TableModel> captured, Findings findings)
    {
        var cascades = captured.Select(table => table.Id).Where(facts.CascadeTables.Contains).ToArray();
        if (cascades.Length > 0)
        {
            var upgrade = facts.Version.IsMariaDb ? "" : ", or use MySQL 9.6 or later with innodb_native_foreign_keys=OFF";
            findings.Warn("tables", $"{Findings.Count(cascades.Length, "table")} with rows that foreign keys change by CASCADE or SET NULL: {Findings.List(cascades)}. The server does not log such changes, so that they are not read. Delete or update those rows by statements of their own before{upgrade}.");
        }

        var versioned = captured.Where(IsVersionedByTransaction).Select(table => table.Id).ToArray();
        if (versioned.Length > 0)
        {
            findings.Warn("tables", $"{Findings.Count(versioned.Length, "table")} versioned by numbers of transactions: {Findings.List(versioned)}. MariaDB logs statements that change them, and no rows, so that changes are not read. Make ROW START and ROW END columns of TIMESTAMP(6).");
        }
    }

    private static bool IsVersionedByTransaction(TableModel table) =>
        table.RowEnd is { } end && table.IndexOf(end) is >= 0 and var at && table.Columns[at].Type == SqlType.BigInt;
}
