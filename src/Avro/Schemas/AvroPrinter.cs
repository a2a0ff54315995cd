using System.Globalization;
using System.Text;

namespace ConnectRuntime.Avro.Schemas;

/// <summary>Prints a schema with everything its author wrote, in the order of Java's <c>Schema.toString(false)</c>.</summary>
/// <remarks>
/// <code>
/// record  type name namespace? doc? fields […] attributes… aliases?
/// field   name type doc? default? order? aliases? attributes…
/// enum    type name namespace? doc? symbols […] default? attributes… aliases?
/// fixed   type name namespace? doc? size attributes… aliases?
/// others  type items|values? attributes…;  a primitive without attributes is its name
/// </code>
/// A named type is printed in full where it first appears and as its name after that. A namespace is printed where it differs
/// from the one around it.
/// </remarks>
internal sealed class AvroPrinter
{
    private readonly StringBuilder _text = new();
    private readonly HashSet<AvroNamed> _printed = [];

    public static string Print(AvroSchema schema)
    {
        var printer = new AvroPrinter();
        printer.Schema(schema, null);
        return printer._text.ToString();
    }

    private void Schema(AvroSchema schema, string? space)
    {
        switch (schema)
        {
            case AvroNamed named when !_printed.Add(named):
                JsonText.Append(_text, named.Name.Within(space));
                break;
            case AvroNamed named:
                Named(named, space);
                break;
            case AvroUnion union:
                _text.Append('[');
                foreach (var branch in union.Branches)
                {
                    JsonText.Separate(_text, '[');
                    Schema(branch, space);
                }

                _text.Append(']');
                break;
            case AvroPrimitive when schema.Props.Items.Count == 0:
                JsonText.Append(_text, AvroPrimitive.NameOf(schema.Type));
                break;
            default:
                Parts(schema, space);
                break;
        }
    }

    private void Parts(AvroSchema schema, string? space)
    {
        _text.Append('{');
        Member("type", AvroPrimitive.NameOf(schema.Type));
        if (schema is AvroArray array)
        {
            Key("items");
            Schema(array.Items, space);
        }
        else if (schema is AvroMap map)
        {
            Key("values");
            Schema(map.Values, space);
        }

        Props(schema.Props);
        _text.Append('}');
    }

    private void Named(AvroNamed named, string? space)
    {
        _text.Append('{');
        Member("type", named is AvroRecord { IsError: true } ? "error" : AvroPrimitive.NameOf(named.Type));
        Member("name", named.Name.Simple);
        if (named.Name.Space != space)
        {
            Member("namespace", named.Name.Space ?? string.Empty);
        }

        if (named.Doc is not null)
        {
            Member("doc", named.Doc);
        }

        Body(named);
        Props(named.Props);
        if (named.Aliases.Count > 0)
        {
            Texts("aliases", named.Aliases.Select(alias => alias.Within(named.Name.Space)));
        }

        _text.Append('}');
    }

    private void Body(AvroNamed named)
    {
        switch (named)
        {
            case AvroEnum symbols:
                Texts("symbols", symbols.Symbols);
                if (symbols.Default is not null)
                {
                    Member("default", symbols.Default);
                }

                break;
            case AvroFixed block:
                Key("size");
                _text.Append(block.Size.ToString(CultureInfo.InvariantCulture));
                break;
            case AvroRecord record:
                Key("fields");
                _text.Append('[');
                foreach (var field in record.Fields)
                {
                    JsonText.Separate(_text, '[');
                    Field(field, record.Name.Space);
                }

                _text.Append(']');
                break;
        }
    }

    private void Field(AvroField field, string? space)
    {
        _text.Append('{');
        Member("name", field.Name);
        Key("type");
        Schema(field.Schema, space);
        if (field.Doc is not null)
        {
            Member("doc", field.Doc);
        }

        if (field.Default is not null)
        {
            Key("default");
            _text.Append(field.Default);
        }

        if (field.Order != "ascending")
        {
            Member("order", field.Order);
        }

        if (field.Aliases.Count > 0)
        {
            Texts("aliases", field.Aliases);
        }

        Props(field.Props);
        _text.Append('}');
    }

    private void Props(AvroProps props)
    {
        foreach (var (name, value) in props.Items)
        {
            Key(name);
            _text.Append(value);
        }
    }

    private void Texts(string name, IEnumerable<string> values)
    {
        Key(name);
        _text.Append('[');
        foreach (var value in values)
        {
            JsonText.Separate(_text, '[');
            JsonText.Append(_text, value);
        }

        _text.Append(']');
    }

    private void Member(string name, string value)
    {
        Key(name);
        JsonText.Append(_text, value);
    }

    private void Key(string name)
    {
        JsonText.Separate(_text, '{');
        JsonText.Append(_text, name);
        _text.Append(':');
    }
}
