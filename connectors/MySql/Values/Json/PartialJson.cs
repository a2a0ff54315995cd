using ConnectRuntime.Records;

namespace ConnectRuntime.MySql.Values.Json;

/// <summary>Puts together the document after a partial update, out of the document before it and the differences that the binlog has.</summary>
/// <remarks>
/// One per decoder: it keeps the memory it works in, so a warm one allocates nothing. One thread. The column of the after image holds
/// <code>
/// length, as many bytes as the column's lengths have | differences, see <see cref="JsonDiffReader"/>
/// </code>
/// and no differences at all mean that the document did not change. Where the before image lacks the document (binlog_row_image MINIMAL or NOBLOB),
/// the document after it is not known either, but for the case that <see cref="WriteWithoutBefore"/> knows.
/// </remarks>
internal sealed class PartialJson
{
    private readonly JsonTree _tree = new();

    /// <summary>Writes the document after the update.</summary>
    /// <param name="before">The binary document of the before image.</param>
    /// <param name="diffs">The differences, without the length before them.</param>
    /// <param name="batch">Where to.</param>
    /// <returns>A text cell.</returns>
    /// <exception cref="Errors.ConnectException">Data: one of them is damaged, or a difference has no place in the document.</exception>
    public Cell Write(ReadOnlySpan<byte> before, ReadOnlySpan<byte> diffs, RecordBatch batch)
    {
        if (diffs.Length == 0)
        {
            return BinaryJson.Write(before, batch);
        }

        _tree.Clear();
        var patch = new JsonPatch(_tree, before, diffs);
        var reader = new JsonDiffReader(diffs);
        while (reader.MoveNext())
        {
            patch.Apply(reader);
        }

        var text = new JsonTextWriter(batch);
        patch.Write(ref text);
        return BinaryJson.Checked(text.End(), batch);
    }

    /// <summary>Writes what is known of the document after an update when the one before was not logged: all, if the update begins with a whole one.</summary>
    /// <returns>A text cell, or <see cref="Cell.Unavailable"/>.</returns>
    public Cell WriteWithoutBefore(ReadOnlySpan<byte> diffs, RecordBatch batch)
    {
        var first = new JsonDiffReader(diffs);
        return first.MoveNext() && first.Operation == JsonDiffOperation.Replace && first.Path.SequenceEqual("$"u8)
            ? Write("\u0004\0"u8, diffs, batch)
            : Cell.Unavailable;
    }
}
