using System.Text;
using ConnectRuntime.MySql.History.Catalog;

namespace ConnectRuntime.MySql.Tests.History;

/// <summary>A whole catalog as text.</summary>
internal static class CatalogText
{
    public static string Print(TableCatalog catalog)
    {
        var text = new StringBuilder();
        foreach (var (name, charset) in catalog.Databases.OrderBy(entry => entry.Key, StringComparer.Ordinal))
        {
            text.AppendLine($"DATABASE {name} {charset.Charset} {charset.Collation}");
        }

        foreach (var table in catalog.Models.OrderBy(table => table.Id))
        {
            text.AppendLine(ModelText.Print(table)).AppendLine(string.Join(',', table.Columns.Select(column => column.DeclaredType)))
                .AppendLine(string.Join(',', table.OtherKeys.Where(key => key.IsImplied).Select(key => key.Name)));
        }

        foreach (var id in catalog.Sequences.Order())
        {
            text.AppendLine($"SEQUENCE {id}");
        }

        return text.ToString();
    }
}
