using System.Globalization;
using ConnectRuntime.MySql.Changes;
using ConnectRuntime.MySql.Client.Servers;
using ConnectRuntime.MySql.Tables;
using ConnectRuntime.MySql.Values.Rules;

namespace ConnectRuntime.MySql.Configuration;

/// <summary>The options that mask, cut and hash columns and that add the source's type to their schemas. Immutable, for any thread.</summary>
/// <remarks>
/// Where several match one column, the one that shows least wins: a mask, then a hash, then a truncation; of two of one kind, the shorter. Types are
/// added whatever is done with the values. Asked once for each definition of a table.
/// </remarks>
internal sealed class ColumnRules
{
    /// <summary>No rules.</summary>
    public static readonly ColumnRules Empty = new([], RegexList.Empty, RegexList.Empty);

    private const string NumberEnd = ".chars";
    private const string SaltMark = ".with.salt.";

    private readonly (ColumnRule Rule, RegexList Columns)[] _rules;
    private readonly RegexList _typedColumns;
    private readonly RegexList _typedTypes;
    private readonly ServerFlavor _flavor;

    /// <summary>Puts rules together.</summary>
    /// <param name="rules">Rules of values with the columns, <c>database.table.column</c>, that they are for.</param>
    /// <param name="typedColumns">Columns whose schemas tell the source's type.</param>
    /// <param name="typedTypes">Types, <c>database.table.TYPE</c>, of which they do.</param>
    /// <param name="flavor">Whose names types have.</param>
    public ColumnRules(
        IEnumerable<(ColumnRule Rule, RegexList Columns)> rules, RegexList typedColumns, RegexList typedTypes, ServerFlavor flavor = ServerFlavor.MySql)
    {
        _rules = [.. rules.OrderBy(rule => Rank(rule.Rule.Kind)).ThenBy(rule => rule.Rule.Number)];
        (_typedColumns, _typedTypes, _flavor) = (typedColumns, typedTypes, flavor);
    }

    /// <summary>Whether a mask or a hash is among them.</summary>
    public bool Hides => _rules.Any(rule => rule.Rule.Kind is ColumnRuleKind.Mask or ColumnRuleKind.Hash);

    /// <summary>What holds for a column; null for nothing.</summary>
    public ColumnRule? Of(TableId id, ColumnModel column)
    {
        if (_rules.Length == 0 && _typedColumns.IsEmpty && _typedTypes.IsEmpty)
        {
            return null;
        }

        var name = $"{id}.{column.Name}";
        var isTyped = _typedColumns.Matches(name) || (!_typedTypes.IsEmpty && _typedTypes.Matches($"{id}.{DeclaredType.Of(column, _flavor).Name}"));
        foreach (var (rule, columns) in _rules)
        {
            if (columns.Matches(name))
            {
                return rule with { PropagatesType = isTyped };
            }
        }

        return isTyped ? new ColumnRule(ColumnRuleKind.None) { PropagatesType = true } : null;
    }

    /// <summary>Reads the end of a name behind <c>column.mask.with.</c> or <c>column.truncate.to.</c>, such as <c>12.chars</c>.</summary>
    /// <returns>Null if it is none.</returns>
    public static ColumnRule? ReadNumber(ColumnRuleKind kind, string name)
    {
        var least = kind == ColumnRuleKind.Truncate ? 1 : 0;
        return name.EndsWith(NumberEnd, StringComparison.Ordinal)
            && int.TryParse(name.AsSpan(0, name.Length - NumberEnd.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least
            ? new ColumnRule(kind) { Number = number }
            : null;
    }

    /// <summary>Reads the end of a name behind <c>column.mask.hash.v2.</c>, such as <c>SHA-256.with.salt.s</c>.</summary>
    /// <returns>Null if it is none.</returns>
    public static ColumnRule? ReadHash(string name)
    {
        var mark = name.IndexOf(SaltMark, StringComparison.Ordinal);
        return mark > 0 && mark + SaltMark.Length < name.Length && RuleHash.IsKnown(name[..mark])
            ? new ColumnRule(ColumnRuleKind.Hash) { Algorithm = name[..mark], Salt = name[(mark + SaltMark.Length)..] }
            : null;
    }

    private static int Rank(ColumnRuleKind kind) => kind switch
    {
        ColumnRuleKind.Mask => 0,
        ColumnRuleKind.Hash => 1,
        _ => 2,
    };
}
