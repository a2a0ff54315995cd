namespace ConnectRuntime.Avro.Schemas;

/// <summary>One of a list of symbols.</summary>
public sealed class AvroEnum : AvroNamed
{
    /// <summary>Makes the enum.</summary>
    public AvroEnum(
        AvroName name,
        IReadOnlyList<string> symbols,
        string? defaultSymbol = null,
        string? doc = null,
        IReadOnlyList<AvroName>? aliases = null,
        AvroProps? props = null)
        : base(AvroType.Enum, name, doc, aliases, props)
    {
        Symbols = symbols;
        Default = defaultSymbol;
    }

    /// <summary>The symbols; data holds their indexes.</summary>
    public IReadOnlyList<string> Symbols { get; }

    /// <summary>What a reader takes for a symbol that it does not know; null for none.</summary>
    public string? Default { get; }
}

/// <summary>A fixed number of bytes.</summary>
public sealed class AvroFixed : AvroNamed
{
    /// <summary>Makes the fixed.</summary>
    public AvroFixed(AvroName name, int size, string? doc = null, IReadOnlyList<AvroName>? aliases = null, AvroProps? props = null)
        : base(AvroType.Fixed, name, doc, aliases, props) => Size = size;

    /// <summary>The number of bytes.</summary>
    public int Size { get; }
}

/// <summary>Any number of items.</summary>
public sealed class AvroArray : AvroSchema
{
    /// <summary>Makes the array.</summary>
    public AvroArray(AvroSchema items, AvroProps? props = null)
        : base(AvroType.Array, props) => Items = items;

    /// <summary>The items' schema.</summary>
    public AvroSchema Items { get; }
}

/// <summary>Values under strings.</summary>
public sealed class AvroMap : AvroSchema
{
    /// <summary>Makes the map.</summary>
    public AvroMap(AvroSchema values, AvroProps? props = null)
        : base(AvroType.Map, props) => Values = values;

    /// <summary>The values' schema.</summary>
    public AvroSchema Values { get; }
}

/// <summary>One of several branches.</summary>
public sealed class AvroUnion : AvroSchema
{
    /// <summary>Makes the union.</summary>
    public AvroUnion(IReadOnlyList<AvroSchema> branches)
        : base(AvroType.Union, null) => Branches = branches;

    /// <summary>The branches; data holds their indexes.</summary>
    public IReadOnlyList<AvroSchema> Branches { get; }

    /// <summary>The index of the null branch, or −1.</summary>
    public int NullBranch
    {
        get
        {
            for (var i = 0; i < Branches.Count; i++)
            {
                if (Branches[i].Type == AvroType.Null)
                {
                    return i;
                }
            }

            return -1;
        }
    }
}
