using ConnectRuntime.MySql.Tables;

namespace ConnectRuntime.MySql.History.Ddl;

/// <summary>One thing that ALTER TABLE does. What changes nothing that is known here is no action.</summary>
internal abstract record AlterAction;

/// <summary>ADD COLUMN.</summary>
internal sealed record AddColumnAction(ColumnClause Column) : AlterAction;

/// <summary>CHANGE or MODIFY.</summary>
/// <param name="Name">The name before.</param>
/// <param name="Column">The definition afterwards.</param>
internal sealed record ChangeColumnAction(string Name, ColumnClause Column) : AlterAction;

/// <summary>DROP COLUMN.</summary>
internal sealed record DropColumnAction(string Name) : AlterAction;

/// <summary>RENAME COLUMN.</summary>
internal sealed record RenameColumnAction(string Name, string NewName) : AlterAction;

/// <summary>ALTER COLUMN … SET DEFAULT, or DROP DEFAULT where it is null.</summary>
internal sealed record SetDefaultAction(string Name, DefaultClause? Default) : AlterAction;

/// <summary>ALTER COLUMN … SET VISIBLE or INVISIBLE.</summary>
internal sealed record SetVisibilityAction(string Name, bool IsInvisible) : AlterAction;

/// <summary>ADD of a key.</summary>
internal sealed record AddKeyAction(KeyClause Key) : AlterAction;

/// <summary>DROP of a key or constraint; <c>PRIMARY</c> for the primary key.</summary>
/// <param name="Name">Its name.</param>
/// <param name="IsConstraint">Whether it says CONSTRAINT, which an index that is not unique is none of.</param>
internal sealed record DropKeyAction(string Name, bool IsConstraint = false) : AlterAction;

/// <summary>RENAME INDEX.</summary>
internal sealed record RenameKeyAction(string Name, string NewName) : AlterAction;

/// <summary>RENAME TO.</summary>
internal sealed record RenameTableAction(TableId NewId) : AlterAction;

/// <summary>CONVERT TO CHARACTER SET.</summary>
internal sealed record ConvertCharsetAction(CharsetClause Charset) : AlterAction;

/// <summary>Options of the table.</summary>
internal sealed record SetOptionsAction(TableOptionsClause Options) : AlterAction;

/// <summary>ADD or DROP SYSTEM VERSIONING.</summary>
internal sealed record SetVersioningAction(bool IsVersioned) : AlterAction;

/// <summary>What works on the table's partitions, its tablespace or the upkeep of its keys: nothing of it is defined anew.</summary>
/// <param name="HasLayout">Whether the table has other partitions afterwards, for which MariaDB puts its keys in order as for a new table.</param>
internal record MaintenanceAction(bool HasLayout) : AlterAction;

/// <summary>MariaDB's IF EXISTS or IF NOT EXISTS: whether the statement does anything depends on what is there.</summary>
internal sealed record ConditionAction : AlterAction;

/// <summary>MariaDB's CONVERT PARTITION … TO TABLE: a partition becomes a table of its own.</summary>
internal sealed record PartitionToTableAction(TableId Table) : MaintenanceAction(HasLayout: true);

/// <summary>MariaDB's CONVERT TABLE … TO PARTITION: a table becomes a partition and is gone.</summary>
internal sealed record TableToPartitionAction(TableId Table) : MaintenanceAction(HasLayout: true);
