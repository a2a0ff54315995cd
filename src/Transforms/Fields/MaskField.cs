using ConnectRuntime.Configuration;
using ConnectRuntime.Records;

namespace ConnectRuntime.Transforms.Fields;

/// <summary>Puts a zero of the field's type, or a replacement, in the place of values.</summary>
/// <remarks>
/// As Kafka Connect's <c>MaskField</c>, with paths, see <see cref="FieldTarget"/>. Null stays null and what the source did not
/// log stays so. Differences: a tombstone passes, which Kafka Connect refuses; bytes become empty, which it refuses; a decimal
/// becomes zero of its own scale, where it fails on any scale but 0. A struct cannot be masked: its fields can.
/// </remarks>
public abstract class MaskField : ITransform
{
    private static readonly ConfigKey<IReadOnlyList<string>> s_fields = ConfigKey.List("fields")
        .Must(paths => paths.Count > 0, "at least one field")
        .Must(paths => paths.All(FieldTarget.CanRead), "names separated by single dots, those with dots in backticks")
        .High().Doc("Fields to mask. One that a topic does not have is ignored.");

    private static readonly ConfigKey<string?> s_replacement = ConfigKey.Verbatim("replacement").Optional()
        .Doc("What stands in the place of numbers and texts, read as the type of each field; not set, it is 0 or the empty text.");

    private static readonly ConfigSpec s_spec = ConfigSpec.Of(s_fields, s_replacement)
        .Ignored("replace.null.with.default", "A null stays null, whatever the field's default.");

    private readonly bool _isKey;
    private IReadOnlyList<string> _fields = [];
    private string? _replacement;

    private protected MaskField(bool isKey) => _isKey = isKey;

    /// <inheritdoc/>
    public ConfigSpec Config => s_spec;

    /// <inheritdoc/>
    public void Configure(ConnectorConfig config)
    {
        ArgumentNullException.ThrowIfNull(config);
        _fields = config.Get(s_fields);
        _replacement = config.Get(s_replacement);
    }

    /// <inheritdoc/>
    public BoundTransform? Bind(RecordStream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        var schema = _isKey ? stream.KeySchema : stream.ValueSchema;
        if (schema is null)
        {
            return null;
        }

        if (schema.Kind != FieldKind.Struct)
        {
            throw FieldErrors.NoStruct(stream, _isKey, schema);
        }

        var masks = new List<FieldMask>();
        foreach (var path in _fields)
        {
            foreach (var (part, names) in FieldTarget.Find(stream, _isKey, path))
            {
                if (names.Length == 0 || part >= RowPart.Operation)
                {
                    throw FieldErrors.FixedPart(stream, path);
                }

                if (FieldPath.InPart(stream, part, names) is { } found)
                {
                    masks.Add(new FieldMask(found, MaskValue.For(stream, path, found.Schema, _replacement)));
                }
            }
        }

        return masks.Count == 0 ? null : new BoundMask(stream, [.. masks]);
    }
}
