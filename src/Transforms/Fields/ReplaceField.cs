using ConnectRuntime.Configuration;
using ConnectRuntime.Errors;
using ConnectRuntime.Records;

namespace ConnectRuntime.Transforms.Fields;

/// <summary>Drops, keeps and renames fields, by another schema over the same cells: rows are not touched.</summary>
/// <remarks>
/// As Kafka Connect's <c>ReplaceField</c>: exclusion wins over inclusion, both go by the old names, and a field that a stream
/// does not have is ignored. Beyond it, names may be paths, see <see cref="FieldTarget"/>. Inclusion keeps to the part of the
/// row that it names fields of: <c>include=id</c> leaves the source block of an envelope as it is.
/// </remarks>
public abstract class ReplaceField : ITransform
{
    private static readonly ConfigKey<IReadOnlyList<string>> s_exclude = ConfigKey.List("exclude")
        .Must(paths => paths.All(FieldTarget.CanRead), "names separated by single dots, those with dots in backticks")
        .Default().Doc("Fields to drop. Wins over include. On a change envelope, 'source' and 'transaction' drop the whole block.");

    private static readonly ConfigKey<IReadOnlyList<string>> s_include = ConfigKey.List("include")
        .Must(paths => paths.All(FieldTarget.CanRead), "names separated by single dots, those with dots in backticks")
        .Default().Doc("Fields to keep; all others of the same part of the row are dropped. Empty keeps all.");

    private static readonly ConfigKey<IReadOnlyList<FieldRename>> s_renames = ConfigKey
        .Custom("renames", "a field and its new name, joined by a colon", FieldRename.Parse)
        .AsList().Default().Doc("Pairs old:new. Old may be a path, new is a name.");

    private static readonly ConfigSpec s_spec = ConfigSpec.Of(s_exclude, s_include, s_renames)
        .Alias("blacklist", s_exclude)
        .Alias("whitelist", s_include)
        .Ignored("field.syntax.version", "Names are paths wherever no field of that name exists.")
        .Ignored("replace.null.with.default", "A null stays null, whatever the field's default.");

    private readonly bool _isKey;
    private IReadOnlyList<string> _exclude = [];
    private IReadOnlyList<string> _include = [];
    private IReadOnlyList<FieldRename> _renames = [];

    private protected ReplaceField(bool isKey) => _isKey = isKey;

    /// <inheritdoc/>
    public ConfigSpec Config => s_spec;

    /// <inheritdoc/>
    public void Configure(ConnectorConfig config)
    {
        ArgumentNullException.ThrowIfNull(config);
        _exclude = config.Get(s_exclude);
        _include = config.Get(s_include);
        _renames = config.Get(s_renames);
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

        var output = Edit(stream, Collect(stream));
        return output == stream ? null : new StreamChange(output);
    }

    private SchemaEdit Collect(RecordStream stream)
    {
        // The first level of the tree is the part of the row.
        var root = new SchemaEdit();
        foreach (var path in _exclude)
        {
            Visit(root, stream, path, isRename: false, edit => edit.IsExcluded = true);
        }

        foreach (var path in _include)
        {
            Visit(root, stream, path, isRename: false, edit => edit.IsIncluded = true);
        }

        foreach (var (path, name) in _renames)
        {
            Visit(root, stream, path, isRename: true, edit => edit.NewName = name);
        }

        return root;
    }

    private void Visit(SchemaEdit root, RecordStream stream, string path, bool isRename, Action<SchemaEdit> change)
    {
        foreach (var (part, names) in FieldTarget.Find(stream, _isKey, path))
        {
            var isBlock = part is RowPart.Source or RowPart.Transaction;
            if (part >= RowPart.Operation || (names.Length == 0 && (isRename || !isBlock)))
            {
                throw FieldErrors.FixedPart(stream, path);
            }

            change(root.At([part.ToString(), .. names]));
        }
    }

    private static RecordStream Edit(RecordStream stream, SchemaEdit root)
    {
        var value = Part(RowPart.After, stream.ValueSchema);
        if (stream.Layout == ValueLayout.Envelope && !ReferenceEquals(value, Part(RowPart.Before, stream.ValueSchema)))
        {
            throw new ConnectException(
                ErrorKind.Config,
                "FLD003",
                $"Cannot change fields of topic '{stream.Topic}': before and after would differ, one schema for both is required. "
                + "Name the column without 'before.' or 'after.'.");
        }

        return stream with
        {
            KeySchema = Part(RowPart.Key, stream.KeySchema),
            ValueSchema = value,
            SourceSchema = Part(RowPart.Source, stream.SourceSchema),
            TransactionSchema = Part(RowPart.Transaction, stream.TransactionSchema),
        };

        RecordSchema? Part(RowPart part, RecordSchema? schema)
        {
            var edit = root.At([part.ToString()]);
            return schema is null || edit.IsExcluded ? null : edit.Apply(schema);
        }
    }
}
