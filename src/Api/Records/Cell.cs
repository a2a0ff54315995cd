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
[StructLayout(LayoutKind.Explicit, Size = 16)]
public readonly struct Cell
{
    [FieldOffset(0)]
    private readonly long _bits;

    [FieldOffset(0)]
    private readonly int _start;

    [FieldOffset(8)]
    private readonly int _length;

    [FieldOffset(12)]
    private readonly FieldKind _kind;

    [FieldOffset(13)]
    private readonly CellState _state;

    private Cell(FieldKind kind, long bits)
    {
        _bits = bits;
        _kind = kind;
        _state = CellState.Value;
    }

    private Cell(FieldKind kind, int start, int length)
    {
        _start = start;
        _length = length;
        _kind = kind;
        _state = CellState.Value;
    }

    private Cell(CellState state) => _state = state;

    /// <summary>Null.</summary>
    public static Cell Null => default;

    /// <summary>A value that the source does not know.</summary>
    public static Cell Unavailable => new(CellState.Unavailable);

    /// <summary>The kind of the value; <see cref="FieldKind.Any"/> where there is none.</summary>
    public FieldKind Kind => _kind;

    /// <summary>Whether there is a value.</summary>
    public CellState State => _state;

    /// <summary>Whether this is null.</summary>
    public bool IsNull => _state == CellState.Null;

    /// <summary>Whether there is a value.</summary>
    public bool HasValue => _state == CellState.Value;

    /// <summary>An integer of any size, or 1 and 0 for a boolean.</summary>
    public long Int64 => _bits;

    /// <summary>A boolean.</summary>
    public bool Boolean => _bits != 0;

    /// <summary>A <see cref="FieldKind.Float32"/>.</summary>
    public float Float32 => BitConverter.Int32BitsToSingle((int)_bits);

    /// <summary>A <see cref="FieldKind.Float64"/>.</summary>
    public double Float64 => BitConverter.Int64BitsToDouble(_bits);

    /// <summary>First byte in the arena, of text and bytes.</summary>
    public int Start => _start;

    /// <summary>Bytes in the arena, of text and bytes.</summary>
    public int Length => _length;

    /// <summary>First child cell, of a struct, an array or a map.</summary>
    public int First => _start;

    /// <summary>Child cells of a struct, elements of an array, pairs of a map.</summary>
    public int Count => _length;

    /// <summary>A boolean.</summary>
    public static Cell Of(bool value) => new(FieldKind.Boolean, value ? 1 : 0);

    /// <summary>An integer of the kind given, which the caller has checked that it fits.</summary>
    public static Cell OfInteger(FieldKind kind, long value) => new(kind, value);

    /// <summary>A <see cref="FieldKind.Int32"/>.</summary>
    public static Cell Of(int value) => new(FieldKind.Int32, (long)value);

    /// <summary>A <see cref="FieldKind.Int64"/>.</summary>
    public static Cell Of(long value) => new(FieldKind.Int64, value);

    /// <summary>A <see cref="FieldKind.Float32"/>.</summary>
    public static Cell Of(float value) => new(FieldKind.Float32, (long)(uint)BitConverter.SingleToInt32Bits(value));

    /// <summary>A <see cref="FieldKind.Float64"/>.</summary>
    public static Cell Of(double value) => new(FieldKind.Float64, BitConverter.DoubleToInt64Bits(value));

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
