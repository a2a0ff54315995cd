using System.Text;
using ConnectRuntime.MySql.Tables;
using ConnectRuntime.MySql.Values;
using ConnectRuntime.Records;

namespace ConnectRuntime.MySql.Tests.Values.Matrix;

/// <summary>The table of types in the connector's documents: what the matrix tries, types that become the same put together.</summary>
internal static class TypesPage
{
    private static readonly Dictionary<string, string> ParameterNames = new()
    {
        [LogicalNames.DecimalPrecision] = "p",
        [LogicalNames.DecimalScale] = "s",
        ["length"] = "n",
        ["allowed"] = "values joined by commas, `,` and `\\` escaped by `\\`",
    };

    /// <summary>Writes the lines.</summary>
    public static string Render()
    {
        var page = new StringBuilder("| Type | Option | Field | Name and parameters |\n|---|---|---|---|\n");
        foreach (var group in Groups())
        {
            var names = string.Join(", ", group.Types.Distinct().Select(Code));
            foreach (var mode in group.Modes)
            {
                page.Append("| ").Append(names).Append(names.Length > 0 ? " " : "").Append("| ").Append(mode).Append(" |\n");
                names = "";
            }
        }

        var sets = TypeCases.All.Where(type => IsText(type) && type.Column.Charset != "utf8mb4").Select(type => type.Column.Charset!).Distinct();
        page.Append("\nText is tried in utf8mb4, ").AppendJoin(", ", sets.Order(StringComparer.Ordinal)).Append(".\n");
        return page.ToString();
    }

    private static List<(List<string> Types, string[] Modes)> Groups()
    {
        var groups = new List<(List<string> Types, string[] Modes)>();
        foreach (var type in TypeCases.All)
        {
            string[] modes = [.. type.Modes.Select(mode => Describe(type, mode)).Distinct()];
            var name = type.Servers switch
            {
                Servers.MySql => "MySQL: ",
                Servers.NewMariaDb => "MariaDB from 11.7: ",
                Servers.MariaDb when type.Note.Length == 0 => "MariaDB: ",
                _ => "",
            } + type.Declaration;
            var known = groups.Find(group => group.Modes.SequenceEqual(modes));
            if (known.Types is null)
            {
                groups.Add(([name], modes));
            }
            else if (!IsText(type) || type.Column.Charset == "utf8mb4" || type.Column.IsCompressed)
            {
                known.Types.Add(name);
            }
        }

        return groups;
    }

    private static bool IsText(TypeCase type) => type.Column.Type is >= SqlType.Char and <= SqlType.LongText;

    private static string Describe(TypeCase type, TypeMode mode)
    {
        var schema = ColumnPlan.For(type.Column with { IsNullable = false }, mode.Conversion).Schema;
        return $"{Option(mode)} | {Field(schema)} | {Name(schema)}".TrimEnd();
    }

    private static string Option(TypeMode mode) => mode.Name.Length == 0 ? ""
        : Code(mode.Name.Contains('=', StringComparison.Ordinal) ? mode.Name : $"time.precision.mode={mode.Name}");

    private static string Field(RecordSchema schema) => schema.Kind switch
    {
        FieldKind.Struct => "struct of " + string.Join(", ", schema.Fields.Select(field => $"{field.Name} {Field(field.Schema)}")),
        FieldKind.Array => "array of " + Field(schema.Element!),
        var kind => kind.ToString().ToLowerInvariant(),
    };

    private static string Name(RecordSchema schema) => schema.Name is null ? "" : Code(schema.Name)
        + string.Concat(schema.Parameters.Select(pair => $", {pair.Key} = {ParameterNames[pair.Key]}"));

    private static string Code(string text) =>
        text.IndexOf(": ", StringComparison.Ordinal) is var colon and >= 0 ? $"{text[..(colon + 2)]}`{text[(colon + 2)..]}`" : $"`{text}`";
}
