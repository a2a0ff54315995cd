using System.Runtime.CompilerServices;
using ConnectRuntime.Records;

namespace ConnectRuntime.Api.Tests.Records;

/// <summary>The layout of a cell and what it gives back.</summary>
public class CellTests
{
    [Fact]
    public void A_cell_is_16_bytes() => Assert.Equal(16, Unsafe.SizeOf<Cell>());

    [Fact]
    public void A_cell_that_nobody_wrote_is_null_and_has_no_kind()
    {
        Cell[] cells = new Cell[1];
        var cell = cells[0];
        Assert.True(cell.IsNull);
        Assert.False(cell.HasValue);
        Assert.Equal(CellState.Null, cell.State);
        Assert.Equal(FieldKind.Any, cell.Kind);
        Assert.Equal(Cell.Null, cell);
    }

    [Fact]
    public void An_unavailable_cell_is_neither_null_nor_a_value()
    {
        Assert.False(Cell.Unavailable.IsNull);
        Assert.False(Cell.Unavailable.HasValue);
        Assert.Equal(CellState.Unavailable, Cell.Unavailable.State);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(long.MinValue)]
    [InlineData(long.MaxValue)]
    public void Integers_come_back(long value) => Assert.Equal(value, Cell.Of(value).Int64);

    [Fact]
    public void A_small_integer_is_sign_extended()
    {
        Assert.Equal(-5, Cell.Of(-5).Int64);
        Assert.Equal(FieldKind.Int32, Cell.Of(-5).Kind);
        Assert.Equal(-128, Cell.OfInteger(FieldKind.Int8, sbyte.MinValue).Int64);
        Assert.Equal(FieldKind.Int8, Cell.OfInteger(FieldKind.Int8, 1).Kind);
    }

    [Theory]
    [InlineData(-0f)]
    [InlineData(1.5f)]
    [InlineData(float.NaN)]
    [InlineData(float.NegativeInfinity)]
    [InlineData(float.Epsilon)]
    public void Floats_of_32_bits_keep_their_bits(float value) =>
        Assert.Equal(BitConverter.SingleToInt32Bits(value), BitConverter.SingleToInt32Bits(Cell.Of(value).Float32));

    [Theory]
    [InlineData(-0d)]
    [InlineData(double.MaxValue)]
    [InlineData(double.NaN)]
    public void Floats_of_64_bits_keep_their_bits(double value) =>
        Assert.Equal(BitConverter.DoubleToInt64Bits(value), BitConverter.DoubleToInt64Bits(Cell.Of(value).Float64));

    [Fact]
    public void Ranges_come_back()
    {
        var text = Cell.Text(7, 0);
        Assert.Equal((7, 0, FieldKind.String, true), (text.Start, text.Length, text.Kind, text.HasValue));
        var bytes = Cell.Bytes(int.MaxValue, int.MaxValue);
        Assert.Equal((int.MaxValue, int.MaxValue, FieldKind.Bytes), (bytes.Start, bytes.Length, bytes.Kind));
        Assert.Equal((3, 4, FieldKind.Struct), (Cell.Struct(3, 4).First, Cell.Struct(3, 4).Count, Cell.Struct(3, 4).Kind));
        Assert.Equal((3, 4, FieldKind.Array), (Cell.Array(3, 4).First, Cell.Array(3, 4).Count, Cell.Array(3, 4).Kind));
        Assert.Equal((3, 4, FieldKind.Map), (Cell.Map(3, 4).First, Cell.Map(3, 4).Count, Cell.Map(3, 4).Kind));
        Assert.True(Cell.Of(true).Boolean);
        Assert.False(Cell.Of(false).Boolean);
    }
}
