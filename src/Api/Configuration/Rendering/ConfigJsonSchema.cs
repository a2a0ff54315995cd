using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace ConnectRuntime.Configuration.Rendering;

/// <summary>Renders a spec as the JSON Schema (draft 2020-12) of a connector file <c>{"name", "config": {…}}</c>, so that an editor completes and checks it.</summary>
/// <remarks>The schema never refuses what the runtime accepts; what needs several options at once is left to the runtime.</remarks>
public static class ConfigJsonSchema
{
    private static readonly JsonWriterOptions Layout = new()
    {
        Indented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>The schema, ending in a line end.</summary>
    /// <param name="title">What the file configures, such as <c>JDBC sink</c>.</param>
    /// <param name="spec">All options, those of the framework included.</param>
    public static string Render(string title, ConfigSpec spec)
    {
        ArgumentNullException.ThrowIfNull(spec);
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, Layout))
        {
            writer.WriteStartObject();
            writer.WriteString("$schema", "https://json-schema.org/draft/2020-12/schema");
            writer.WriteString("title", title);
            writer.WriteString("type", "object");
            writer.WriteStartObject("properties");
            Simple(writer, "$schema", "string");
            Simple(writer, "name", "string");
            writer.WriteStartObject("initial_state");
            Strings(writer, "enum", ["RUNNING", "PAUSED", "STOPPED"]);
            writer.WriteEndObject();
            WriteConfig(writer, spec);
            writer.WriteEndObject();
            Strings(writer, "required", ["name", "config"]);
            writer.WriteBoolean("additionalProperties", false);
            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan) + "\n";
    }

    private static void WriteConfig(Utf8JsonWriter writer, ConfigSpec spec)
    {
        var renamed = spec.Aliases.Values.ToHashSet(StringComparer.Ordinal);
        var required = spec.Keys.Select(key => key.Definition)
            .Where(option => option is { Required: true, VisibleWhen: null } && option.Name != "name" && !renamed.Contains(option.Name));
        writer.WriteStartObject("config");
        writer.WriteString("type", "object");
        writer.WriteStartObject("properties");
        foreach (var key in spec.Keys)
        {
            ConfigValueSchema.Write(writer, key.Name, key.Definition);
        }

        WriteForeign(writer, spec, isPrefix: false);
        writer.WriteEndObject();
        writer.WriteStartObject("patternProperties");
        WriteFamilies(writer, spec);
        WriteForeign(writer, spec, isPrefix: true);
        writer.WriteEndObject();
        Strings(writer, "required", required.Select(option => option.Name));
        writer.WriteStartObject("additionalProperties");
        Strings(writer, "type", ConfigValueSchema.Scalars);
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private static void WriteFamilies(Utf8JsonWriter writer, ConfigSpec spec)
    {
        foreach (var family in spec.Families.Where(family => family.CommonSpec is not null))
        {
            var head = SchemaPattern.Literal(family.Prefix) + (family.ListedBy is null ? "" : "[^.]+\\.");
            foreach (var definition in ConfigWords.Documented(family.CommonSpec!))
            {
                ConfigValueSchema.Write(writer, $"^{head}{SchemaPattern.Literal(definition.Name)}$", definition);
            }
        }

        foreach (var prefix in spec.Prefixes.Where(prefix => prefix.Prefix.Length > 0))
        {
            writer.WriteStartObject($"^{SchemaPattern.Literal(prefix.Prefix)}");
            writer.WriteString("description", prefix.Description);
            Strings(writer, "type", ConfigValueSchema.Scalars);
            writer.WriteEndObject();
        }
    }

    private static void WriteForeign(Utf8JsonWriter writer, ConfigSpec spec, bool isPrefix)
    {
        foreach (var option in spec.Foreign.Where(option => option.IsPrefix == isPrefix && !option.IsError))
        {
            writer.WriteStartObject(isPrefix ? $"^{SchemaPattern.Literal(option.Pattern[..^1])}" : option.Pattern);
            writer.WriteString("description", option.Reason);
            writer.WriteBoolean("deprecated", true);
            writer.WriteEndObject();
        }
    }

    private static void Simple(Utf8JsonWriter writer, string name, string type)
    {
        writer.WriteStartObject(name);
        writer.WriteString("type", type);
        writer.WriteEndObject();
    }

    private static void Strings(Utf8JsonWriter writer, string name, IEnumerable<string> values)
    {
        writer.WriteStartArray(name);
        foreach (var value in values)
        {
            writer.WriteStringValue(value);
        }

        writer.WriteEndArray();
    }
}
