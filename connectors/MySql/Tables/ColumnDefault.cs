namespace ConnectRuntime.MySql.Tables;

/// <summary>What a column gets when a statement does not name it.</summary>
/// <param name="Kind">Whether there is one.</param>
/// <param name="Text">A literal's value, unquoted and unescaped, or an expression's SQL.</param>
internal readonly record struct ColumnDefault(DefaultKind Kind, string? Text = null)
{
    /// <summary>None.</summary>
    public static readonly ColumnDefault None;
}

/// <summary>Kinds of defaults.</summary>
internal enum DefaultKind : byte
{
    /// <summary>None is declared.</summary>
    None,

    /// <summary>NULL.</summary>
    Null,

    /// <summary>A literal: text, or the digits of a number.</summary>
    Literal,

    /// <summary>A literal of bytes, <c>b'…'</c> or <c>x'…'</c>: the text is its hexadecimal digits.</summary>
    Hex,

    /// <summary>CURRENT_TIMESTAMP in any spelling.</summary>
    Now,

    /// <summary>Any other expression.</summary>
    Expression,
}
