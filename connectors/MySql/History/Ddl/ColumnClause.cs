namespace ConnectRuntime.MySql.History.Ddl;

/// <summary>The definition of a column as it is written.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">Its type.</param>
internal sealed record ColumnClause(string Name, TypeClause Type)
{
    /// <summary>What it says about NULL; null for nothing.</summary>
    public bool? IsNullable { get; init; }

    /// <summary>Its default; null for none.</summary>
    public DefaultClause? Default { get; init; }

    /// <summary>Whether it says ON UPDATE.</summary>
    public bool HasOnUpdate { get; init; }

    /// <summary>Whether it says AUTO_INCREMENT.</summary>
    public bool IsAutoIncrement { get; init; }

    /// <summary>Whether it says PRIMARY KEY, or only KEY.</summary>
    public bool IsPrimary { get; init; }

    /// <summary>Whether it says UNIQUE.</summary>
    public bool IsUnique { get; init; }

    /// <summary>Whether it says REFERENCES.</summary>
    public bool IsReference { get; init; }

    /// <summary>Whether its values are computed.</summary>
    public bool IsGenerated { get; init; }

    /// <summary>Whether it is the start of a row's time, in MariaDB.</summary>
    public bool IsRowStart { get; init; }

    /// <summary>Whether it is the end of a row's time, in MariaDB.</summary>
    public bool IsRowEnd { get; init; }

    /// <summary>Whether it says INVISIBLE.</summary>
    public bool IsInvisible { get; init; }

    /// <summary>Whether it says WITH SYSTEM VERSIONING, which makes the table versioned.</summary>
    public bool IsVersioned { get; init; }

    /// <summary>Whether it has a CHECK of its own.</summary>
    public bool HasCheck { get; init; }

    /// <summary>Whether the check lets nothing but JSON in.</summary>
    public bool HasJsonCheck { get; init; }

    /// <summary>The spatial reference system.</summary>
    public uint? Srid { get; init; }

    /// <summary>Its comment; null for none.</summary>
    public string? Comment { get; init; }

    /// <summary>Where it goes; null for the end, or for where it was.</summary>
    public ColumnPlace? Place { get; init; }

    /// <summary>Whether a column of that name is left as it is.</summary>
    public bool IfNotExists { get; init; }
}

/// <summary>FIRST, or AFTER a column.</summary>
/// <param name="After">The column; null for FIRST.</param>
internal readonly record struct ColumnPlace(string? After);
