using ConnectRuntime.MySql.Client.Sql;
using ConnectRuntime.MySql.History.Catalog;
using ConnectRuntime.MySql.Tables;

namespace ConnectRuntime.MySql.Tests.History;

/// <summary>Statements by chance, over the tables that are there; most of them are good ones.</summary>
/// <param name="random">The chance.</param>
/// <param name="isMariaDb">For which server.</param>
internal sealed partial class RandomDdl(Random random, bool isMariaDb)
{
    private static readonly string[] Sets = ["latin1", "utf8mb4", "utf8mb3", "cp1251", "ucs2", "ascii", "binary", "gbk", "utf16"];
    private static readonly string[] Collations = ["latin1_bin", "utf8mb4_bin", "utf8mb3_general_ci", "cp1251_bin", "utf8mb4_unicode_ci", "latin1_german1_ci"];
    private static readonly string[] Names = ["a", "B", "c_1", "`d e`", "`key`", "ünï", "`x``y`", "status", "`1`", "Value", "f", "g", "type", "`order`"];

    private int _tables;

    /// <summary>The next statement.</summary>
    public string Next(TableCatalog catalog, string database)
    {
        var tables = catalog.Models.Where(table => table.Id.Database == database).OrderBy(table => table.Id).ToList();
        if (tables.Count < 2 || Chance(12))
        {
            return Create();
        }

        var table = Pick(tables);
        return random.Next(17) switch
        {
            0 when tables.Count > 2 => $"DROP TABLE {Quote(table.Id.Table)}",
            1 => $"RENAME TABLE {Quote(table.Id.Table)} TO r{_tables++}",
            2 => $"CREATE TABLE l{_tables++} LIKE {Quote(table.Id.Table)}",
            3 => $"CREATE {(Chance(2) ? "UNIQUE " : "")}INDEX i{_tables++} ON {Quote(table.Id.Table)} ({KeyParts(table)})",
            4 when table.UniqueKeys.Length > 0 => $"DROP INDEX {Quote(Pick(table.UniqueKeys).Name)} ON {Quote(table.Id.Table)}",
            5 when Chance(3) => $"ALTER DATABASE {CharsetClause()}",
            6 => Whole(table),
            _ => $"ALTER TABLE {Quote(table.Id.Table)} {string.Join(", ", Enumerable.Range(0, 1 + random.Next(3)).Select(_ => Action(table)))}",
        };
    }

    private string Create()
    {
        var names = Names.OrderBy(_ => random.Next()).Take(1 + random.Next(8)).ToList();
        var elements = names.Select(Column).ToList();
        if (Chance(2))
        {
            elements.Add($"PRIMARY KEY ({string.Join(", ", names.Take(1 + random.Next(2)))})");
        }

        for (var i = random.Next(3); i > 0; i--)
        {
            elements.Add(Chance(3) ? $"KEY ({Pick(names)})" : $"UNIQUE ({Pick(names)}){Hash()}");
        }

        if (Chance(6))
        {
            elements.Add(Special(names));
        }

        var table = $"{(Chance(8) && isMariaDb ? "IF NOT EXISTS " : "")}t{_tables++}";
        return $"CREATE TABLE {table} ({string.Join(", ", elements)}){(Chance(2) ? $" {CharsetClause()}" : "")}{(Chance(4) ? " COMMENT='it''s'" : "")}{Tail(names)}";
    }

    private string Action(TableModel table)
    {
        var column = Pick(table.Columns.Where(c => !c.IsHidden).ToList());
        return random.Next(19) switch
        {
            15 or 16 or 17 => Rare(table, column),
            0 or 1 or 2 => $"ADD {(Chance(2) ? "COLUMN " : "")}{Column(Pick(Names))}{Place(table)}",
            3 => $"DROP {Quote(column.Name)}",
            4 or 5 => $"MODIFY {Quote(column.Name)} {Definition()}{Place(table)}",
            6 => $"CHANGE {Quote(column.Name)} {Column(Chance(2) ? Pick(Names) : Quote(column.Name))}{Place(table)}",
            7 => $"RENAME COLUMN {Quote(column.Name)} TO {Pick(Names)}",
            8 => Chance(2) ? $"ADD UNIQUE ({KeyParts(table)}){Hash()}" : $"ADD KEY ({KeyParts(table)})",
            9 => Chance(2) ? "DROP PRIMARY KEY" : $"ADD PRIMARY KEY ({KeyParts(table)})",
            10 => $"ALTER {Quote(column.Name)} {(Chance(2) ? "DROP DEFAULT" : $"SET DEFAULT {Literal()}")}",
            11 => $"CONVERT TO {CharsetClause()}",
            12 => CharsetClause(),
            13 when table.UniqueKeys.Length > 0 => $"DROP INDEX {Quote(Pick(table.UniqueKeys).Name)}",
            _ => $"COMMENT 'c{random.Next(9)}'",
        };
    }

