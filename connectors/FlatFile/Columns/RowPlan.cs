using System.Runtime.CompilerServices;
using ConnectRuntime.FlatFile.Layouts;
using ConnectRuntime.Records;

namespace ConnectRuntime.FlatFile.Columns;

/// <summary>The compiled way from the fields of a record to the cells of a row.</summary>
/// <remarks>Owner: the task's thread. Text is copied once, from the read buffer into the arena; nothing is allocated.</remarks>
internal sealed class RowPlan
{
    private const int MostBytesOfNumber = 16;
    private const int MostBytesOfUuid = 36;

    private readonly ColumnPlan[] _columns;
    private readonly int _cells;
    private readonly int _extra;
    private readonly int _quote;
    private readonly int _escape;
    private byte[] _scratch = new byte[1024];

    public RowPlan(ColumnPlan[] columns, int cells, DelimitedModel model)
    {
        _columns = columns;
        _cells = cells;
        _extra = (MostBytesOfNumber + MostBytesOfUuid) * columns.Length;
        _quote = model.Quote ?? -1;
        _escape = model.Escape ?? -1;
    }

    /// <summary>The columns, in the order in which they are read.</summary>
    public ReadOnlySpan<ColumnPlan> Columns => _columns;

    /// <summary>Adds a root cell and a cell per column to a batch.</summary>
    /// <param name="batch">Where to.</param>
    /// <param name="buffer">The buffer that the fields point into.</param>
    /// <param name="fields">The record's fields; a column behind the last one is null.</param>
    /// <param name="recordLength">Bytes of the record.</param>
    /// <param name="root">The root cell; on failure, where it would have been.</param>
    /// <returns>−1, or the index of the column that cannot be read; the batch then holds nothing of the record.</returns>
    public int Write(RecordBatch batch, byte[] buffer, ReadOnlySpan<FieldRange> fields, int recordLength, out int root)
    {
        var free = batch.Reserve(recordLength + _extra);
        var arena = batch.ArenaLength;
        var used = 0;
        root = batch.AddStruct(_cells);
        var cells = batch.Cells.Slice(root + 1, _cells);
        for (var i = 0; i < _columns.Length; i++)
        {
            ref readonly var column = ref _columns[i];
            if ((uint)column.Field >= (uint)fields.Length)
            {
                if (!column.IsNullable)
                {
                    return i;
                }

                continue;
            }

            ref readonly var field = ref fields[column.Field];
            var text = buffer.AsSpan(field.Start, field.Length);
            if (column.IsText && field.Flags <= FieldFlags.Quoted && text.Length > 0 && !column.Trim && column.NullTokens is null)
            {
                text.CopyTo(free[used..]);
                cells[column.Cell] = Cell.Text(arena + used, text.Length);
                used += text.Length;
            }
            else if (!Read(in column, text, field.Flags, free[used..], arena + used, ref cells[column.Cell], ref used))
            {
                return i;
            }
        }

        batch.Advance(used);
        return -1;
    }

    private bool Read(
        in ColumnPlan column, ReadOnlySpan<byte> text, FieldFlags flags, Span<byte> free, int arena, ref Cell cell, ref int used)
    {
        if (column.Trim)
        {
            text = Trimmed(text);
        }

        if (text.Length == 0)
        {
            if ((flags & FieldFlags.Quoted) == 0 ? column.PlainEmptyIsNull : column.QuotedEmptyIsNull)
            {
                return column.IsNullable;
            }

            cell = Cell.Text(arena, 0);
            return true;
        }

        if (column.NullTokens is not null && (flags & FieldFlags.Quoted) == 0 && column.IsNullToken(text))
        {
            return column.IsNullable;
        }

        if ((flags & FieldFlags.Escaped) != 0)
        {
            text = Resolved(text, flags);
        }

        return column.Type switch
        {
            ColumnType.Integer when !column.IsRewritten => Integer(in column, text, ref cell),
            ColumnType.String => Copy(text, free, arena, ref cell, ref used),
            _ => CellText.Read(in column, text, free, arena, ref cell, ref used),
        };
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool Integer(in ColumnPlan column, ReadOnlySpan<byte> text, ref Cell cell)
    {
        var read = IntegerText.TryRead(text, out var value) && value >= column.Minimum && value <= ~column.Minimum;
        cell = Cell.OfInteger(column.Kind, value);
        return read;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool Copy(ReadOnlySpan<byte> text, Span<byte> free, int arena, ref Cell cell, ref int used)
    {
        text.CopyTo(free);
        cell = Cell.Text(arena, text.Length);
        used += text.Length;
        return true;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ReadOnlySpan<byte> Trimmed(ReadOnlySpan<byte> text) =>
        text.Length > 0 && (text[0] <= ' ' || text[^1] <= ' ') ? text.Trim(" \t"u8) : text;

    private Span<byte> Resolved(ReadOnlySpan<byte> text, FieldFlags flags)
    {
        if (_scratch.Length < text.Length)
        {
            _scratch = new byte[Math.Max(text.Length, 2 * _scratch.Length)];
        }

        return _scratch.AsSpan(0, EscapedText.Resolve(text, (flags & FieldFlags.Quoted) != 0 ? _quote : -1, _escape, _scratch));
    }
}
