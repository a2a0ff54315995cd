using ConnectRuntime.Records;

namespace ConnectRuntime.Jdbc.Dialects;

/// <summary>Where in a record a column's value is.</summary>
internal enum ValueOrigin : byte
{
    /// <summary>A field of the key, which is a struct.</summary>
    KeyField,

    /// <summary>The key itself.</summary>
    Key,

    /// <summary>A field of the value.</summary>
    ValueField,

    /// <summary>The value itself.</summary>
    Value,

    /// <summary>The name of the topic.</summary>
    Topic,

    /// <summary>The number of the partition.</summary>
    Partition,

    /// <summary>The offset.</summary>
    Offset,
}

/// <summary>A column with the place of its value in a record.</summary>
/// <param name="Column">The column.</param>
/// <param name="Origin">Which part of the record holds the value.</param>
/// <param name="Ordinal">Which cell of the part, for a field.</param>
/// <param name="Schema">The value's schema.</param>
internal sealed record ColumnBinding(ColumnModel Column, ValueOrigin Origin, int Ordinal, RecordSchema Schema);

/// <summary>A column that a table is to get.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Schema">The schema of its values.</param>
/// <param name="IsKey">Whether it belongs to the primary key.</param>
internal sealed record NewColumn(string Name, RecordSchema Schema, bool IsKey);
