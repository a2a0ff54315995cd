using System.Collections.Immutable;
using ConnectRuntime.MySql.Changes;
using ConnectRuntime.Records;

namespace ConnectRuntime.MySql.Values.Rules;

/// <summary>The rules of a table's columns, by the cells of a row.</summary>
/// <remarks>Immutable, for any thread; allocates nothing but arena. A cell is exchanged for another one and no byte of the arena changes, so a copy of the cell stays.</remarks>
internal sealed class RowRules
{
    private readonly CellRule?[] _rules;
    private readonly int[] _cells;

    private RowRules(CellRule?[] rules)
    {
        _rules = rules;
        _cells = [.. Enumerable.Range(0, rules.Length).Where(cell => rules[cell] is not null)];
    }

    /// <summary>The rules of a table; null where it has none.</summary>
    /// <param name="columns">Its columns; null for one that has no cell.</param>
    public static RowRules? For(ImmutableArray<ColumnPlan?> columns)
    {
        var rules = columns.OfType<ColumnPlan>().Select(plan => plan.Rule).ToArray();
        return Array.TrueForAll(rules, rule => rule is null) ? null : new RowRules(rules);
    }

    /// <summary>Applies them to the images of a change, once.</summary>
    /// <param name="batch">The batch.</param>
    /// <param name="before">Root cell of the image before, or −1.</param>
    /// <param name="after">Root cell of the image after, or −1.</param>
    public void Apply(RecordBatch batch, int before, int after)
    {
        if (before >= 0)
        {
            Apply(batch, before);
        }

        if (after >= 0)
        {
            Apply(batch, after);
        }
    }

    /// <summary>Whether two images to which they were not applied are the same once they are.</summary>
    public bool Same(RecordBatch batch, int before, int after)
    {
        for (var i = 0; i < _rules.Length; i++)
        {
            var (old, now) = (batch.Cells[before + 1 + i], batch.Cells[after + 1 + i]);
            if (!CellEquality.Same(batch, old, now)
                && (_rules[i] is not { } rule || !CellEquality.Same(batch, rule.Apply(old, batch), rule.Apply(now, batch))))
            {
                return false;
            }
        }

        return true;
    }

    private void Apply(RecordBatch batch, int image)
    {
        foreach (var cell in _cells)
        {
            var value = _rules[cell]!.Apply(batch.Cells[image + 1 + cell], batch);
            batch.Cells[image + 1 + cell] = value;
        }
    }
}
