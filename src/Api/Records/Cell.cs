using System.Runtime.InteropServices;

namespace ConnectRuntime.Records;

/// <summary>One value of a row, 16 bytes, without a meaning of its own: its field's schema gives that.</summary>
/// <remarks>
/// <code>
/// 0        4        8        12    13     14      16
/// | scalar bits     | length | kind| state|   –    |   numbers: bits sign-extended to 64, floats as their own bits
/// | start  |   –    | length | kind| state|   –    |   String, Bytes: range of the batch's arena; text is UTF-8
/// | first  |   –    | count  | kind| state|   –    |   Struct, Array, Map: range of the batch's cells (a map: key, value, key, …)
/// </code>
/// Valid only within its <see cref="RecordBatch"/>.
/// </remarks>
[StructLayout(LayoutKind.Sequential, Size = 16)]
public readonly struct Cell
{
    private const int KindShift = 32;
    private const int StateShift = 40;
    private const long ValueState = (long)CellState.Value << StateShift;

    // Two words, and not the six parts in the picture: a cell that is stored in parts and copied as a whole right after makes
    // the processor wait for its store buffer, which cost half of the time that a row of eight columns took to decode.
    private readonly long _bits;
    private readonly long _rest;

    private Cell(FieldKind kind, long bits)
    {
        _bits = bits;
        _rest = ((long)kind << KindShift) | ValueState;
    }

    private Cell(FieldKind kind, int start, int length)
    {
        _bits = (uint)start;
        _rest = (uint)length | ((long)kind << KindShift) | ValueState;
    }

    private Cell(CellState state) => _rest = (long)state << StateShift;

    /// <summary>Null.</summary>
    public static Cell Null => default;

    /// <summary>A value that the source does not know.</summary>
    public static Cell Unavailable => new(CellState.Unavailable);

    /// <summary>The kind of the value; <see cref="FieldKind.Any"/> where there is none.</summary>
    public FieldKind Kind => (FieldKind)(byte)(_rest >> KindShift);

    /// <summary>Whether there is a value.</summary>
    public CellState State => (CellState)(byte)(_rest >> StateShift);

    /// <summary>Whether this is null.</summary>
    public bool IsNull => State == CellState.Null;

    /// <summary>Whether there is a value.</summary>
    public bool HasValue => State == CellState.Value;

    /// <summary>Whether there is a value of this kind.</summary>
    public bool Is(FieldKind kind) => (int)(_rest >> KindShift) == ((int)kind | ((int)CellState.Value << (StateShift - KindShift)));

    /// <summary>An integer of any size, or 1 and 0 for a boolean.</summary>
    public long Int64 => _bits;

    /// <summary>A boolean.</summary>
    public bool Boolean => _bits != 0;

    /// <summary>A <see cref="FieldKind.Float32"/>.</summary>
    public float Float32 => BitConverter.Int32BitsToSingle((int)_bits);

    /// <summary>A <see cref="FieldKind.Float64"/>.</summary>
    public double Float64 => BitConverter.Int64BitsToDouble(_bits);

    /// <summary>First byte in the arena, of text and bytes.</summary>
    public int Start => (int)_bits;

    /// <summary>Bytes in the arena, of text and bytes.</summary>
    public int Length => (int)_rest;

    /// <summary>First child cell, of a struct, an array or a map.</summary>
    public int First => (int)_bits;

    /// <summary>Child cells of a struct, elements of an array, pairs of a map.</summary>
    public int Count => (int)_rest;

    /// <summary>A boolean.</summary>
    public static Cell Of(bool value) => new(FieldKind.Boolean, value ? 1 : 0);

    /// <summary>A number by its bits: an integer, which the caller has checked to fit its kind, or a float's own bits.</summary>
    public static Cell OfInteger(FieldKind kind, long value) => new(kind, value);

    /// <summary>A <see cref="FieldKind.Int32"/>.</summary>
    public static Cell Of(int value) => new(FieldKind.Int32, (long)value);

    /// <summary>A <see cref="FieldKind.Int64"/>.</summary>
    public static Cell Of(long value) => new(FieldKind.Int64, value);

    /// <summary>A <see cref="FieldKind.Float32"/>.</summary>
    public static Cell Of(float value) => new(FieldKind.Float32, (long)(uint)BitConverter.SingleToInt32Bits(value));

    /// <summary>A <see cref="FieldKind.Float64"/>.</summary>
    public static Cell Of(double value) => new(FieldKind.Float64, BitConverter.DoubleToInt64Bits(value));

    /// <summary>A value of any kind that is a range: of the arena for text and bytes, of cells for struct, array and map.</summary>
    public static Cell Range(FieldKind kind, int start, int length) => new(kind, start, length);

    /// <summary>UTF-8 text in the arena.</summary>
    public static Cell Text(int start, int length) => new(FieldKind.String, start, length);

    /// <summary>Bytes in the arena.</summary>
    public static Cell Bytes(int start, int length) => new(FieldKind.Bytes, start, length);

    /// <summary>A struct over child cells.</summary>
    public static Cell Struct(int first, int count) => new(FieldKind.Struct, first, count);

    /// <summary>An array over child cells.</summary>
    public static Cell Array(int first, int count) => new(FieldKind.Array, first, count);

    /// <summary>A map over <paramref name="pairs"/> pairs of child cells.</summary>
    public static Cell Map(int first, int pairs) => new(FieldKind.Map, first, pairs);
}
