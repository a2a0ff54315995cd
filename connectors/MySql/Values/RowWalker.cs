namespace ConnectRuntime.MySql.Values;

/// <summary>Goes over a row of the binlog value by value without reading them, every step checked.</summary>
internal ref struct RowWalker
{
    private readonly BinlogStep[] _steps;
    private readonly ReadOnlySpan<byte> _row;
    private readonly ReadOnlySpan<byte> _present;
    private int _bit;

    public RowWalker(BinlogStep[] steps, ReadOnlySpan<byte> row, ReadOnlySpan<byte> present)
    {
        _steps = steps;
        _row = row;
        _present = present;
        _bit = -1;
        Column = -1;
        End = (CountPresent(present, steps.Length) + 7) >> 3;
        IsTruncated = End > row.Length;
    }

    /// <summary>The column of the value.</summary>
    public int Column { get; private set; }

    /// <summary>Whether there is a value: the column is present and not NULL.</summary>
    public bool HasValue { get; private set; }

    /// <summary>The value's first byte.</summary>
    public int Start { get; private set; }

    /// <summary>The byte after it; after the last, the bytes of the row.</summary>
    public int End { get; private set; }

    /// <summary>Whether the bytes end within the value of <see cref="Column"/>, or before the first.</summary>
    public bool IsTruncated { get; private set; }

    /// <summary>Of a number of columns, how many rows have.</summary>
    public static int CountPresent(ReadOnlySpan<byte> present, int columns)
    {
        var (full, rest) = (columns >> 3, columns & 7);
        if (present[..full].IndexOfAnyExcept((byte)0xFF) < 0 && (rest == 0 || (byte)(present[full] | (0xFF << rest)) == 0xFF))
        {
            return columns;
        }

        var count = 0;
        for (var i = 0; i < columns; i++)
        {
            count += (present[i >> 3] >> (i & 7)) & 1;
        }

        return count;
    }

    /// <summary>Goes to the next column; false after the last, and where the bytes end too early.</summary>
    public bool MoveNext()
    {
        if (IsTruncated || Column + 1 >= _steps.Length)
        {
            return false;
        }

        Column++;
        HasValue = IsSet(_present, Column) && !IsSet(_row, ++_bit);
        Start = End;
        if (!HasValue)
        {
            return true;
        }

        ref readonly var step = ref _steps[Column];
        long size = step.Size;
        if (step.HasLength && step.Size <= _row.Length - End)
        {
            Start += step.Size;
            for (var i = 0; i < step.Size; i++)
            {
                size += (long)_row[End + i] << (8 * i);
            }
        }

        IsTruncated = size > _row.Length - End;
        End += IsTruncated ? 0 : (int)size;
        return !IsTruncated;
    }

    private static bool IsSet(ReadOnlySpan<byte> bits, int index) => (bits[index >> 3] & (1 << (index & 7))) != 0;
}
