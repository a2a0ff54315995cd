using ConnectRuntime.Records;

namespace ConnectRuntime.Avro.Reading;

/// <summary>One value of a <see cref="DecodePlan"/>: how it is read and which cell it goes to.</summary>
internal struct DecodeStep
{
    /// <summary>Which of the cells; of no meaning for what is passed over.</summary>
    public int Ordinal;

    /// <summary>How it is read.</summary>
    public DecodeOp Op;

    /// <summary>The kind of its cell.</summary>
    public FieldKind Kind;

    /// <summary>Whether a branch of a union of null and this comes before it.</summary>
    public bool HasBranch;

    /// <summary>The index of null's branch, as it is written.</summary>
    public byte NullBranch;

    /// <summary>Bytes of a fixed; cells of a struct; cells of an element or a pair.</summary>
    public int Size;

    /// <summary>Bytes that an element or a pair takes at least.</summary>
    public int MinBytes;

    /// <summary>The plan of the fields, of one element, or of one pair.</summary>
    public DecodePlan? Child;

    /// <summary>The branches of a union, in the union's order; one without steps is null's.</summary>
    public DecodePlan[]? Branches;

    /// <summary>The symbols of an enum.</summary>
    public EnumSymbols? Symbols;

    /// <summary>The field's path, for messages.</summary>
    public string Path;
}

/// <summary>How the values of a record, an element, a pair or a root are read. Immutable once compiled; shared by threads.</summary>
internal sealed class DecodePlan
{
    /// <summary>The values, in the order they were written.</summary>
    public DecodeStep[] Steps = [];

    /// <summary>Bytes that they take at least.</summary>
    public int MinBytes;

    /// <summary>Whether the steps end before the datum does, because nobody asked for what follows.</summary>
    public bool IsPartial;
}
