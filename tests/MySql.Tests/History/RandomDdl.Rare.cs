using ConnectRuntime.MySql.Tables;

namespace ConnectRuntime.MySql.Tests.History;

// What few statements say: partitions, versions, foreign keys, checks, generated columns, upkeep.
internal sealed partial class RandomDdl
{
    private string Hash() => isMariaDb && Chance(6) ? " USING HASH" : "";

    // Statements that are about a table as a whole. Those that fail change nothing: CREATE OR REPLACE has dropped a table by then, and says nothing that can fail.
    private string Whole(TableModel table)
    {
        var name = Quote(table.Id.Table);
        return random.Next(10) switch
        {
            0 => $"ALTER TABLE {name} {(isMariaDb ? Pick(["ADD", "DROP"]) + " SYSTEM VERSIONING" : "FORCE")}",
            1 => $"ALTER TABLE {name} PARTITION BY {(Chance(2) ? "KEY () PARTITIONS 3" : $"HASH ({Quote(Pick(Visible(table)).Name)}) PARTITIONS 2")}",
            2 => $"ALTER TABLE {name} {Pick(["REMOVE PARTITIONING", "ADD PARTITION PARTITIONS 2", "COALESCE PARTITION 1", "TRUNCATE PARTITION ALL", "REBUILD PARTITION ALL", "ANALYZE PARTITION p0", "OPTIMIZE PARTITION p0"])}",
            3 => $"ALTER TABLE {name} {Pick(["DISABLE KEYS", "ENABLE KEYS", "FORCE", "ENGINE=InnoDB", "ORDER BY 1", "ROW_FORMAT=DYNAMIC", "AUTO_INCREMENT=7", "KEY_BLOCK_SIZE=8, ENGINE InnoDB"])}",
            4 => $"ALTER TABLE {name} RENAME {Pick(["", "TO ", "AS "])}v{_tables++}{(Chance(2) ? $", {Action(table)}" : "")}",
            5 => $"{Pick(["ANALYZE", "CHECK"])} TABLE {name}",
            6 when isMariaDb => $"CREATE OR REPLACE TABLE {name} (z{_tables++} INT, y VARCHAR(9) UNIQUE)",
            7 => $"CREATE TABLE IF NOT EXISTS {name} (other INT)",
            8 => $"/* {_tables} */ ALTER /*! TABLE */ {name} # to the end\n ADD n{_tables++} INT -- and here\n",
            _ => $"TRUNCATE TABLE {name}",
        };
    }

    private string Rare(TableModel table, ColumnModel column)
    {
        var name = Quote(column.Name);
        return random.Next(16) switch
        {
            0 => $"ADD ({Column(Pick(Names))}, {Column(Pick(Names))}{(Chance(2) ? $", KEY ({name})" : "")})",
            1 when table.UniqueKeys.Length > 0 => $"RENAME INDEX {Quote(Pick(table.UniqueKeys).Name)} TO n{_tables++}",
            2 when table.OtherKeys.Length > 0 => $"DROP KEY {Quote(Pick(table.OtherKeys).Name)}",
            3 => $"ADD {(Chance(2) ? $"CONSTRAINT k{_tables++} " : "")}CHECK ({name} IS NOT NULL OR 1=1)",
            4 => $"ADD {(Chance(2) ? $"CONSTRAINT f{_tables++} " : "")}FOREIGN KEY {(Chance(3) ? $"x{_tables++} " : "")}({name}) REFERENCES {Quote(table.Id.Table)} ({Quote(Pick(Visible(table)).Name)})",
            5 => isMariaDb ? $"ADD COLUMN IF NOT EXISTS {Column(Chance(2) ? name : Pick(Names))}" : $"ALTER {name} SET {Pick(["INVISIBLE", "VISIBLE"])}",
            6 => isMariaDb ? $"DROP COLUMN IF EXISTS {(Chance(2) ? name : Pick(Names))}" : $"ADD UNIQUE (({name} + 1))",
            7 => isMariaDb ? $"MODIFY COLUMN IF EXISTS {Column(Chance(2) ? name : Pick(Names))}" : $"ADD INDEX (({name} IS NULL))",
            8 => isMariaDb ? $"ADD {Pick(["UNIQUE ", ""])}INDEX IF NOT EXISTS {Pick(Names)} ({name})" : $"ADD INDEX ({name} DESC)",

            // MySQL shows no default of one that has ON UPDATE and an expression.
            9 when column.Type != SqlType.DateTime => isMariaDb ? $"DROP INDEX IF EXISTS {Pick(Names)}" : $"ALTER {name} SET DEFAULT (1 + 1)",
            10 => $"DROP CONSTRAINT {(isMariaDb ? "IF EXISTS " : "")}{(table.UniqueKeys.Length > 0 ? Quote(Pick(table.UniqueKeys).Name) : Pick(Names))}",
            11 => isMariaDb ? $"CHANGE IF EXISTS {Pick(Names)} {Column(Pick(Names))}" : $"RENAME KEY {Pick(Names)} TO n{_tables++}",
            12 => $"DROP {name}, ADD {Column(Pick(Names))}, ADD UNIQUE ({Quote(Pick(Visible(table)).Name)})",
            13 => $"ADD FULLTEXT ({name})",
            14 => $"CONVERT TO {CharsetClause()} COLLATE {Pick(Collations)}",
            _ => $"MODIFY {name} {Definition()}, MODIFY {Quote(Pick(Visible(table)).Name)} {Definition()}",
        };
    }

    // Definitions with clauses of their own.
    private string Unusual() => random.Next(12) switch
    {
        0 => "INT GENERATED ALWAYS AS (1 + 2) VIRTUAL",
        1 => $"VARCHAR(20) AS ('x') {(isMariaDb ? "PERSISTENT" : "STORED")}",
        2 => "BIGINT UNSIGNED NOT NULL AUTO_INCREMENT UNIQUE",
        3 => "SERIAL",
        4 => "DATETIME(3) DEFAULT CURRENT_TIMESTAMP(3) ON UPDATE CURRENT_TIMESTAMP(3)",
        5 => "TIMESTAMP",
        6 => "TIMESTAMP NOT NULL DEFAULT '2021-03-04 05:06:07'",
        7 => "INT INVISIBLE DEFAULT 3",
        8 => "VARCHAR(36) DEFAULT (UUID())",
        9 => "INT CHECK (1 = 1) NOT NULL",
        10 => isMariaDb ? "TEXT DEFAULT (CONCAT('a', 'b'))" : "JSON DEFAULT (JSON_ARRAY())",
        _ => "CHAR(3) BYTE",
    };

    private string Special(List<string> names) => random.Next(4) switch
    {
        0 => $"CHECK ({Pick(names)} IS NOT NULL OR 1=1)",
        1 => $"CONSTRAINT s{_tables} FOREIGN KEY ({Pick(names)}) REFERENCES t{_tables} ({Pick(names)})",
        2 => isMariaDb ? $"UNIQUE KEY h{_tables} ({Pick(names)}) USING HASH" : $"UNIQUE KEY h{_tables} (({Pick(names)} + 1))",
        _ => $"KEY ({Pick(names)}), FULLTEXT ({Pick(names)})",
    };

    private string Tail(List<string> names) => random.Next(12) switch
    {
        0 => " PARTITION BY KEY () PARTITIONS 2",
        1 => $" PARTITION BY HASH ({Pick(names)}) PARTITIONS 3",
        2 when isMariaDb => " WITH SYSTEM VERSIONING",
        _ => "",
    };

    private static List<ColumnModel> Visible(TableModel table) => [.. table.Columns.Where(column => !column.IsHidden)];
}
