using ConnectRuntime.MySql.Tables;
using ConnectRuntime.Records;

namespace ConnectRuntime.MySql.Values.Rules;

/// <summary>A rule compiled for one column: what becomes of its cell in a row once the row's key is made, NULL included.</summary>
/// <remarks>Immutable, without state, for any thread; allocates nothing but arena.</remarks>
internal abstract class CellRule
{
    private protected CellRule()
    {
    }

    /// <summary>The rule of a column, or null where it leaves values as they are: there is none, or not for this type.</summary>
    public static CellRule? For(ColumnRule? rule, ColumnModel column) => rule switch
    {
        { Kind: ColumnRuleKind.Mask } when RuleColumns.AreText(column) => new MaskRule(rule.Number),
        { Kind: ColumnRuleKind.Hash } when RuleColumns.AreText(column) => new HashRule(rule, RuleColumns.Length(column)),
        { Kind: ColumnRuleKind.Truncate } when RuleColumns.CanBeCut(column, rule.Number) => new TruncateRule(rule.Number),
        _ => null,
    };

    /// <summary>The parameters by which Debezium's schemas tell of a rule, whether it applies to the type or not.</summary>
    public static void Describe(ColumnRule? rule, ColumnModel column, SchemaBuilder schema)
    {
        switch (rule?.Kind)
        {
            case ColumnRuleKind.Mask or ColumnRuleKind.Hash:
                schema.Parameter("masked", "true");
                break;
            case ColumnRuleKind.Truncate when RuleColumns.Length(column) is var length && (length < 0 || length > rule.Number):
                schema.Parameter("truncateLength", rule.Number.ToString(System.Globalization.CultureInfo.InvariantCulture));
                break;
        }
    }

    /// <summary>The cell to put in the place of another of the same batch.</summary>
    public abstract Cell Apply(Cell cell, RecordBatch batch);
}
