using ConnectRuntime.Errors;
using ConnectRuntime.MySql.Configuration;
using ConnectRuntime.MySql.Tables;

namespace ConnectRuntime.MySql.Checks;

/// <summary>Names of topics, schemas and fields are ones that Kafka and Avro allow, and differ.</summary>
internal static class NameChecks
{
    public static void Run(MySqlSourceModel model, IReadOnlyList<TableModel> captured, Findings findings)
    {
        var schemas = new List<string>();
        foreach (var table in captured)
        {
            Report("topics", () => schemas.Add(model.Topics.Data(table.Id)), findings);
            Report("columns", () => model.FieldNames.AdjustAll($"table {table.Id}", [.. Captured(model, table)]), findings);
        }

        schemas.RemoveAll(name => IsAllowed(model.SchemaNames.Adjust(name), isField: false));
        if (schemas.Count > 0)
        {
            findings.Fail(RecordKeys.SchemaNames.Name, $"Avro does not allow the names of schemas {Findings.List(schemas)}, letters, digits and underscores between dots are required. Set {RecordKeys.SchemaNames.Name}=avro.");
        }

        var fields = captured.SelectMany(table => Captured(model, table)
            .Where(column => !IsAllowed(model.FieldNames.Adjust(column), isField: true))
            .Select(column => $"{table.Id}.{column}")).ToArray();
        if (fields.Length > 0)
        {
            findings.Fail(RecordKeys.FieldNames.Name, $"Avro does not allow the names of columns {Findings.List(fields)}, letters, digits and underscores are required. Set {RecordKeys.FieldNames.Name}=avro, or leave them out with column.exclude.list.");
        }
    }

    private static IEnumerable<string> Captured(MySqlSourceModel model, TableModel table) =>
        table.Columns.Where(column => !column.IsHidden && model.Filter.Captures(table.Id, column.Name)).Select(column => column.Name);

    // Schemas are called as topics are. Page: "Names" in Avro's specification. A part is [A-Za-z_][A-Za-z0-9_]*.
    private static bool IsAllowed(string name, bool isField) =>
        (isField ? [name] : name.Split('.')).All(part => part.Length > 0 && !char.IsAsciiDigit(part[0]) && part.All(c => char.IsAsciiLetterOrDigit(c) || c == '_'));

    private static void Report(string subject, Action read, Findings findings)
    {
        try
        {
            read();
        }
        catch (ConnectException error)
        {
            findings.Fail(subject, error.Message);
        }
    }
}
