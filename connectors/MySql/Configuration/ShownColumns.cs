using ConnectRuntime.MySql.Tables;
using ConnectRuntime.MySql.Values.Rules;
using Microsoft.Extensions.Logging;

namespace ConnectRuntime.MySql.Configuration;

/// <summary>Columns that a mask or a hash is meant for and does not apply to, as they are no text: their values are shown, which must not go unsaid.</summary>
/// <remarks>One per task, its thread. A column is told of once for each type that it has.</remarks>
internal sealed class ShownColumns(MySqlSourceModel model, ILogger log)
{
    private readonly HashSet<(TableId Table, string Column, SqlType Type)> _told = [];

    /// <summary>Warns of those of a table.</summary>
    public void Warn(TableModel table)
    {
        foreach (var (column, rule) in Of(model, table))
        {
            if (_told.Add((table.Id, column.Name, column.Type)))
            {
                log.LogWarning(
                    "Column {Column} of {Table} is to have a {Rule}, which is for text, ENUM and SET alone: it is of type {Type}, and its values are written as they are. "
                    + "Leave it out with column.exclude.list if nobody may see them.",
                    column.Name,
                    table.Id,
                    rule,
                    column.Type);
            }
        }
    }

    /// <summary>Those of a table with what was meant for them.</summary>
    public static IEnumerable<(ColumnModel Column, ColumnRule Rule)> Of(MySqlSourceModel model, TableModel table)
    {
        if (!model.Columns.Hides || !model.Filter.Captures(table.Id))
        {
            yield break;
        }

        foreach (var column in table.Columns)
        {
            if (!column.IsHidden && model.Filter.Captures(table.Id, column.Name)
                && model.Columns.Of(table.Id, column) is { Kind: ColumnRuleKind.Mask or ColumnRuleKind.Hash } rule && CellRule.For(rule, column) is null)
            {
                yield return (column, rule);
            }
        }
    }
}
