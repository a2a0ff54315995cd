using ConnectRuntime.Errors;
using ConnectRuntime.Records;

namespace ConnectRuntime.Transforms.Fields;

/// <summary>One place that a path of a transform means: a part of the row, and names from there on.</summary>
/// <remarks>
/// <para>Paths mean the value that will be written. On a flat stream, and in a key, they begin at the row's own fields. On a
/// stream with an envelope a path that begins with a field of the envelope (<c>after.email</c>, <c>source.db</c>) means that
/// one; any other (<c>email</c>) means the row, before and after alike. A column that is called like a field of the envelope
/// is written <c>before.op,after.op</c>.</para>
/// <para>Where a field's name is the whole text, that field is meant, dots and all: Kafka Connect's flattened names go on
/// working. Otherwise dots separate names, and a name that contains one is written in backticks.</para>
/// </remarks>
/// <param name="Part">The part of the row.</param>
/// <param name="Names">Names from there on; none for the part itself.</param>
internal readonly record struct FieldTarget(RowPart Part, string[] Names)
{
    /// <summary>Whether a text can be read as a path.</summary>
    public static bool CanRead(string path)
    {
        try
        {
            return FieldPath.Split(path).Length > 0;
        }
        catch (ConnectException)
        {
            return false;
        }
    }

    /// <summary>The places that a path means on a stream: two for a column of an envelope's row, otherwise one.</summary>
    public static IReadOnlyList<FieldTarget> Find(RecordStream stream, bool isKey, string path)
    {
        if (isKey)
        {
            return [new FieldTarget(RowPart.Key, Split(stream.KeySchema, path))];
        }

        if (stream.Layout == ValueLayout.Flat)
        {
            return [new FieldTarget(RowPart.After, Split(stream.ValueSchema, path))];
        }

        var names = FieldPath.Split(path);
        if (FieldPath.PartOf(names[0]) is { } part)
        {
            return [new FieldTarget(part, names[1..])];
        }

        names = Split(stream.ValueSchema, path);
        return [new FieldTarget(RowPart.Before, names), new FieldTarget(RowPart.After, names)];
    }

    private static string[] Split(RecordSchema? schema, string path) =>
        schema?.Find(path) is null ? FieldPath.Split(path) : [path];
}
