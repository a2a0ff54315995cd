using System.Collections.Immutable;
using ConnectRuntime.MySql.Tables;

namespace ConnectRuntime.MySql.History.Ddl;

/// <summary>A statement that was read. Names of tables have their database, and the case that the server stores.</summary>
/// <param name="Kind">What it is.</param>
internal abstract record DdlStatement(DdlKind Kind);

/// <summary>A statement that changes no table.</summary>
internal sealed record OtherStatement() : DdlStatement(DdlKind.Other);

/// <summary>A statement that looks as if it changed tables, but cannot be read.</summary>
/// <param name="Problem">Where and why.</param>
/// <param name="Table">The table it is about, if that much could be read.</param>
internal sealed record UnreadableStatement(string Problem, TableId? Table) : DdlStatement(DdlKind.Unreadable);

/// <summary>CREATE TABLE.</summary>
internal sealed record CreateTableStatement(TableId Table) : DdlStatement(DdlKind.CreateTable)
{
    /// <summary>Whether it is a table of the session, which no other sees.</summary>
    public bool IsTemporary { get; init; }

    /// <summary>Whether a table of that name is replaced.</summary>
    public bool IsReplacing { get; init; }

    /// <summary>Whether a table of that name is left as it is.</summary>
    public bool IfNotExists { get; init; }

    /// <summary>The columns that it names.</summary>
    public ImmutableArray<ColumnClause> Columns { get; init; } = [];

    /// <summary>The keys that stand for themselves.</summary>
    public ImmutableArray<KeyClause> Keys { get; init; } = [];

    /// <summary>The options.</summary>
    public TableOptionsClause Options { get; init; }

    /// <summary>The table whose definition is taken, with LIKE.</summary>
    public TableId? Like { get; init; }

    /// <summary>Whether columns come from a query.</summary>
    public bool HasQuery { get; init; }
}

/// <summary>ALTER TABLE.</summary>
/// <param name="Table">The table.</param>
/// <param name="Actions">What is done, in order.</param>
internal sealed record AlterTableStatement(TableId Table, ImmutableArray<AlterAction> Actions) : DdlStatement(DdlKind.AlterTable);

/// <summary>DROP TABLE.</summary>
internal sealed record DropTableStatement(ImmutableArray<TableId> Tables, bool IsTemporary) : DdlStatement(DdlKind.DropTable);

/// <summary>RENAME TABLE: one pair after the other.</summary>
internal sealed record RenameTableStatement(ImmutableArray<(TableId From, TableId To)> Renames) : DdlStatement(DdlKind.RenameTable);

/// <summary>TRUNCATE TABLE.</summary>
internal sealed record TruncateTableStatement(TableId Table) : DdlStatement(DdlKind.TruncateTable);

/// <summary>CREATE INDEX.</summary>
internal sealed record CreateIndexStatement(TableId Table, KeyClause Key, bool IsReplacing, bool IfNotExists) : DdlStatement(DdlKind.CreateIndex);

/// <summary>DROP INDEX.</summary>
internal sealed record DropIndexStatement(TableId Table, string Name) : DdlStatement(DdlKind.DropIndex);

/// <summary>CREATE, ALTER or DROP DATABASE.</summary>
internal sealed record DatabaseStatement(DdlKind Kind, string Database, CharsetClause Charset, bool IsReplacing, bool IfNotExists) : DdlStatement(Kind);

/// <summary>CREATE or DROP SEQUENCE.</summary>
internal sealed record SequenceStatement(DdlKind Kind, ImmutableArray<TableId> Sequences, bool IsTemporary) : DdlStatement(Kind);

/// <summary>USE.</summary>
internal sealed record UseStatement(string Database) : DdlStatement(DdlKind.Use);
