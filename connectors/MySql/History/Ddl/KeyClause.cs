using System.Collections.Immutable;

namespace ConnectRuntime.MySql.History.Ddl;

/// <summary>A key as it is written.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Name">Its name; null for none.</param>
/// <param name="Parts">Its parts in order.</param>
internal sealed record KeyClause(KeyKind Kind, string? Name, ImmutableArray<KeyPart> Parts)
{
    /// <summary>Whether it says USING HASH.</summary>
    public bool IsHash { get; init; }

    /// <summary>Whether a key of that name is left as it is.</summary>
    public bool IfNotExists { get; init; }
}

/// <summary>A part of a key.</summary>
/// <param name="Column">The column, or MariaDB's period; null for an expression.</param>
/// <param name="Prefix">How much of the column; 0 for all.</param>
internal readonly record struct KeyPart(string? Column, long Prefix);

/// <summary>Kinds of keys.</summary>
internal enum KeyKind : byte
{
    Primary,
    Unique,

    /// <summary>One that is not unique: INDEX, FULLTEXT, SPATIAL, VECTOR.</summary>
    Index,

    /// <summary>A foreign key, for which the server makes an index if there is none.</summary>
    Foreign,

    /// <summary>MariaDB's period: two columns that are NOT NULL, and that a key can name together.</summary>
    Period,
}
