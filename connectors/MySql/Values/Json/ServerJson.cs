using ConnectRuntime.Records;

namespace ConnectRuntime.MySql.Values.Json;

/// <summary>
/// Turns the text of a JSON column that a SELECT gives into what <see cref="BinaryJson"/> writes for the same document: takes out the spaces between its
/// parts.
/// </summary>
/// <remarks>
/// The server writes a space after each comma and each colon, and the same digits and escapes that <see cref="BinaryJson"/> writes. Not for MariaDB, whose
/// JSON is text that is kept as it was typed.
/// </remarks>
internal static class ServerJson
{
    /// <summary>Writes a document's text.</summary>
    /// <returns>A text cell.</returns>
    /// <exception cref="Errors.ConnectException">Data: a text in it has no end.</exception>
    public static Cell Write(ReadOnlySpan<byte> json, RecordBatch batch)
    {
        var to = batch.Reserve(json.Length);
        var written = 0;
        while (json.Length > 0)
        {
            var length = json.IndexOfAny((byte)' ', (byte)'"');
            if (length < 0)
            {
                length = json.Length;
            }
            else if (json[length] == '"')
            {
                length += StringLength(json[length..]);
            }

            json[..length].CopyTo(to[written..]);
            written += length;
            json = json[length..].TrimStart((byte)' ');
        }

        return Cell.Text(batch.Advance(written), written);
    }

    // Both quotes counted.
    private static int StringLength(ReadOnlySpan<byte> json)
    {
        for (var at = 1; ;)
        {
            var next = json[at..].IndexOfAny((byte)'"', (byte)'\\');
            if (next < 0)
            {
                throw JsonErrors.Corrupt("a text in it has no end");
            }

            if (json[at + next] == '"')
            {
                return at + next + 1;
            }

            at = Math.Min(at + next + 2, json.Length);
        }
    }
}
