using System.Text.Json.Nodes;
using ConnectRuntime.MySql.Changes;
using ConnectRuntime.MySql.Tables;

namespace ConnectRuntime.MySql.Tests.Changes.Reference;

/// <summary>Definitions of tables as the records of a schema change topic describe them.</summary>
internal static class ReferenceTables
{
    /// <summary>The record that a value of the topic was written for.</summary>
    public static SchemaChangeRecord Read(JsonNode value)
    {
        var changes = value["tableChanges"]!.AsArray().Select(change => Change(change!)).ToArray();
        return new SchemaChangeRecord((string)value["databaseName"]!, (string)value["ddl"]!, changes)
        {
            Tables = (string?)value["source"]!["table"],
        };
    }

    private static TableChange Change(JsonNode change)
    {
        var parts = ((string)change["id"]!).Trim('"').Split("\".\"");
        var id = new TableId(parts[0], parts[1]);
        var kind = Enum.Parse<TableChangeKind>((string)change["type"]!, ignoreCase: true);
        return new TableChange(kind, id, change["table"] is { } table ? Table(id, table) : null);
    }

    private static TableModel Table(TableId id, JsonNode table)
    {
        var key = table["primaryKeyColumnNames"]!.AsArray().Select(name => (string)name!).ToArray();
        return new TableModel(id, [.. table["columns"]!.AsArray().Select(column => Column(column!))])
        {
            Charset = (string?)table["defaultCharsetName"],
            Comment = (string?)table["comment"],
            PrimaryKey = key.Length == 0 ? null : new KeyModel("PRIMARY", [.. key]),
        };
    }

    public static ColumnModel Column(JsonNode column)
    {
        var name = (string)column["typeName"]!;
        var type = Type(name.Split(' ')[0]);
        var isTime = type is SqlType.DateTime or SqlType.Timestamp or SqlType.Time;
        var length = (int?)column["length"];
        var text = (string?)column["defaultValueExpression"];
        return new ColumnModel((string?)column["name"] ?? "c", type)
        {
            DeclaredType = name,
            IsUnsigned = name.Contains("UNSIGNED", StringComparison.Ordinal),
            IsZerofill = name.Contains("ZEROFILL", StringComparison.Ordinal),
            Length = isTime || type is SqlType.Enum or SqlType.Set ? -1 : length ?? -1,
            FractionDigits = isTime ? length ?? 0 : 0,
            Scale = (int?)column["scale"] ?? -1,
            Charset = (string?)column["charsetName"],
            IsNullable = (bool?)column["optional"] ?? true,
            IsAutoIncrement = (bool?)column["autoIncremented"] ?? false,
            Comment = (string?)column["comment"],
            Members = [.. (column["enumValues"]?.AsArray() ?? []).Select(member => ((string)member!)[1..^1].Replace("''", "'", StringComparison.Ordinal))],
            Default = text is null ? new ColumnDefault(DefaultKind.Null)
                : isTime ? new ColumnDefault(DefaultKind.Now)
                : new ColumnDefault(DefaultKind.Literal, text),
        };
    }

    private static SqlType Type(string name) => name switch
    {
        "BOOL" or "BOOLEAN" or "INT1" => SqlType.TinyInt,
        "MIDDLEINT" => SqlType.MediumInt,
        "INTEGER" => SqlType.Int,
        "INT8" => SqlType.BigInt,
        "NUMERIC" or "DEC" or "FIXED" => SqlType.Decimal,
        "REAL" => SqlType.Double,
        "NCHAR" => SqlType.Char,
        "NVARCHAR" or "NATIONAL" => SqlType.VarChar,
        "GEOMCOLLECTION" => SqlType.GeometryCollection,
        _ => Enum.Parse<SqlType>(name, ignoreCase: true),
    };
}
