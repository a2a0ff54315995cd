using ConnectRuntime.Records;

namespace ConnectRuntime.Transforms.Fields;

/// <summary>What becomes of one field of a schema, and of the fields below it.</summary>
internal sealed class SchemaEdit
{
    private readonly Dictionary<string, SchemaEdit> _fields = new(StringComparer.Ordinal);

    /// <summary>The field goes, whatever else is said.</summary>
    public bool IsExcluded { get; set; }

    /// <summary>The field stays with all that is below it, but for what is excluded there.</summary>
    public bool IsIncluded { get; set; }

    /// <summary>Its other name, or null.</summary>
    public string? NewName { get; set; }

    private bool SelectsBelow => !IsIncluded && _fields.Values.Any(static edit => edit.IsIncluded || edit.SelectsBelow);

    /// <summary>The edit of a field below this one.</summary>
    public SchemaEdit At(ReadOnlySpan<string> names)
    {
        var edit = this;
        foreach (var name in names)
        {
            if (!edit._fields.TryGetValue(name, out var field))
            {
                edit._fields.Add(name, field = new SchemaEdit());
            }

            edit = field;
        }

        return edit;
    }

    /// <summary>The schema over the same cells with the fields that stay, under their names.</summary>
    public RecordSchema Apply(RecordSchema schema)
    {
        if (schema.Kind != FieldKind.Struct || _fields.Count == 0)
        {
            return schema;
        }

        var selects = SelectsBelow;
        var fields = new List<RecordField>(schema.Fields.Count);
        foreach (var field in schema.Fields)
        {
            var edit = _fields.GetValueOrDefault(field.Name);
            if (edit?.IsExcluded == true || (selects && !Selects(edit, field)))
            {
                continue;
            }

            fields.Add(edit is null ? field : field with { Name = edit.NewName ?? field.Name, Schema = edit.Apply(field.Schema) });
        }

        return schema.WithFields(fields);
    }

    private static bool Selects(SchemaEdit? edit, RecordField field) =>
        edit is not null && (edit.IsIncluded || (edit.SelectsBelow && field.Schema.Kind == FieldKind.Struct));
}
