using ConnectRuntime.Records;

namespace ConnectRuntime.FlatFile.Columns;

/// <summary>A column as the configuration declares it.</summary>
/// <param name="Name">The field's name.</param>
/// <param name="Type">How its text is read.</param>
/// <param name="Schema">The field's schema.</param>
/// <param name="TypeName">The type as the user wrote it, for messages.</param>
internal sealed record ColumnModel(string Name, ColumnType Type, RecordSchema Schema, string TypeName)
{
    /// <summary>The column of the file that it is read from, where that has another name.</summary>
    public string SourceName { get; init; } = Name;

    /// <summary>How its text is spelt.</summary>
    public ColumnFormat Format { get; init; } = ColumnFormat.Standard;

    /// <summary>Nullable text: what a column without a declaration is.</summary>
    public static ColumnModel Text(string name) => new(name, ColumnType.String, ColumnTypes.NullableText, "string?");
}
