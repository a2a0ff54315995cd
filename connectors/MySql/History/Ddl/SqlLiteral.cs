namespace ConnectRuntime.MySql.History.Ddl;

/// <summary>A literal as a statement has it.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Text">The text without quotes and escapes; a number with its sign; null where there are bytes.</param>
internal sealed record SqlLiteral(SqlLiteralKind Kind, string? Text = null)
{
    /// <summary>NULL.</summary>
    public static readonly SqlLiteral Null = new(SqlLiteralKind.Null);

    /// <summary>The bytes of a hexadecimal or bit literal.</summary>
    public byte[]? Bytes { get; init; }

    /// <summary>The character set that an introducer names, such as <c>latin1</c> in <c>_latin1 x'E4'</c>; null for none.</summary>
    public string? Introducer { get; init; }
}

/// <summary>Kinds of literals.</summary>
internal enum SqlLiteralKind : byte
{
    /// <summary>NULL.</summary>
    Null,

    /// <summary>A string.</summary>
    Text,

    /// <summary>A number with its sign; TRUE is 1.</summary>
    Number,

    /// <summary>Bytes.</summary>
    Bytes,
}
