using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Encodings.Web;

namespace ConnectRuntime.Avro.Registry;

/// <summary>The records of a schema log as Confluent's registry writes them.</summary>
/// <remarks>
/// <code>
/// {"keytype":"SCHEMA","subject":S,"version":V,"magic":1}       {"subject":S,"version":V,"id":N,"md5":M,"schema":TEXT,"deleted":false}
/// {"keytype":"DELETE_SUBJECT","subject":S,"magic":0}           {"subject":S,"version":V}      versions up to V are deleted
/// {"keytype":"CLEAR_SUBJECT","subject":S,"magic":0}            {"subject":S}                  deleted versions are forgotten
/// {"keytype":"NOOP","magic":0}                                 null                           marks the end for a reader
/// CONFIG, MODE, CONTEXT and what else there may be             are kept by the topic and mean nothing here
/// </code>
/// A SCHEMA key without a value is a version deleted for good. <c>md5</c> is Base64 of the MD5 of the text's UTF-8. In values
/// <c>schemaType</c> is left out for Avro; <c>references</c>, <c>metadata</c> and <c>ruleSet</c> are part of what makes two schemas the same.
/// </remarks>
internal static class SchemaLogFormat
{
    private static readonly JsonWriterOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The key of a version.</summary>
    public static byte[] Key(string subject, int version) => Write(json =>
    {
        json.WriteString("keytype", "SCHEMA");
        json.WriteString("subject", subject);
        json.WriteNumber("version", version);
        json.WriteNumber("magic", 1);
    });

    /// <summary>The value of a version with an Avro schema.</summary>
    public static byte[] Value(RegisteredSchema schema) => Write(json =>
    {
        json.WriteString("subject", schema.Subject);
        json.WriteNumber("version", schema.Version);
        json.WriteNumber("id", schema.Id);
        json.WriteBase64String("md5", ContentHash(schema.Text));
        json.WriteString("schema", schema.Text);
        json.WriteBoolean("deleted", schema.IsDeleted);
    });

    /// <summary>Reads the value of a version, with the identity of its content.</summary>
    public static (RegisteredSchema Schema, string Content) ReadValue(JsonElement json)
    {
        var text = json.GetProperty("schema").GetString()!;
        var type = json.TryGetProperty("schemaType", out var name) && name.GetString() is { Length: > 0 } given ? given : RegisteredSchema.Avro;
        var schema = new RegisteredSchema(
            json.GetProperty("subject").GetString()!,
            json.GetProperty("version").GetInt32(),
            json.GetProperty("id").GetInt32(),
            text)
        {
            Type = type,
            References = References(json),
            IsDeleted = json.TryGetProperty("deleted", out var deleted) && deleted.ValueKind == JsonValueKind.True,
        };
        return (schema, Content(type, text, Raw(json, "references"), Raw(json, "metadata"), Raw(json, "ruleSet")));
    }

    /// <summary>The identity of an Avro schema without references: a hash, as a registry keeps one for each schema.</summary>
    public static string Content(string text) => Content(RegisteredSchema.Avro, text, string.Empty, string.Empty, string.Empty);

    private static string Content(string type, string text, params ReadOnlySpan<string> parts) =>
        Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes($"{type}\n{text}\n{string.Join('\n', parts)}")));

    private static string Raw(JsonElement json, string name) =>
        json.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null && !(value.ValueKind == JsonValueKind.Array && value.GetArrayLength() == 0)
            ? value.GetRawText()
            : string.Empty;

    private static List<SchemaReference> References(JsonElement json) =>
        json.TryGetProperty("references", out var list) && list.ValueKind == JsonValueKind.Array
            ? [.. list.EnumerateArray().Select(item => new SchemaReference(
                item.GetProperty("name").GetString()!, item.GetProperty("subject").GetString()!, item.GetProperty("version").GetInt32()))]
            : [];

    [System.Diagnostics.CodeAnalysis.SuppressMessage("Security", "CA5351:Do not use broken cryptographic algorithms", Justification = "The log's format names it; it protects nothing.")]
    private static byte[] ContentHash(string text) => MD5.HashData(Encoding.UTF8.GetBytes(text));

    private static byte[] Write(Action<Utf8JsonWriter> members)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes, Relaxed))
        {
            json.WriteStartObject();
            members(json);
            json.WriteEndObject();
        }

        return bytes.ToArray();
    }
}
