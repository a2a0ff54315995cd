using System.Globalization;
using System.Text;
using ConnectRuntime.MySql.Tables;

namespace ConnectRuntime.MySql.Tests.History;

/// <summary>A definition as lines of text, to compare two and to see where they differ.</summary>
internal static class ModelText
{
    /// <summary>All facts but those that a statement alone can tell: how a type was spelled, and an expression's own text.</summary>
    /// <param name="table">The definition.</param>
    /// <param name="other">The one it is compared with; a collation that either does not know is left out.</param>
    public static string Print(TableModel table, TableModel? other = null)
    {
        var text = new StringBuilder();
        var isCollationKnown = other is null || (table.Collation is not null && other.Collation is not null);
        text.AppendLine(CultureInfo.InvariantCulture, $"{table.Id} charset={table.Charset} {(isCollationKnown ? table.Collation : "")} comment={table.Comment} rowEnd={table.RowEnd}");
        foreach (var column in table.Columns)
        {
            var twin = other?.IndexOf(column.Name) is >= 0 and var at ? other.Columns[at] : null;
            text.AppendLine("  " + Print(column, other is null || twin?.Collation is not null));
        }

        text.AppendLine("  PRIMARY " + (table.PrimaryKey is { } primary ? Print(primary) : "none"));
        foreach (var key in table.UniqueKeys)
        {
            text.AppendLine("  UNIQUE " + Print(key));
        }

        foreach (var key in table.OtherKeys.Select(key => $"  KEY {key.Name}({string.Join(',', key.Columns)})").Order(StringComparer.Ordinal))
        {
            text.AppendLine(key);
        }

        return text.ToString();
    }

    private static string Print(KeyModel key) => $"{key.Name}({string.Join(',', key.Columns)}){(key.HasPrefix ? $" prefixes {string.Join(',', key.Prefixes)}" : "")}";

    private static string Print(ColumnModel column, bool withCollation)
    {
        var traits = new List<string>();
        Add(column.IsUnsigned, "unsigned");
        Add(column.IsZerofill, "zerofill");
        Add(column.IsNullable, "nullable");
        Add(column.IsAutoIncrement, "auto");
        Add(column.IsGenerated, "generated");
        Add(column.IsInvisible, "invisible");
        Add(column.IsHidden, "hidden");
        Add(column.IsCompressed, "compressed");
        Add(column.IsJson, "json");
        Add(column.Srid is not null, $"srid={column.Srid}");
        Add(column.Comment is not null, $"comment={column.Comment}");
        Add(column.Members.Length > 0, $"members={string.Join('|', column.Members)}");
        var value = column.Default.Kind == DefaultKind.Expression ? "" : column.Default.Text;
        return $"{column.Name} {column.Type} ({column.Length},{column.Scale},{column.FractionDigits}) {column.Charset}/{(withCollation ? column.Collation : "")} "
            + $"default={column.Default.Kind} '{value}' {string.Join(' ', traits)}";

        void Add(bool condition, string trait)
        {
            if (condition)
            {
                traits.Add(trait);
            }
        }
    }
}
