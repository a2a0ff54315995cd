using System.Globalization;
using System.Text;

namespace ConnectRuntime.Avro.Schemas;

/// <summary>The Parsing Canonical Form of a schema: what decides how data is read, and nothing else.</summary>
/// <remarks>
/// Full names; of the attributes only name, type, fields, symbols, items, values and size, in that order; no white space.
/// Defined under "Transforming into Parsing Canonical Form" of the Avro specification.
/// </remarks>
public static class ParsingCanonicalForm
{
    /// <summary>The form's text.</summary>
    public static string Of(AvroSchema schema)
    {
        var text = new StringBuilder();
        Append(text, schema, []);
        return text.ToString();
    }

    private static void Append(StringBuilder text, AvroSchema schema, HashSet<string> written)
    {
        switch (schema)
        {
            case AvroNamed named when !written.Add(named.Name.Full):
                JsonText.Append(text, named.Name.Full);
                break;
            case AvroNamed named:
                text.Append("{\"name\":");
                JsonText.Append(text, named.Name.Full);
                text.Append(",\"type\":\"").Append(AvroPrimitive.NameOf(named.Type)).Append('"');
                AppendBody(text, named, written);
                text.Append('}');
                break;
            case AvroUnion union:
                AppendList(text, union.Branches, branch => Append(text, branch, written));
                break;
            case AvroArray array:
                text.Append("{\"type\":\"array\",\"items\":");
                Append(text, array.Items, written);
                text.Append('}');
                break;
            case AvroMap map:
                text.Append("{\"type\":\"map\",\"values\":");
                Append(text, map.Values, written);
                text.Append('}');
                break;
            default:
                JsonText.Append(text, AvroPrimitive.NameOf(schema.Type));
                break;
        }
    }

    private static void AppendBody(StringBuilder text, AvroNamed named, HashSet<string> written)
    {
        switch (named)
        {
            case AvroEnum symbols:
                text.Append(",\"symbols\":");
                AppendList(text, symbols.Symbols, symbol => JsonText.Append(text, symbol));
                break;
            case AvroFixed block:
                text.Append(",\"size\":").Append(block.Size.ToString(CultureInfo.InvariantCulture));
                break;
            case AvroRecord record:
                text.Append(",\"fields\":");
                AppendList(text, record.Fields, field =>
                {
                    text.Append("{\"name\":");
                    JsonText.Append(text, field.Name);
                    text.Append(",\"type\":");
                    Append(text, field.Schema, written);
                    text.Append('}');
                });
                break;
        }
    }

    private static void AppendList<T>(StringBuilder text, IReadOnlyList<T> items, Action<T> append)
    {
        text.Append('[');
        foreach (var item in items)
        {
            JsonText.Separate(text, '[');
            append(item);
        }

        text.Append(']');
    }
}
