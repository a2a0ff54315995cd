using ConnectRuntime.MySql.Tables;

namespace ConnectRuntime.MySql.History.Ddl;

/// <summary>How names of databases and tables are completed and spelled.</summary>
/// <param name="lowerCaseTableNames">The server's lower_case_table_names: 1 makes all names lower case.</param>
/// <param name="database">The current database.</param>
internal sealed class NamePolicy(int lowerCaseTableNames, string database)
{
    /// <summary>The current database.</summary>
    public string Database { get; set; } = database;

    /// <summary>A name as the server stores it.</summary>
    public string Stored(string name) => lowerCaseTableNames == 1 ? name.ToLowerInvariant() : name;

    /// <summary>Takes the name of a table, or fails.</summary>
    public TableId ExpectTable(SqlCursor cursor)
    {
        // ".t" is a table of the current database.
        var isBare = cursor.Accept('.');
        var first = Stored(isBare ? cursor.ExpectMember() : cursor.ExpectName());
        return !isBare && cursor.Accept('.') ? new TableId(first, Stored(cursor.ExpectMember())) : new TableId(Database, first);
    }

    /// <summary>Takes the name of a database, or fails.</summary>
    public string ExpectDatabase(SqlCursor cursor) => Stored(cursor.ExpectName());
}
