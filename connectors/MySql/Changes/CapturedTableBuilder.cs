using System.Collections.Immutable;
using ConnectRuntime.MySql.Configuration;
using ConnectRuntime.MySql.Tables;
using ConnectRuntime.MySql.Values;
using ConnectRuntime.Records;

namespace ConnectRuntime.MySql.Changes;

/// <summary>Compiles one definition of a table for a configuration.</summary>
internal sealed class CapturedTableBuilder(TableModel table, MySqlSourceModel source)
{
    public CapturedTable Build()
    {
        var captured = table.Columns.Select(column => !column.IsHidden && source.Filter.Captures(table.Id, column.Name)).ToArray();
        var key = KeyColumns();
        var rowEnd = table.RowEnd is null ? -1 : table.IndexOf(table.RowEnd);
        var plans = Plans(captured, key, rowEnd);
        var ordinals = Ordinals(plans);
        var keySchema = key.IsEmpty ? null : Struct("Key", key.Select((column, i) => new RecordField(plans[column]!.FieldName, plans[column]!.KeySchema!, i)));
        var row = Struct("Value", Enumerable.Range(0, plans.Length).Where(column => captured[column])
            .Select(column => new RecordField(plans[column]!.FieldName, plans[column]!.Schema, ordinals[column])));
        var stream = new RecordStream(source.Topics.Data(table.Id), keySchema, row, ValueLayout.Envelope)
        {
            SourceSchema = ChangeSchemas.Source(source.Flavor),
            TransactionSchema = ChangeSchemas.Transaction,
        };
        return new CapturedTable(table, stream, plans, plans.Count(plan => plan is not null), [.. key.Select(column => ordinals[column])])
        {
            RowEndCell = rowEnd < 0 ? -1 : ordinals[rowEnd],
        };
    }

    private ImmutableArray<int> KeyColumns()
    {
        var chosen = source.Keys.Of(table);
        var names = chosen.IsEmpty ? TableKey.Of(table) : chosen;
        return [.. names.Select(table.IndexOf).Where(column => column >= 0)];
    }

    private ImmutableArray<ColumnPlan?> Plans(bool[] captured, ImmutableArray<int> key, int rowEnd)
    {
        var read = Enumerable.Range(0, captured.Length).Where(column => captured[column] || column == rowEnd || key.Contains(column)).ToArray();
        var columns = table.Columns;
        var names = source.FieldNames.AdjustAll(table.Id.ToString(), [.. read.Select(column => columns[column].Name)]);
        var plans = new ColumnPlan?[captured.Length];
        for (var i = 0; i < read.Length; i++)
        {
            var column = columns[read[i]];
            plans[read[i]] = ColumnPlan.For(
                column, source.ConversionOf(table.Id, column), source.Columns.Of(table.Id, column), names[i], source.IncludeSchemaComments, key.Contains(read[i]));
        }

        return [.. plans];
    }

    // Schemas are named after the topic, in which characters may have been replaced already.
    private RecordSchema Struct(string part, IEnumerable<RecordField> fields) =>
        SchemaBuilder.Struct(source.SchemaNames.Adjust($"{source.Topics.Data(table.Id)}.{part}")).ReplaceFields(fields).Build();

    private static int[] Ordinals(ImmutableArray<ColumnPlan?> plans)
    {
        var ordinals = new int[plans.Length];
        var next = 0;
        for (var i = 0; i < plans.Length; i++)
        {
            ordinals[i] = plans[i] is null ? -1 : next++;
        }

        return ordinals;
    }
}
