using ConnectRuntime.MySql.Tables;

namespace ConnectRuntime.MySql.Configuration;

/// <summary>The name of a column's type as patterns of <c>datatype.propagate.source.type</c> match it, such as <c>INT UNSIGNED</c>: without length, in upper case.</summary>
internal static class SourceTypeName
{
    public static string Of(ColumnModel column)
    {
        var name = column.Type switch
        {
            SqlType.GeometryCollection => "GEOMETRYCOLLECTION",
            var type => type.ToString().ToUpperInvariant(),
        };
        return $"{name}{(column.IsUnsigned ? " UNSIGNED" : "")}{(column.IsZerofill ? " ZEROFILL" : "")}";
    }
}
