using System.Collections.Immutable;
using ConnectRuntime.MySql.Configuration;
using ConnectRuntime.MySql.Tables;
using ConnectRuntime.Records;

namespace ConnectRuntime.MySql.Changes;

/// <summary>Writes the cells of schema change records, in the order of <see cref="SchemaChangeSchemas"/>.</summary>
/// <remarks>Owner: one <see cref="ChangeWriter"/>; its thread.</remarks>
internal sealed class SchemaChangeCells(MySqlSourceModel model, SourceBlockState source)
{
    private readonly RecordStream _stream = SchemaChangeSchemas.Stream(model.Topics.SchemaChanges, model.Flavor);

    /// <summary>Adds a record.</summary>
    /// <returns>Its row.</returns>
    public int Write(RecordBatch batch, SchemaChangeRecord record, long processedMillis)
    {
        source.SetNames(record.Database, record.Tables);
        var sourceRoot = source.Root(0);
        var database = batch.AddText(record.Database);
        var key = batch.AddStruct(1);
        batch.Cells[key + 1] = database;
        var value = batch.AddStruct(6);
        batch.Cells[value + 1] = batch.Cells[sourceRoot];
        batch.Cells[value + 2] = Cell.Of(processedMillis);
        batch.Cells[value + 3] = database;
        Put(batch, value + 5, batch.AddText(record.Ddl));
        Put(batch, value + 6, Changes(batch, record.Changes));
        var added = batch.Add(_stream);
        ref var row = ref added.Row;
        row.Key = key;
        row.After = value;
        row.Timestamp = processedMillis;
        return added.Index;
    }

    private Cell Changes(RecordBatch batch, IReadOnlyList<TableChange> changes)
    {
        var first = batch.AddCells(changes.Count);
        for (var i = 0; i < changes.Count; i++)
        {
            var change = changes[i];
            var parts = batch.AddCells(3);
            Put(batch, parts, batch.AddText(Type(change.Kind)));
            Put(batch, parts + 1, batch.AddText(Quoted(change.Id)));
            Put(batch, parts + 2, change.Table is null ? Cell.Null : Table(batch, change.Table));
            batch.Cells[first + i] = Cell.Struct(parts, 3);
        }

        return Cell.Array(first, changes.Count);
    }

    private Cell Table(RecordBatch batch, TableModel table)
    {
        var parts = batch.AddCells(4);
        Put(batch, parts, Text(batch, table.Charset));
        Put(batch, parts + 1, Texts(batch, TableKey.Of(table)));
        // Hidden columns are the last ones.
        var count = table.Columns.Count(column => !column.IsHidden);
        var columns = batch.AddCells(count);
        for (var i = 0; i < count; i++)
        {
            Put(batch, columns + i, Column(batch, table.Columns[i], i + 1));
        }

        batch.Cells[parts + 2] = Cell.Array(columns, count);
        Put(batch, parts + 3, model.IncludeSchemaComments ? Text(batch, table.Comment) : Cell.Null);
        return Cell.Struct(parts, 4);
    }

    private Cell Column(RecordBatch batch, ColumnModel column, int position)
    {
        var type = DeclaredType.Of(column, model.Flavor);
        var name = batch.AddText(type.Name);
        var parts = batch.AddCells(15);
        Put(batch, parts, batch.AddText(column.Name));
        batch.Cells[parts + 1] = Cell.Of(type.JdbcType);
        batch.Cells[parts + 3] = name;
        batch.Cells[parts + 4] = name;
        Put(batch, parts + 5, Text(batch, column.Charset));
        batch.Cells[parts + 6] = type.Length is { } length ? Cell.Of(length) : Cell.Null;
        batch.Cells[parts + 7] = type.Scale is { } scale ? Cell.Of(scale) : Cell.Null;
        batch.Cells[parts + 8] = Cell.Of(position);
        batch.Cells[parts + 9] = Cell.Of(column.IsNullable);
        batch.Cells[parts + 10] = Cell.Of(column.IsAutoIncrement);
        batch.Cells[parts + 11] = Cell.Of(column.IsAutoIncrement || column.IsGenerated);
        Put(batch, parts + 12, model.IncludeSchemaComments ? Text(batch, column.Comment) : Cell.Null);
        Put(batch, parts + 13, Text(batch, DeclaredType.DefaultOf(column)));
        Put(batch, parts + 14, column.Members.IsEmpty ? Cell.Null : Texts(batch, [.. column.Members.Select(DeclaredType.Quote)]));
        return Cell.Struct(parts, 15);
    }

    private static Cell Texts(RecordBatch batch, ImmutableArray<string> texts)
    {
        var first = batch.AddCells(texts.Length);
        for (var i = 0; i < texts.Length; i++)
        {
            Put(batch, first + i, batch.AddText(texts[i]));
        }

        return Cell.Array(first, texts.Length);
    }

    private static Cell Text(RecordBatch batch, string? text) => text is null ? Cell.Null : batch.AddText(text);

    // The table of cells may move while a value is made, so its place is looked up afterwards.
    private static void Put(RecordBatch batch, int place, Cell cell) => batch.Cells[place] = cell;

    private static string Type(TableChangeKind kind) => kind switch
    {
        TableChangeKind.Create => "CREATE",
        TableChangeKind.Alter => "ALTER",
        _ => "DROP",
    };

    private static string Quoted(TableId id) => $"\"{id.Database}\".\"{id.Table}\"";
}
