using System.Globalization;
using ConnectRuntime.MySql.Tables;
using ConnectRuntime.Records;

namespace ConnectRuntime.MySql.Values;

/// <summary>The type of a column as Debezium tells it: an upper-case name, a length and a scale.</summary>
internal static class SourceType
{
    private const string Prefix = "__debezium.source.column.";

    /// <summary>Adds the parameters that tell it.</summary>
    public static void Describe(ColumnModel column, bool withComment, SchemaBuilder schema)
    {
        schema.Parameter(Prefix + "type", NameOf(column)).Parameter(Prefix + "name", column.Name);
        if (LengthOf(column) is var length and >= 0)
        {
            schema.Parameter(Prefix + "length", length.ToString(CultureInfo.InvariantCulture));
        }

        if (ScaleOf(column) is var scale and >= 0)
        {
            schema.Parameter(Prefix + "scale", scale.ToString(CultureInfo.InvariantCulture));
        }

        if (withComment && column.Comment is { Length: > 0 } comment)
        {
            schema.Parameter(Prefix + "comment", comment);
        }
    }

    /// <summary>The name, such as <c>INT UNSIGNED</c>.</summary>
    public static string NameOf(ColumnModel column)
    {
        var name = column.Type == SqlType.GeometryCollection ? "GEOMCOLLECTION" : column.Type.ToString().ToUpperInvariant();
        return name + (column.IsUnsigned ? " UNSIGNED" : "") + (column.IsZerofill ? " ZEROFILL" : "");
    }

    /// <summary>The length; −1 for none. Of ENUM it is 1, of SET the length of all values as if each were one character.</summary>
    public static int LengthOf(ColumnModel column) => column.Type switch
    {
        SqlType.Enum => 1,
        SqlType.Set => Math.Max(0, (2 * column.Members.Length) - 1),
        SqlType.Time or SqlType.DateTime or SqlType.Timestamp => column.FractionDigits > 0 ? column.FractionDigits : -1,
        SqlType.Decimal => column.Precision(),
        _ => column.Length,
    };

    /// <summary>Digits after the point; −1 for none.</summary>
    public static int ScaleOf(ColumnModel column) => column.Type == SqlType.Decimal ? Math.Max(column.Scale, 0) : column.Scale;
}
