using ConnectRuntime.Records;

namespace ConnectRuntime.Avro.Writing;

/// <summary>One cell of an <see cref="EncodePlan"/>: where it lies, what it must be, and how it is written.</summary>
internal struct EncodeStep
{
    /// <summary>Which of the cells.</summary>
    public int Ordinal;

    /// <summary>The kind that the cell must have.</summary>
    public FieldKind Expected;

    /// <summary>How it is written.</summary>
    public EncodeOp Op;

    /// <summary>1 where a value's branch is written before it.</summary>
    public byte BranchLength;

    /// <summary>The index of a value's branch, as it is written.</summary>
    public byte ValueBranch;

    /// <summary>The index of null's branch, as it is written.</summary>
    public byte NullBranch;

    /// <summary>Bytes of a fixed.</summary>
    public int Size;

    /// <summary>The plan of the fields, of one element, or of one pair.</summary>
    public EncodePlan? Child;

    /// <summary>The branches of a union: which field each is for.</summary>
    public EncodePlan[]? Branches;

    /// <summary>The index of each of <see cref="Branches"/> in the union.</summary>
    public int[]? BranchIndexes;

    /// <summary>The UTF-8 symbols of an enum.</summary>
    public byte[][]? Symbols;

    /// <summary>The field's path, for messages.</summary>
    public string Path;

    /// <summary>Whether the cell may be null.</summary>
    public readonly bool IsNullable => BranchLength != 0;
}

/// <summary>How the cells of a struct, an element, a pair or a root are written. Immutable once compiled; shared by threads.</summary>
internal sealed class EncodePlan
{
    /// <summary>The cells, in the order they are written.</summary>
    public EncodeStep[] Steps = [];

    /// <summary>One more than the last cell that is written.</summary>
    public int CellCount;

    /// <summary>Bytes that are enough for everything but the content of texts, bytes and nested values.</summary>
    public int Room;

    /// <summary>The same plan of one value under another name.</summary>
    public EncodePlan Named(string path) => new() { Steps = [Steps[0] with { Path = path }], CellCount = CellCount, Room = Room };
}
