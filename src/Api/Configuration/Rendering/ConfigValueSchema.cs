using System.Text.Json;

namespace ConnectRuntime.Configuration.Rendering;

/// <summary>Writes the schema of one option's value, which in a file may be a JSON scalar or its text.</summary>
internal static class ConfigValueSchema
{
    /// <summary>What an option may be in a file before its type is known.</summary>
    public static readonly IReadOnlyList<string> Scalars = ["string", "number", "boolean"];

    public static void Write(Utf8JsonWriter writer, string property, ConfigDefinition option)
    {
        writer.WriteStartObject(property);
        writer.WriteString("title", option.DisplayName);
        writer.WriteString("description", ConfigWords.Sentences(option));
        WriteDefault(writer, option);
        WriteType(writer, option);
        writer.WriteEndObject();
    }

    private static void WriteDefault(Utf8JsonWriter writer, ConfigDefinition option)
    {
        if (option.IsSecret || option.Default is not { } text)
        {
            return;
        }

        if (option.Type is ConfigType.Boolean or ConfigType.Int or ConfigType.Short or ConfigType.Long)
        {
            writer.WritePropertyName("default");
            writer.WriteRawValue(text);
        }
        else
        {
            writer.WriteString("default", text);
        }
    }

    private static void WriteType(Utf8JsonWriter writer, ConfigDefinition option)
    {
        switch (option.Type)
        {
            case ConfigType.Boolean:
                Either(writer, "boolean", null, null, @"^\s*([Tt][Rr][Uu][Ee]|[Ff][Aa][Ll][Ss][Ee])\s*$");
                break;
            case ConfigType.Int or ConfigType.Short or ConfigType.Long:
                var unit = option.AllowsUnit ? @"\s*[A-Za-z]*" : "";
                Either(writer, "integer", option.Minimum, option.Maximum, $@"^\s*[-+]?[0-9]+{unit}\s*$");
                break;
            case ConfigType.Double:
                Either(writer, "number", option.Minimum, option.Maximum, @"^\s*[-+]?[0-9.]+([Ee][-+]?[0-9]+)?\s*$");
                break;
            case ConfigType.String when option.Values.Count > 0:
                WriteChoice(writer, option);
                break;
            default:
                writer.WriteStartArray("type");
                Scalars.ToList().ForEach(writer.WriteStringValue);
                writer.WriteEndArray();
                break;
        }
    }

    private static void Either(Utf8JsonWriter writer, string type, string? min, string? max, string textPattern)
    {
        writer.WriteStartArray("anyOf");
        writer.WriteStartObject();
        writer.WriteString("type", type);
        Raw(writer, "minimum", min);
        Raw(writer, "maximum", max);
        writer.WriteEndObject();
        WriteText(writer, textPattern);
        writer.WriteEndArray();
    }

    private static void WriteChoice(Utf8JsonWriter writer, ConfigDefinition option)
    {
        writer.WriteStartArray("anyOf");
        writer.WriteStartObject();
        writer.WriteStartArray("enum");
        foreach (var value in option.Values)
        {
            writer.WriteStringValue(value);
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
        WriteText(writer, $@"^\s*({string.Join('|', option.Values.Select(SchemaPattern.AnyCase))})\s*$");
        writer.WriteEndArray();
    }

    private static void WriteText(Utf8JsonWriter writer, string pattern)
    {
        writer.WriteStartObject();
        writer.WriteString("type", "string");
        writer.WriteString("pattern", $"{pattern}|{SchemaPattern.Reference}");
        writer.WriteEndObject();
    }

    private static void Raw(Utf8JsonWriter writer, string name, string? number)
    {
        if (number is not null)
        {
            writer.WritePropertyName(name);
            writer.WriteRawValue(number);
        }
    }
}
