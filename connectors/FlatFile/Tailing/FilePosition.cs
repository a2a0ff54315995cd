using System.Buffers;
using System.Text;
using System.Text.Json;
using ConnectRuntime.Errors;

namespace ConnectRuntime.FlatFile.Tailing;

/// <summary>How far a file has been read, and how to know it again: the offset of a source position.</summary>
/// <param name="Position">The first byte of the next record.</param>
/// <param name="Records">Records before it.</param>
/// <param name="Lines">Lines before it.</param>
/// <param name="HeadBytes">How many bytes <paramref name="Head"/> covers.</param>
/// <param name="Head">Hash of the file's first bytes.</param>
/// <param name="Tail">Hash of the bytes just before the position.</param>
/// <param name="Born">When the file was made, or 0.</param>
/// <param name="Size">Bytes that the file had.</param>
/// <param name="Changed">When its content had last been changed, in milliseconds since 1970.</param>
/// <param name="EndsOpen">Whether the record before the position had no terminator.</param>
/// <param name="Path">Where the file was.</param>
internal sealed record FilePosition(
    long Position, long Records, long Lines, int HeadBytes, string Head, string Tail, long Born, long Size, long Changed, bool EndsOpen, string Path)
{
    /// <summary>The partition of a file, as canonical JSON.</summary>
    public static string Partition(string id) => $$"""{"connector.file.id":"{{id}}"}""";

    /// <summary>The file of a partition; null for a partition that is none of ours.</summary>
    public static string? IdOf(string partition)
    {
        using var json = JsonDocument.Parse(partition);
        return json.RootElement.TryGetProperty("connector.file.id", out var id) ? id.GetString() : null;
    }

    /// <summary>As canonical JSON: names in ordinal order, no blanks.</summary>
    public string ToJson()
    {
        var buffer = new ArrayBufferWriter<byte>(256);
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteNumber("born", Born);
            json.WriteString("fp", Head);
            json.WriteNumber("fpLen", HeadBytes);
            json.WriteNumber("line", Lines);
            json.WriteNumber("mtime", Changed);
            if (EndsOpen)
            {
                json.WriteBoolean("open", true);
            }

            json.WriteString("path", Path);
            json.WriteNumber("pos", Position);
            json.WriteNumber("rec", Records);
            json.WriteNumber("size", Size);
            json.WriteString("tail", Tail);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    /// <summary>Reads an offset. Only <c>pos</c> must be there, so that an operator can write one by hand.</summary>
    public static FilePosition Parse(string offset)
    {
        try
        {
            using var json = JsonDocument.Parse(offset);
            var root = json.RootElement;
            return new FilePosition(
                root.GetProperty("pos").GetInt64(),
                Number(root, "rec"),
                Number(root, "line"),
                (int)Number(root, "fpLen"),
                Text(root, "fp"),
                Text(root, "tail"),
                Number(root, "born"),
                Number(root, "size"),
                Number(root, "mtime"),
                root.TryGetProperty("open", out var open) && open.GetBoolean(),
                Text(root, "path"));
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw new ConnectException(ErrorKind.Config, "FIL010", $"Cannot read the stored offset {offset}: it is not of this connector's form, a JSON object with the number pos is required. Correct or delete it through the offsets of the connector.", e);
        }
    }

    private static long Number(JsonElement root, string name) => root.TryGetProperty(name, out var value) ? value.GetInt64() : 0;

    private static string Text(JsonElement root, string name) => root.TryGetProperty(name, out var value) ? value.GetString() ?? string.Empty : string.Empty;
}
