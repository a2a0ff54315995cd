using System.Text.Json;

namespace ConnectRuntime.Avro.Schemas;

/// <summary>Reads a schema's JSON: primitives, named types by definition and by reference, and attributes of any kind.</summary>
/// <remarks>
/// Names of records, enums, fixeds, fields and symbols must be valid. Namespaces are taken as they are, since other registries
/// hold schemas whose namespaces have dashes. A path in an error is written as <c>$.fields[2].type.items</c>.
/// </remarks>
internal sealed class AvroParser
{
    private static readonly string[] NamedOnly = ["type", "name", "namespace", "doc", "aliases"];
    private readonly Dictionary<string, AvroNamed> _names = new(StringComparer.Ordinal);

    /// <summary>Reads a schema whose text may refer to types that other texts define; each of those comes before what needs it.</summary>
    public static AvroSchema Parse(string json, IReadOnlyList<string>? referenced = null)
    {
        var parser = new AvroParser();
        foreach (var text in referenced ?? [])
        {
            parser.Read(Document(text), null, "$");
        }

        return parser.Read(Document(json), null, "$");
    }

    private static JsonElement Document(string json)
    {
        try
        {
            return JsonText.Parse(json);
        }
        catch (JsonException e)
        {
            throw SchemaErrors.NotJson(e);
        }
    }

    private AvroSchema Read(JsonElement json, string? space, string path) => json.ValueKind switch
    {
        JsonValueKind.String => Refer(json.GetString()!, space, path),
        JsonValueKind.Array => ReadUnion(json, space, path),
        JsonValueKind.Object => ReadObject(json, space, path),
        _ => throw SchemaErrors.Invalid(path, $"is {Describe(json)}", "a name, a union or an object"),
    };

    private AvroSchema Refer(string name, string? space, string path)
    {
        if (AvroPrimitive.Find(name) is { } primitive)
        {
            return primitive;
        }

        var full = AvroName.Of(name, space);
        return _names.GetValueOrDefault(full.Full) ?? _names.GetValueOrDefault(name)
            ?? throw SchemaErrors.Invalid(path, $"is the name '{full.Full}', which nothing before it defines", "a primitive or a type defined before");
    }

    private AvroUnion ReadUnion(JsonElement json, string? space, string path)
    {
        var branches = new List<AvroSchema>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var item in json.EnumerateArray())
        {
            var at = $"{path}[{branches.Count}]";
            var branch = Read(item, space, at);
            if (branch.Type == AvroType.Union)
            {
                throw SchemaErrors.Invalid(at, "is a union inside a union", "a branch of another type");
            }

            if (!seen.Add(branch is AvroNamed named ? named.Name.Full : AvroPrimitive.NameOf(branch.Type)))
            {
                throw SchemaErrors.Invalid(at, $"is a second branch of {Label(branch)}", "a branch of another type or name");
            }

            branches.Add(branch);
        }

