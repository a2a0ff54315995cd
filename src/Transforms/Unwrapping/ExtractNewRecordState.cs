using System.Text;
using ConnectRuntime.Configuration;
using ConnectRuntime.Connectors;
using ConnectRuntime.Errors;
using ConnectRuntime.Records;

namespace ConnectRuntime.Transforms.Unwrapping;

/// <summary>Takes the row out of the change envelope: the stream is written flat, and deletes become what its mode says.</summary>
/// <remarks>
/// As Debezium's. Rows without an envelope pass as they are, their tombstones too; a tombstone that was fetched does not tell
/// whose it is and goes by the mode. A truncated table and a message of no table are dropped. A delete of which the source
/// knows no row is a tombstone in every mode but <c>drop</c>.
/// </remarks>
[Plugin(
    "io.debezium.transforms.ExtractNewRecordState",
    "io.debezium.transforms.UnwrapFromEnvelope",
    Summary = "Takes the row out of the change envelope and turns deletes into tombstones or marked rows.")]
public sealed class ExtractNewRecordState : ITransform
{
    private const string DeletedField = "__deleted";

    private UnwrapOptions _options = null!;

    /// <inheritdoc/>
    public ConfigSpec Config => UnwrapOptions.Spec;

    /// <inheritdoc/>
    public void Configure(ConnectorConfig config)
    {
        ArgumentNullException.ThrowIfNull(config);
        _options = UnwrapOptions.Read(config);
    }

    /// <inheritdoc/>
    public BoundTransform? Bind(RecordStream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        if (stream.ValueSchema is null)
        {
            return new BoundUnwrap(Plan(stream) with { Headers = [] });
        }

        if (stream.Layout != ValueLayout.Envelope)
        {
            return null;
        }

        var flat = stream with { Layout = ValueLayout.Flat, SourceSchema = null, TransactionSchema = null };
        return new BoundUnwrap(stream.ValueSchema.Kind == FieldKind.Struct
            ? Extend(stream, flat)
            : Plan(flat) with { Headers = Headers(stream) });
    }

    private UnwrapPlan Plan(RecordStream output) => new(_options.Policy, output)
    {
        OperationHeaders = [.. _options.Headers.Where(header => header.IsOperation).Select(HeaderName)],
    };

    private UnwrapPlan Extend(RecordStream stream, RecordStream flat)
    {
        var schema = new SchemaBuilder(stream.ValueSchema!);
        var ordinal = stream.ValueSchema!.CellCount;
        var deleted = -1;
        if (_options.Policy.Rewrites)
        {
            schema.Field(DeletedField, RecordSchema.String.WithNullable(true), deleted = ordinal++);
        }

        var fields = new List<AddedField>();
        foreach (var field in _options.Fields)
        {
            if (field.Find(stream) is { } path)
            {
                schema.Field(_options.FieldsPrefix + field.Name, path.Schema.WithNullable(true), ordinal);
                fields.Add(new AddedField(path, ordinal++));
            }
        }

        var output = flat with { ValueSchema = schema.Build() };
        return Plan(output) with
        {
            Fields = [.. fields],
            Headers = Headers(stream),
            DeletedOrdinal = deleted,
            Route = _options.RouteByField is { } route ? new TopicByField(output, route) : null,
        };
    }

    private AddedHeader[] Headers(RecordStream stream)
    {
        var headers = new List<AddedHeader>();
        foreach (var header in _options.Headers)
        {
            if (header.Find(stream) is not { } path)
            {
                continue;
            }

            if (path.Schema.Kind == FieldKind.Struct)
            {
                throw new ConnectException(
                    ErrorKind.Config,
                    "UNW003",
                    $"Cannot add header '{header.Path}' to rows of topic '{stream.Topic}': it is {path.Schema}, a field that is no struct "
                    + "is required. Name its fields in add.headers.");
            }

            headers.Add(new AddedHeader(path, HeaderName(header)));
        }

        return [.. headers];
    }

    private byte[] HeaderName(MetadataField header) => Encoding.UTF8.GetBytes(_options.HeadersPrefix + header.Name);
}
