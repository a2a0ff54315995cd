namespace ConnectRuntime.MySql.History.Ddl;

/// <summary>Kinds of statements that come as QUERY events.</summary>
internal enum DdlKind : byte
{
    /// <summary>One that changes no table: GRANT, CREATE VIEW, INSERT and hundreds more.</summary>
    Other,

    /// <summary>One that begins like one that changes tables, and cannot be read.</summary>
    Unreadable,
    CreateTable,
    AlterTable,
    DropTable,
    RenameTable,
    TruncateTable,
    CreateIndex,
    DropIndex,
    CreateDatabase,
    AlterDatabase,
    DropDatabase,
    CreateSequence,
    DropSequence,
    Use,
}
