using System.Text.Unicode;
using ConnectRuntime.Records;

namespace ConnectRuntime.MySql.Values.Json;

/// <summary>Turns MySQL's binary JSON into text: the server's own text without the spaces between its parts. Allocates nothing but arena.</summary>
/// <remarks>
/// <code>
/// document    type u8 | value
/// string      length varlen | UTF-8          varlen: seven bits a byte, the lowest first, the high bit says that another follows
/// </code>
/// Keys keep the server's order. <see cref="ServerJson"/> makes the same bytes of the text that a SELECT gives. Page: "json_binary.h" in MySQL's source
/// documentation.
/// </remarks>
internal static class BinaryJson
{
    /// <summary>Writes a document of a row; one of no bytes, which a column has that was added as NOT NULL, is null as the server shows it.</summary>
    /// <returns>A text cell.</returns>
    /// <exception cref="Errors.ConnectException">Data: the bytes are no document.</exception>
    public static Cell Write(ReadOnlySpan<byte> document, RecordBatch batch)
    {
        var text = new JsonTextWriter(batch);
        if (document.Length == 0)
        {
            text.Write("null"u8);
        }
        else
        {
            new JsonValueWriter(document, document.Length).Write(JsonValue.Root(document), ref text);
        }

        return Checked(text.End(), batch);
    }

    /// <summary>The same cell, once its text is known to be UTF-8.</summary>
    internal static Cell Checked(Cell text, RecordBatch batch) => Utf8.IsValid(batch[text])
        ? text
        : throw JsonErrors.Corrupt("a text or a key in it is not UTF-8");
}
