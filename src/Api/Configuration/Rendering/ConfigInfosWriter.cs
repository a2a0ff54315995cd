using System.Text.Json;

namespace ConnectRuntime.Configuration.Rendering;

/// <summary>Writes definitions and validation results as REST answers them, in Kafka Connect's shape.</summary>
/// <remarks>
/// <code>
/// { "name", "error_count", "groups": [], "configs": [
///   { "definition": { "name", "type", "required", "default_value", "importance", "documentation", "group", "width",
///                     "display_name", "dependents": [], "order_in_group", "order" },
///     "value": { "name", "value", "recommended_values": [], "errors": [], "visible" } } ] }
/// </code>
/// Kafka's documentation calls the place in the group <c>order</c>, its worker writes <c>order_in_group</c>; both are written.
/// The definition of a name that is no option is null; such a name is listed only if it has an error.
/// </remarks>
public static class ConfigInfosWriter
{
    /// <summary>The array that <c>GET /connector-plugins/{p}/config</c> answers.</summary>
    public static void WriteDefinitions(Utf8JsonWriter writer, ConfigSpec spec)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(spec);
        writer.WriteStartArray();
        foreach (var key in spec.Keys)
        {
            WriteDefinition(writer, key.Definition);
        }

        writer.WriteEndArray();
    }

    /// <summary>The object that <c>PUT /connector-plugins/{p}/config/validate</c> answers.</summary>
    /// <param name="writer">Where it is written.</param>
    /// <param name="name">The connector class as the body of the request has it.</param>
    /// <param name="result">The outcome.</param>
    /// <param name="warnings">True to add an array <c>warnings</c> of name and message, which Kafka Connect does not have.</param>
    public static void WriteInfos(Utf8JsonWriter writer, string name, ConfigResult result, bool warnings = false)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(result);
        writer.WriteStartObject();
        writer.WriteString("name", name);
        writer.WriteNumber("error_count", result.Errors.Count());
        WriteArray(writer, "groups", result.Entries.Select(entry => entry.Definition?.Group).OfType<string>().Distinct());
        writer.WriteStartArray("configs");
        var errors = result.Errors.ToLookup(error => error.Key, error => error.ToString(), StringComparer.Ordinal);
        foreach (var entry in result.Entries)
        {
            WriteEntry(writer, entry, errors[entry.Name]);
        }

        writer.WriteEndArray();
        if (warnings)
        {
            WriteWarnings(writer, result);
        }

        writer.WriteEndObject();
    }

    private static void WriteEntry(Utf8JsonWriter writer, ConfigEntry entry, IEnumerable<string> errors)
    {
        writer.WriteStartObject();
        writer.WritePropertyName("definition");
        if (entry.Definition is { } definition)
        {
            WriteDefinition(writer, definition);
        }
        else
        {
            writer.WriteNullValue();
        }

        writer.WriteStartObject("value");
        writer.WriteString("name", entry.Name);
        writer.WriteString("value", entry.Value);
        WriteArray(writer, "recommended_values", entry.Definition?.Recommended ?? []);
        WriteArray(writer, "errors", errors);
        writer.WriteBoolean("visible", entry.Visible);
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private static void WriteDefinition(Utf8JsonWriter writer, ConfigDefinition definition)
    {
        writer.WriteStartObject();
        writer.WriteString("name", definition.Name);
        writer.WriteString("type", ConfigWords.Upper(definition.Type));
        writer.WriteBoolean("required", definition.Required);
        writer.WriteString("default_value", ConfigWords.Default(definition));
        writer.WriteString("importance", ConfigWords.Upper(definition.Importance));
        writer.WriteString("documentation", definition.Doc);
        writer.WriteString("group", definition.Group);
        writer.WriteString("width", ConfigWords.Upper(definition.Width));
        writer.WriteString("display_name", definition.DisplayName);
        WriteArray(writer, "dependents", definition.Dependents);
        writer.WriteNumber("order_in_group", definition.Order);
        writer.WriteNumber("order", definition.Order);
        writer.WriteEndObject();
    }

    private static void WriteWarnings(Utf8JsonWriter writer, ConfigResult result)
    {
        writer.WriteStartArray("warnings");
        foreach (var warning in result.Warnings)
        {
            writer.WriteStartObject();
            writer.WriteString("name", warning.Key);
            writer.WriteString("message", warning.ToString());
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static void WriteArray(Utf8JsonWriter writer, string name, IEnumerable<string> values)
    {
        writer.WriteStartArray(name);
        foreach (var value in values)
        {
            writer.WriteStringValue(value);
        }

        writer.WriteEndArray();
    }
}
