using ConnectRuntime.Records;

namespace ConnectRuntime.FlatFile.Columns;

/// <summary>Reads the text of one field into a cell by the type of its column.</summary>
internal static class CellText
{
    /// <summary>Reads a text that is neither empty nor null.</summary>
    /// <param name="column">The type and its format.</param>
    /// <param name="text">The text.</param>
    /// <param name="free">Arena space for what the cell points to.</param>
    /// <param name="arena">Where that space is.</param>
    /// <param name="cell">The cell.</param>
    /// <param name="used">Grows by what was written to the space.</param>
    /// <returns>Whether the text is a value of the type.</returns>
    public static bool Read(in ColumnPlan column, ReadOnlySpan<byte> text, Span<byte> free, int arena, ref Cell cell, ref int used)
    {
        if (column.IsRewritten)
        {
            Span<byte> number = stackalloc byte[NumberText.MaxLength];
            var length = NumberText.Rewrite(text, column.Format, number);
            return length > 0 && Number(in column, number[..length], free, arena, ref cell, ref used);
        }

        switch (column.Type)
        {
            case ColumnType.Date:
                var isDate = TemporalText.TryDate(text, column.Format, out var days);
                cell = Cell.OfInteger(FieldKind.Int32, days);
                return isDate;
            case ColumnType.Time:
                var isTime = TemporalText.TryTime(text, column.Format, column.Unit, out var time);
                cell = Cell.OfInteger(column.Kind, time);
                return isTime;
            case ColumnType.Timestamp:
                var isMoment = TemporalText.TryTimestamp(text, column.Format, column.Unit, out var moment);
                cell = Cell.Of(moment);
                return isMoment;
            case ColumnType.Boolean:
                return Boolean(column.Format, text, ref cell);
            case ColumnType.Uuid:
                cell = Cell.Text(arena, 36);
                used += 36;
                return BinaryText.TryUuid(text, free);
            case ColumnType.Bytes:
                var isBytes = column.Format.Base64
                    ? BinaryText.TryBase64(text, free, out var count)
                    : BinaryText.TryHex(text, free, out count);
                cell = Cell.Bytes(arena, count);
                used += count;
                return isBytes;
            default:
                return Number(in column, text, free, arena, ref cell, ref used);
        }
    }

    private static bool Number(in ColumnPlan column, ReadOnlySpan<byte> text, Span<byte> free, int arena, ref Cell cell, ref int used)
    {
        switch (column.Type)
        {
            case ColumnType.Integer:
                var isInteger = IntegerText.TryRead(text, out var integer) && integer >= column.Minimum && integer <= ~column.Minimum;
                cell = Cell.OfInteger(column.Kind, integer);
                return isInteger;
            case ColumnType.Float32:
                var isSingle = FloatText.TryRead(text, out float single);
                cell = Cell.Of(single);
                return isSingle;
            case ColumnType.Float64:
                var isDouble = FloatText.TryRead(text, out double number);
                cell = Cell.Of(number);
                return isDouble;
            default:
                var isDecimal = DecimalText.TryRead(text, column.Precision, column.Scale, column.Format.Implied, out var unscaled);
                var length = DecimalText.Write(unscaled, free);
                cell = Cell.Bytes(arena, length);
                used += length;
                return isDecimal;
        }
    }

    private static bool Boolean(ColumnFormat format, ReadOnlySpan<byte> text, ref Cell cell)
    {
        var isTrue = IsOne(text, format.TrueWords);
        cell = Cell.Of(isTrue);
        return isTrue || IsOne(text, format.FalseWords);
    }

    private static bool IsOne(ReadOnlySpan<byte> text, IReadOnlyList<byte[]> words)
    {
        for (var i = 0; i < words.Count; i++)
        {
            if (System.Text.Ascii.EqualsIgnoreCase(text, words[i]) || text.SequenceEqual(words[i]))
            {
                return true;
            }
        }

        return false;
    }
}
