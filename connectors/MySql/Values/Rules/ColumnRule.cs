namespace ConnectRuntime.MySql.Values.Rules;

/// <summary>What the options say about one column beyond its type. Immutable; equal rules are equal.</summary>
/// <param name="Kind">What is done with its values.</param>
internal sealed record ColumnRule(ColumnRuleKind Kind)
{
    /// <summary>Asterisks of a mask, 0 or more; the most units of a truncation, 1 or more.</summary>
    public int Number { get; init; }

    /// <summary>Name of the hash as Java spells it, one that <see cref="RuleHash.IsKnown"/>; null for other kinds.</summary>
    public string? Algorithm { get; init; }

    /// <summary>Salt of the hash; null for other kinds. A secret.</summary>
    public string? Salt { get; init; }

    /// <summary>Whether the schema tells the source's type: <c>column.propagate.source.type</c> or <c>datatype.propagate.source.type</c>.</summary>
    public bool PropagatesType { get; init; }

    /// <summary>The rule without its salt.</summary>
    public override string ToString() => Kind switch
    {
        ColumnRuleKind.Mask => $"mask with {Number} characters",
        ColumnRuleKind.Truncate => $"truncate to {Number} characters",
        ColumnRuleKind.Hash => $"hash with {Algorithm}",
        _ => "no change",
    };
}
