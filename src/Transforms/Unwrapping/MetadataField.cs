using ConnectRuntime.Records;

namespace ConnectRuntime.Transforms.Unwrapping;

/// <summary>A field of the envelope that is added to the row or its headers, written <c>path</c> or <c>path:name</c>.</summary>
/// <remarks>
/// A path without a dot means, in this order of precedence: <c>op</c> and the times, a field of the transaction block if it is
/// one of that block's three, a field of the source block, a field of the envelope itself.
/// </remarks>
/// <param name="Path">Where it is in the envelope.</param>
/// <param name="Name">What it is called afterwards, behind the prefix.</param>
internal sealed record MetadataField(string Path, string Name)
{
    /// <summary>Whether it is the operation, the only thing that is known of a tombstone.</summary>
    public bool IsOperation => Path == EnvelopeSchema.Operation;

    public static MetadataField Parse(string text)
    {
        var parts = text.Split(':', StringSplitOptions.TrimEntries);
        var names = FieldPath.Split(parts[0]);
        return parts switch
        {
            [_] => new MetadataField(parts[0], string.Join('_', names)),
            [_, { Length: > 0 } name] => new MetadataField(parts[0], name),
            _ => throw new FormatException(),
        };
    }

    /// <summary>Finds it on a stream with an envelope; null where the stream does not have it.</summary>
    public FieldPath? Find(RecordStream stream)
    {
        if (FieldPath.Split(Path) is not [var name])
        {
            return FieldPath.InValue(stream, Path);
        }

        var part = name switch
        {
            "id" or "total_order" or "data_collection_order" => RowPart.Transaction,
            _ => FieldPath.PartOf(name) is >= RowPart.Operation ? (RowPart?)null : RowPart.Source,
        };
        return (part is { } block ? FieldPath.InPart(stream, block, name) : null) ?? FieldPath.InValue(stream, Path);
    }

    public override string ToString() => $"{Path}:{Name}";
}
