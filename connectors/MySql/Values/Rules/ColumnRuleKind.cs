namespace ConnectRuntime.MySql.Values.Rules;

/// <summary>What a column rule does with values.</summary>
internal enum ColumnRuleKind : byte
{
    /// <summary>Nothing; the rule only adds the source's type to the schema.</summary>
    None,

    /// <summary>Puts a number of asterisks in the place of text, and of NULL: <c>column.mask.with.N.chars</c>.</summary>
    Mask,

    /// <summary>Cuts text to a number of UTF-16 units and binary values to a number of bytes: <c>column.truncate.to.N.chars</c>.</summary>
    Truncate,

    /// <summary>Puts the hash of salt and text in the place of text: <c>column.mask.hash.v2.ALGORITHM.with.salt.SALT</c>.</summary>
    Hash,
}
