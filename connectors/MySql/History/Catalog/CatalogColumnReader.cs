using System.Globalization;
using ConnectRuntime.MySql.Client.Servers;
using ConnectRuntime.MySql.History.Ddl;
using ConnectRuntime.MySql.Tables;

namespace ConnectRuntime.MySql.History.Catalog;

/// <summary>Rows of information_schema.COLUMNS as columns.</summary>
/// <param name="server">The server, as each writes defaults in its own way.</param>
/// <param name="noBackslashEscapes">Whether the session's sql_mode has NO_BACKSLASH_ESCAPES, which the server minds when it quotes.</param>
/// <param name="json">Columns that MariaDB checks to be JSON.</param>
internal sealed class CatalogColumnReader(ServerVersion server, bool noBackslashEscapes, HashSet<(TableId Table, string Column)> json)
{
    private readonly ColumnTypePolicy _types = new(server, new CharsetPolicy(server));
    private readonly SqlDialect _dialect = new(server, AnsiQuotes: false, noBackslashEscapes);

    /// <summary>Reads a row.</summary>
    /// <param name="table">The table.</param>
    /// <param name="row">
    /// Schema, table, ordinal, name, default, YES or NO for nullable, type, character set, collation, extra, comment, generation expression, SRID.
    /// </param>
    public ColumnModel Read(TableId table, string?[] row)
    {
        var name = row[3]!;
        var extra = row[9] ?? "";
        var column = _types.Resolve(name, Type(row), default) with
        {
            DeclaredType = null,
            IsNullable = row[5] != "NO",
            IsAutoIncrement = Has(extra, "auto_increment"),
            IsGenerated = Has(extra, "VIRTUAL") || Has(extra, "STORED") || Has(extra, "PERSISTENT"),
            IsInvisible = Has(extra, "INVISIBLE"),
            Comment = string.IsNullOrEmpty(row[10]) ? null : row[10],
            Srid = row[12] is { } srid ? uint.Parse(srid, CultureInfo.InvariantCulture) : null,
        };
        column = column with { IsJson = column.IsJson || json.Contains((table, name)) };
        var isExpression = Has(extra, "DEFAULT_GENERATED") && (row[4] is not null || !Has(extra, "update"));
        return column with { Default = CatalogDefaults.Read(row[4], isExpression, column, _dialect) };
    }

    // The type's text leaves the character set out.
    private TypeClause Type(string?[] row)
    {
        var cursor = new SqlCursor(new SqlTokenizer(row[6]!, _dialect));
        var type = new TypeParser(cursor, TypeModes.None).Expect();
        if (!ColumnTypePolicy.IsText(type.Type))
        {
            return type;
        }

        var charset = row[7] is { } name ? CharsetNames.Canonical(name) : CharsetNames.Binary;
        return type with { Charset = new CharsetClause(charset, CharsetNames.CanonicalCollation(row[8] ?? CharsetNames.Binary), false) };
    }

    private static bool Has(string extra, string word)
    {
        foreach (var range in extra.AsSpan().SplitAny(' ', ','))
        {
            if (extra.AsSpan(range).Equals(word, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }
}