    private string Column(string name) => $"{name} {Definition()}";

    private string Definition()
    {
        if (Chance(10))
        {
            return Unusual();
        }

        var type = Type(out var isText, out var isNumber, out var isTemporal);
        var charset = isText && Chance(3) ? $" {(Chance(2) ? $"CHARACTER SET {Pick(Sets)}" : $"COLLATE {Pick(Collations)}")}" : "";
        var nullable = random.Next(4) switch { 0 => " NOT NULL", 1 => " NULL", _ => "" };
        var value = Chance(3) ? $" DEFAULT {(isNumber ? Number() : isTemporal ? "'2020-01-02 03:04:05'" : Literal())}" : "";
        var key = Chance(12) ? " UNIQUE" : "";
        return $"{type}{charset}{nullable}{value}{key}{(Chance(8) ? " COMMENT 'x, y'" : "")}";
    }

    private string Type(out bool isText, out bool isNumber, out bool isTemporal)
    {
        (isText, isNumber, isTemporal) = (false, false, false);
        switch (random.Next(5))
        {
            case 0:
                isText = true;
                return Pick(["CHAR(7)", "CHAR", "VARCHAR(50)", "VARCHAR(255)", "VARCHAR(3)", "TEXT", "TINYTEXT", "MEDIUMTEXT", "LONGTEXT", $"TEXT({random.Next(1, 100000)})", "ENUM('a','b''c','d')", "SET('x','y','z')"]);
            case 1:
                isNumber = true;
                return Pick(["INT", "BIGINT", "TINYINT(1)", "BOOL", "SMALLINT", "MEDIUMINT", "INTEGER", "INT(5)", "DECIMAL", "DECIMAL(8,3)", "NUMERIC(5)", "FLOAT", "DOUBLE", "REAL", "FLOAT(30)", "FLOAT(7,2)", "DOUBLE PRECISION"])
                    + Pick(["", "", " UNSIGNED", " ZEROFILL"]).Replace("ZEROFILL", Chance(2) ? "ZEROFILL" : "UNSIGNED ZEROFILL");
            case 2:
                isTemporal = true;
                return Pick(["DATETIME", "DATETIME(3)", "DATETIME(6)"]);
            case 3:
                return Pick(["BINARY(5)", "VARBINARY(30)", "BLOB", "TINYBLOB", "MEDIUMBLOB", "LONGBLOB", $"BLOB({random.Next(1, 100000)})", "BINARY"]);
            default:
                isNumber = false;
                return Pick<string>(isMariaDb
                    ? ["JSON", "UUID", "INET6", "DATE", "TIME(2)", "TIMESTAMP NULL", "YEAR", "BIT(9)", "NCHAR(3)", "NVARCHAR(9)", "VARCHAR(30) COMPRESSED", "BLOB COMPRESSED"]
                    : ["JSON", "VECTOR(3)", "DATE", "TIME(2)", "TIMESTAMP NULL", "YEAR", "BIT(9)", "GEOMETRY", "POINT SRID 4326", "NCHAR(3)", "NVARCHAR(9)", "LINESTRING"]);
        }
    }

    private string Literal() => Pick(["'a'", "NULL", "1", "'it''s'", "''", "'漢ü'", "x'41'", "'x,y'", "-1.5", "b'101'", "'0'", "TRUE", "'\\n'"]);

    private string Number() => Pick(["0", "1", "'7'", "-3", "1.5", "2.25e1", "NULL", "TRUE", "99"]);

    private string CharsetClause() => random.Next(4) switch
    {
        0 => $"COLLATE {Pick(Collations)}",
        1 => $"CHARSET {Pick(Sets)}",
        _ => $"CHARACTER SET {Pick(Sets)}",
    };

    private string KeyParts(TableModel table)
    {
        var columns = table.Columns.Where(c => !c.IsHidden && c.Type is not (>= SqlType.Geometry and <= SqlType.GeometryCollection))
            .OrderBy(_ => random.Next()).Take(1 + random.Next(2));
        return string.Join(", ", columns.Select(c => Quote(c.Name) + (c.Type is SqlType.Text or SqlType.Blob or SqlType.VarChar ? Prefix(2) : "")));
    }

    private string Prefix(int odds) => Chance(odds) ? "(2)" : "";

    private string Place(TableModel table) => random.Next(6) switch
    {
        0 => " FIRST",
        1 => $" AFTER {Quote(Pick(table.Columns.Where(c => !c.IsHidden).ToList()).Name)}",
        _ => "",
    };

    private bool Chance(int odds) => random.Next(odds) == 0;

    private T Pick<T>(IReadOnlyList<T> items) => items[random.Next(items.Count)];

    private static string Quote(string name) => SqlText.Quote(name);
}
