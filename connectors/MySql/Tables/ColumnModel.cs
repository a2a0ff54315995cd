using System.Collections.Immutable;

namespace ConnectRuntime.MySql.Tables;

/// <summary>A column as its table's definition has it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">Its type.</param>
internal sealed record ColumnModel(string Name, SqlType Type)
{
    /// <summary>The number in the type's parentheses: characters, bytes, bits, digits in all, dimensions, or the display width of an integer; −1 for none.</summary>
    public int Length { get; init; } = -1;

    /// <summary>Digits after the point of DECIMAL, and of FLOAT and DOUBLE where they are declared; −1 for none.</summary>
    public int Scale { get; init; } = -1;

    /// <summary>Digits of a second's fraction of TIME, DATETIME and TIMESTAMP, 0–6.</summary>
    public int FractionDigits { get; init; }

    /// <summary>Whether it is UNSIGNED; ZEROFILL makes it so.</summary>
    public bool IsUnsigned { get; init; }

    /// <summary>Whether it is ZEROFILL.</summary>
    public bool IsZerofill { get; init; }

    /// <summary>The character set of text, ENUM and SET; null for other types.</summary>
    public string? Charset { get; init; }

    /// <summary>The collation, where it is known.</summary>
    public string? Collation { get; init; }

    /// <summary>Whether it may be NULL.</summary>
    public bool IsNullable { get; init; } = true;

    /// <summary>Whether it is AUTO_INCREMENT.</summary>
    public bool IsAutoIncrement { get; init; }

    /// <summary>Whether it is computed, VIRTUAL or STORED.</summary>
    public bool IsGenerated { get; init; }

    /// <summary>Whether <c>SELECT *</c> leaves it out.</summary>
    public bool IsInvisible { get; init; }

    /// <summary>Whether the server keeps it for itself: rows in the binlog have it, and no statement can name it.</summary>
    public bool IsHidden { get; init; }

    /// <summary>Whether MariaDB stores it compressed.</summary>
    public bool IsCompressed { get; init; }

    /// <summary>Whether it holds JSON: the type JSON, or MariaDB's LONGTEXT with a check that it is valid JSON.</summary>
    public bool IsJson { get; init; }

    /// <summary>Its default.</summary>
    public ColumnDefault Default { get; init; }

    /// <summary>The values of ENUM and SET, in the order of their definition.</summary>
    public ImmutableArray<string> Members { get; init; } = [];

    /// <summary>The spatial reference system a geometry is bound to; null for none.</summary>
    public uint? Srid { get; init; }

    /// <summary>Its comment; null for none.</summary>
    public string? Comment { get; init; }

    /// <summary>The type as its definition was written in a statement, such as <c>BOOL</c> or <c>INT UNSIGNED</c>, for schema change events; null to derive it.</summary>
    public string? DeclaredType { get; init; }
}
