using ConnectRuntime.Records;

namespace ConnectRuntime.FlatFile.Columns;

/// <summary>What to do with one field of a record, with everything resolved that does not depend on the record.</summary>
internal readonly struct ColumnPlan
{
    public ColumnPlan(ColumnModel column, int field, int cell, NullFieldPolicy nulls)
    {
        var format = column.Format;
        (Type, Kind, Field, Cell, Format) = (column.Type, column.Schema.Kind, field, cell, format);
        IsText = column.Type == ColumnType.String;
        Trim = !IsText || format.Trim;
        IsNullable = column.Schema.IsNullable;
        PlainEmptyIsNull = !IsText || nulls is NullFieldPolicy.EmptySeparators or NullFieldPolicy.Both;
        QuotedEmptyIsNull = !IsText || nulls is NullFieldPolicy.EmptyQuotes or NullFieldPolicy.Both;
        NullTokens = format.NullTokens.Count == 0 ? null : [.. format.NullTokens];
        IsRewritten = column.Type is ColumnType.Integer or ColumnType.Float32 or ColumnType.Float64 or ColumnType.Decimal
            && NumberText.IsNeeded(format);
        Precision = column.Schema.Logical.Precision;
        Scale = column.Schema.Logical.Scale;
        Unit = TemporalText.Nanos(column.Schema.Logical.Unit);
        Minimum = Kind switch { FieldKind.Int8 => sbyte.MinValue, FieldKind.Int16 => short.MinValue, FieldKind.Int32 => int.MinValue, _ => long.MinValue };
    }

    public ColumnType Type { get; }

    public FieldKind Kind { get; }

    /// <summary>Which field of the record.</summary>
    public int Field { get; }

    /// <summary>Which cell of the row.</summary>
    public int Cell { get; }

    public bool IsText { get; }

    public bool Trim { get; }

    public bool IsNullable { get; }

    public bool PlainEmptyIsNull { get; }

    public bool QuotedEmptyIsNull { get; }

    /// <summary>Whether a number is rewritten before it is read.</summary>
    public bool IsRewritten { get; }

    public byte[][]? NullTokens { get; }

    public int Precision { get; }

    public int Scale { get; }

    /// <summary>Nanoseconds of the unit of a time.</summary>
    public long Unit { get; }

    /// <summary>The smallest integer; the largest is its complement.</summary>
    public long Minimum { get; }

    public ColumnFormat Format { get; }

    /// <summary>Whether an unquoted text stands for null.</summary>
    public bool IsNullToken(ReadOnlySpan<byte> text)
    {
        foreach (var token in NullTokens!)
        {
            if (text.SequenceEqual(token))
            {
                return true;
            }
        }

        return false;
    }
}
