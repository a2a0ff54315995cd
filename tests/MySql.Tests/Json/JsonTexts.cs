using System.Text;
using System.Text.Json;
using ConnectRuntime.MySql.Values.Json;
using ConnectRuntime.Records;

namespace ConnectRuntime.MySql.Tests.Json;

/// <summary>Texts of documents: ours, and what they must be by .NET's own reader.</summary>
internal static class JsonTexts
{
    /// <summary>The tokens of a text as they stand, with nothing between them but commas and colons.</summary>
    public static string Compact(string json)
    {
        var bytes = Encoding.UTF8.GetBytes(json);
        var reader = new Utf8JsonReader(bytes, new JsonReaderOptions { MaxDepth = 1000 });
        var text = new List<byte>();
        var needsComma = false;
        while (reader.Read())
        {
            var isEnd = reader.TokenType is JsonTokenType.EndArray or JsonTokenType.EndObject;
            if (needsComma && !isEnd)
            {
                text.Add((byte)',');
            }

            var isText = reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName;
            var length = isText ? reader.ValueSpan.Length + 2 : reader.ValueSpan.Length;
            text.AddRange(bytes.AsSpan((int)reader.TokenStartIndex, length));
            if (reader.TokenType == JsonTokenType.PropertyName)
            {
                text.Add((byte)':');
            }

            needsComma = reader.TokenType is not (JsonTokenType.StartArray or JsonTokenType.StartObject or JsonTokenType.PropertyName);
        }

        return Encoding.UTF8.GetString([.. text]);
    }

    public static string Binary(ReadOnlySpan<byte> document)
    {
        var batch = new RecordBatch();
        return Encoding.UTF8.GetString(batch[BinaryJson.Write(document, batch)]);
    }

    public static string Server(string json)
    {
        var batch = new RecordBatch();
        return Encoding.UTF8.GetString(batch[ServerJson.Write(Encoding.UTF8.GetBytes(json), batch)]);
    }

    public static string Patched(PartialJson partial, ReadOnlySpan<byte> before, ReadOnlySpan<byte> diffs)
    {
        var batch = new RecordBatch();
        return Encoding.UTF8.GetString(batch[partial.Write(before, diffs, batch)]);
    }
}
