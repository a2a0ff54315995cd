using System.Text.Json;

namespace ConnectRuntime.Avro.Schemas;

/// <summary>Attributes of a schema in the order they were written, their values as JSON text.</summary>
public sealed class AvroProps
{
    /// <summary>No attributes.</summary>
    public static readonly AvroProps None = new([]);

    private readonly IReadOnlyList<KeyValuePair<string, string>> _items;

    private AvroProps(IReadOnlyList<KeyValuePair<string, string>> items) => _items = items;

    /// <summary>Names and values, as JSON text without white space.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Items => _items;

    /// <summary>Attributes from pairs; none gives <see cref="None"/>.</summary>
    public static AvroProps Of(IReadOnlyList<KeyValuePair<string, string>> items) => items.Count == 0 ? None : new AvroProps(items);

    /// <summary>The JSON text of an attribute, or null.</summary>
    public string? Raw(string name)
    {
        foreach (var (key, value) in _items)
        {
            if (key == name)
            {
                return value;
            }
        }

        return null;
    }

    /// <summary>An attribute that is text, or null where there is none or it is something else.</summary>
    public string? Text(string name) => Json(name) is { ValueKind: JsonValueKind.String } value ? value.GetString() : null;

    /// <summary>An attribute that is a whole number, or null where there is none or it is something else.</summary>
    public int? Number(string name) =>
        Json(name) is { ValueKind: JsonValueKind.Number } value && value.TryGetInt32(out var number) ? number : null;

    /// <summary>An attribute as JSON, or null.</summary>
    public JsonElement? Json(string name) => Raw(name) is { } raw ? JsonText.Parse(raw) : null;
}
