using System.Runtime.InteropServices;
using ConnectRuntime.Records;

namespace ConnectRuntime.Avro.Tests;

/// <summary>The words that the loops store are the cells that the contract makes.</summary>
public class CellLayoutTests
{
    [Fact]
    public void Words_are_cells()
    {
        Same(Cell.Of(-5L), FieldKind.Int64, -5);
        Same(Cell.OfInteger(FieldKind.Int8, -5), FieldKind.Int8, -5);
        Same(Cell.Of(true), FieldKind.Boolean, 1);
        Same(Cell.Of(-1.5), FieldKind.Float64, BitConverter.DoubleToInt64Bits(-1.5));
        var text = default(Cell);
        CellLayout.SetRange(ref text, FieldKind.String, 7, int.MaxValue);
        Assert.Equal(Bytes(Cell.Text(7, int.MaxValue)), Bytes(text));
        Assert.Equal((7, int.MaxValue, FieldKind.String, CellState.Value), (text.Start, text.Length, text.Kind, text.State));
        var bytes = Cell.Bytes(0, 0);
        Assert.Equal(CellLayout.Expected(FieldKind.Bytes), CellLayout.Meta(ref bytes));
        Assert.NotEqual(CellLayout.Expected(FieldKind.Any), CellLayout.Meta(ref text));
    }

    private static void Same(Cell expected, FieldKind kind, long bits)
    {
        var cell = default(Cell);
        CellLayout.SetBits(ref cell, kind, bits);
        Assert.Equal(Bytes(expected), Bytes(cell));
        Assert.Equal(CellLayout.Expected(kind), CellLayout.Meta(ref cell));
    }

    // Bytes 14 and 15 are no part of a cell.
    private static byte[] Bytes(Cell cell) => MemoryMarshal.AsBytes(MemoryMarshal.CreateSpan(ref cell, 1))[..14].ToArray();
}