        return new AvroUnion(branches);
    }

    private AvroSchema ReadObject(JsonElement json, string? space, string path)
    {
        if (!json.TryGetProperty("type", out var type))
        {
            throw SchemaErrors.Invalid(path, "has no 'type'", "one");
        }

        if (type.ValueKind != JsonValueKind.String)
        {
            return Read(type, space, path + ".type");
        }

        switch (type.GetString())
        {
            case "record" or "error":
                return ReadRecord(json, space, path);
            case "enum":
                return ReadEnum(json, space, path);
            case "fixed":
                return ReadFixed(json, space, path);
            case "array":
                return new AvroArray(Read(Required(json, "items", path), space, path + ".items"), Props(json, "type", "items"));
            case "map":
                return new AvroMap(Read(Required(json, "values", path), space, path + ".values"), Props(json, "type", "values"));
            case var name when AvroPrimitive.Find(name!) is { } primitive:
                var props = Props(json, "type");
                return props.Items.Count == 0 ? primitive : new AvroPrimitive(primitive.Type, props);
            case var name:
                return Refer(name!, space, path + ".type");
        }
    }

    private AvroRecord ReadRecord(JsonElement json, string? space, string path)
    {
        var name = Name(json, space, path);
        var record = Define(
            new AvroRecord(
                name,
                Text(json, "doc", path),
                Aliases(json, name, path),
                Props(json, [.. NamedOnly, "fields"]),
                json.GetProperty("type").ValueEquals("error")),
            path);
        var list = Required(json, "fields", path);
        if (list.ValueKind != JsonValueKind.Array)
        {
            throw SchemaErrors.Invalid(path + ".fields", $"is {Describe(list)}", "an array of fields");
        }

        var fields = new List<AvroField>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var item in list.EnumerateArray())
        {
            var at = $"{path}.fields[{fields.Count}]";
            var field = ReadField(item, name.Space, at);
            if (!seen.Add(field.Name))
            {
                throw SchemaErrors.Invalid(at, $"is a second field '{field.Name}'", "a name of its own");
            }

            fields.Add(field);
        }

        record.SetFields(fields);
        return record;
    }

    private AvroField ReadField(JsonElement json, string? space, string path)
    {
        if (json.ValueKind != JsonValueKind.Object)
        {
            throw SchemaErrors.Invalid(path, $"is {Describe(json)}", "a field with a name and a type");
        }

        var name = RequiredText(json, "name", path);
        if (!AvroName.IsValidPart(name))
        {
            throw SchemaErrors.Invalid(path + ".name", $"is '{name}'", "[A-Za-z_][A-Za-z0-9_]*");
        }

        var order = Text(json, "order", path) ?? "ascending";
        if (order.ToLowerInvariant() is not ("ascending" or "descending" or "ignore"))
        {
            throw SchemaErrors.Invalid(path + ".order", $"is '{order}'", "ascending, descending or ignore");
        }

        return new AvroField(name, Read(Required(json, "type", path), space, path + ".type"))
        {
            Doc = Text(json, "doc", path),
            Default = json.TryGetProperty("default", out var value) ? JsonText.Of(value) : null,
            Order = order.ToLowerInvariant(),
            Aliases = Texts(json, "aliases", path),
            Props = Props(json, "name", "type", "doc", "default", "order", "aliases"),
        };
    }

    private AvroEnum ReadEnum(JsonElement json, string? space, string path)
    {
        var name = Name(json, space, path);
        Required(json, "symbols", path);
        var symbols = Texts(json, "symbols", path);
        for (var i = 0; i < symbols.Count; i++)
        {
            if (!AvroName.IsValidPart(symbols[i]) || symbols.Take(i).Contains(symbols[i], StringComparer.Ordinal))
            {
                throw SchemaErrors.Invalid($"{path}.symbols[{i}]", $"is '{symbols[i]}'", "a valid name that no other symbol has");
            }
        }

        var fallback = Text(json, "default", path);
        if (fallback is not null && !symbols.Contains(fallback, StringComparer.Ordinal))
        {
            throw SchemaErrors.Invalid(path + ".default", $"is '{fallback}'", "one of the symbols");
        }

        var props = Props(json, [.. NamedOnly, "symbols", "default"]);
        return Define(new AvroEnum(name, symbols, fallback, Text(json, "doc", path), Aliases(json, name, path), props), path);
    }

    private AvroFixed ReadFixed(JsonElement json, string? space, string path)
    {
        var name = Name(json, space, path);
        var size = Required(json, "size", path);
        if (size.ValueKind != JsonValueKind.Number || !size.TryGetInt32(out var bytes) || bytes < 0)
        {
            throw SchemaErrors.Invalid(path + ".size", $"is {Describe(size)}", "a number of bytes");
        }

        return Define(
            new AvroFixed(name, bytes, Text(json, "doc", path), Aliases(json, name, path), Props(json, [.. NamedOnly, "size"])),
            path);
    }

    private T Define<T>(T named, string path)
        where T : AvroNamed
    {
        if (!_names.TryAdd(named.Name.Full, named))
        {
            throw SchemaErrors.Invalid(path + ".name", $"defines '{named.Name.Full}' a second time", "another name, or a reference to it by name");
        }

        return named;
    }

    private static AvroName Name(JsonElement json, string? space, string path)
    {
        var name = AvroName.Of(RequiredText(json, "name", path), Text(json, "namespace", path) ?? space);
        if (!AvroName.IsValidPart(name.Simple))
        {
            throw SchemaErrors.Invalid(path + ".name", $"is '{name.Full}'", "[A-Za-z_][A-Za-z0-9_]*");
        }

        return name.Space is null && AvroPrimitive.IsName(name.Simple)
            ? throw SchemaErrors.Invalid(path + ".name", $"is '{name.Simple}', a primitive", "a name that is not taken")
            : name;
    }

    private static List<AvroName> Aliases(JsonElement json, AvroName name, string path) =>
        [.. Texts(json, "aliases", path).Select(alias => AvroName.Of(alias, name.Space))];

    private static AvroProps Props(JsonElement json, params string[] known) => AvroProps.Of(
        [.. json.EnumerateObject()
            .Where(property => !known.Contains(property.Name, StringComparer.Ordinal))
            .Select(property => KeyValuePair.Create(property.Name, JsonText.Of(property.Value)))]);

    private static JsonElement Required(JsonElement json, string name, string path) => json.TryGetProperty(name, out var value)
        ? value
        : throw SchemaErrors.Invalid(path, $"has no '{name}'", "one");

    private static string RequiredText(JsonElement json, string name, string path)
    {
        Required(json, name, path);
        return Text(json, name, path) ?? throw SchemaErrors.Invalid($"{path}.{name}", "is null", "text");
    }

    private static string? Text(JsonElement json, string name, string path)
    {
        if (!json.TryGetProperty(name, out var value) || value.ValueKind == JsonValueKind.Null)
        {
            return null;
        }

        return value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : throw SchemaErrors.Invalid($"{path}.{name}", $"is {Describe(value)}", "text");
    }

    private static List<string> Texts(JsonElement json, string name, string path)
    {
        if (!json.TryGetProperty(name, out var list) || list.ValueKind == JsonValueKind.Null)
        {
            return [];
        }

        return list.ValueKind == JsonValueKind.Array && list.EnumerateArray().All(item => item.ValueKind == JsonValueKind.String)
            ? [.. list.EnumerateArray().Select(item => item.GetString()!)]
            : throw SchemaErrors.Invalid($"{path}.{name}", $"is {Describe(list)}", "an array of texts");
    }

    private static string Label(AvroSchema schema) => schema is AvroNamed named ? $"'{named.Name.Full}'" : AvroPrimitive.NameOf(schema.Type);

    private static string Describe(JsonElement json)
    {
        var raw = json.GetRawText();
        return raw.Length <= 60 ? raw : raw[..60] + "…";
    }
}
