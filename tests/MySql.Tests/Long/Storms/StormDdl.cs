using System.Globalization;
using ConnectRuntime.MySql.Client.Sql;

namespace ConnectRuntime.MySql.Tests.Long.Storms;

/// <summary>Statements by chance that change tables which keep three columns: <c>id</c>, <c>k</c> and <c>seq</c>. The server may refuse some.</summary>
internal sealed class StormDdl(Random random, bool isMariaDb)
{
    /// <summary>The columns that stay.</summary>
    public const string Kept = "id INT NOT NULL, k INT NOT NULL DEFAULT 7, seq BIGINT NOT NULL";

    private static readonly string[] Types =
    [
        "INT", "BIGINT", "TINYINT(1)", "SMALLINT UNSIGNED", "MEDIUMINT", "INT NOT NULL DEFAULT 3", "DECIMAL(8,3)", "DECIMAL(20,0)", "DOUBLE", "YEAR", "DATE",
        "TIME", "TIME(3)", "DATETIME", "DATETIME(6)", "TIMESTAMP NULL", "TIMESTAMP(2) NULL", "CHAR(5)", "CHAR(100)", "VARCHAR(30)", "VARCHAR(300)",
        "VARCHAR(40) CHARACTER SET latin1", "VARCHAR(20) CHARACTER SET ucs2", "VARCHAR(60) NOT NULL DEFAULT 'x'", "TINYTEXT", "TEXT", "MEDIUMTEXT CHARACTER SET gbk",
        "BLOB", "BINARY(4)", "VARBINARY(20)", "ENUM('a','ö','12')", "SET('x','y','12')",
    ];

    private int _names;

    /// <summary>A name that was never used.</summary>
    public string Fresh(string prefix) => $"{prefix}{_names++.ToString(CultureInfo.InvariantCulture)}";

    /// <summary>A new table.</summary>
    public string Create(string table) =>
        $"CREATE TABLE {SqlText.Quote(table)} ({Kept}, {string.Join(", ", Enumerable.Range(0, random.Next(5)).Select(_ => Column()).Append(Key()))})"
        + Pick(["", "", " CHARACTER SET latin1", " ROW_FORMAT=DYNAMIC", " PARTITION BY HASH (id) PARTITIONS 3"]);

    /// <summary>A statement that surely succeeds.</summary>
    public string AddSurely(string table) => $"ALTER TABLE {SqlText.Quote(table)} ADD {Column()}";

    /// <summary>The next statement or statements about a table; <paramref name="columns"/> are those that may go.</summary>
    public string Next(string table, IReadOnlyList<string> columns, string? other)
    {
        var name = SqlText.Quote(table);
        switch (random.Next(20))
        {
            case 0:
                return $"RENAME TABLE {name} TO {Fresh("r")}";
            case 1 when other is not null:
                return $"RENAME TABLE {name} TO swap_, {SqlText.Quote(other)} TO {name}, swap_ TO {SqlText.Quote(other)}";
            case 2:
                return $"DROP TABLE {name}; {Create(table)}";
            case 3:
                return $"TRUNCATE TABLE {name}";
            case 4:
                return $"ALTER TABLE {name} PARTITION BY HASH (id) PARTITIONS {random.Next(2, 5)}";
            case 5:
                return $"ALTER TABLE {name} REMOVE PARTITIONING";
            case 6:
                return Exchange(name);
            case 7:
                return Copy(table, name);
            case 8:
                return $"CREATE TEMPORARY TABLE {name} (nothing INT); INSERT INTO {name} VALUES (1), (2); DROP TEMPORARY TABLE {name}";
            case 9:
                return $"ALTER TABLE {name} CONVERT TO CHARACTER SET {Pick(["utf8mb4", "latin1", "utf8mb3"])}";
            case 10:
                return $"ALTER TABLE {name} RENAME TO {Fresh("m")}, ADD {Column()}";
            case 11:
                return $"ALTER TABLE {name} ADD {Column()}, ALGORITHM=INSTANT";
            case 12 when isMariaDb:
                return $"CREATE OR REPLACE TABLE {name} ({Kept}, {Column()}, {Key()})";
            default:
                return $"ALTER TABLE {name} {string.Join(", ", Enumerable.Range(0, 1 + random.Next(3)).Select(_ => Action(columns)))}";
        }
    }

    /// <summary>A value that most types take.</summary>
    public string Value() => Pick(["NULL", "12", "'12'", "'abc'", "'ä€'", "1.5", "'2024-02-29 12:34:56.789'", "'11:22:33.5'", "x'00FF41'", "'ö'", "0", "-3", "'x,y'", "REPEAT('long ä ', 9)", "DEFAULT"]);

    // Both sides of an exchange have one definition.
    private string Exchange(string name)
    {
        var twin = Fresh("x");
        return $"ALTER TABLE {name} PARTITION BY HASH (id) PARTITIONS 2; CREATE TABLE {twin} LIKE {name}; ALTER TABLE {twin} REMOVE PARTITIONING; "
            + $"ALTER TABLE {name} EXCHANGE PARTITION p{random.Next(2)} WITH TABLE {twin}";
    }

    // As tools do that change tables while they are used.
    private string Copy(string table, string name)
    {
        var (shadow, old) = (Fresh("_gho"), Fresh("_del"));
        return $"CREATE TABLE {shadow} LIKE {name}; ALTER TABLE {shadow} ADD {Column()} FIRST, ADD {Column()}; RENAME TABLE {name} TO {old}, {shadow} TO {SqlText.Quote(table)}; DROP TABLE {old}";
    }

    private string Action(IReadOnlyList<string> columns)
    {
        if (columns.Count == 0 || random.Next(3) == 0)
        {
            return $"ADD {Column()}{Place(columns)}";
        }

        var column = SqlText.Quote(Pick(columns));
        return random.Next(9) switch
        {
            0 or 1 => $"DROP COLUMN {column}",
            2 or 3 => $"MODIFY {column} {Pick(Types)}{Place(columns)}",
            4 => $"CHANGE {column} {Column()}",
            5 => $"RENAME COLUMN {column} TO {Fresh("n")}",
            6 => $"ADD INDEX {Fresh("i")} (seq)",
            7 => random.Next(2) == 0 ? "DROP PRIMARY KEY" : $"ADD {Key()}",
            _ => $"MODIFY seq BIGINT NOT NULL{Place(columns)}",
        };
    }

    private string Column() => $"{Fresh("c")} {Pick(Types)}";

    private string Key() => $"PRIMARY KEY ({Pick(["id", "id, k", "k, id"])})";

    private string Place(IReadOnlyList<string> columns) => random.Next(4) switch
    {
        0 => " FIRST",
        1 => $" AFTER {(columns.Count == 0 ? "k" : SqlText.Quote(Pick(columns)))}",
        _ => "",
    };

    private T Pick<T>(IReadOnlyList<T> items) => items[random.Next(items.Count)];
}
