using System.Text;
using System.Text.Json;
using ConnectRuntime.Records;

namespace ConnectRuntime.Testing.Connectors;

/// <summary>A row as a test compares it, taken out of its batch.</summary>
/// <param name="Topic">Where it goes.</param>
/// <param name="Key">The key as JSON; null for none.</param>
/// <param name="Value">The value as JSON; null for none.</param>
/// <param name="Error">Why it failed; null for a row that is well.</param>
public sealed record ReadRow(string Topic, string? Key, string? Value, string? Error)
{
    /// <summary>Its headers: text and numbers as text, bytes as Latin-1.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    /// <summary>Its time.</summary>
    public long Timestamp { get; init; }

    /// <summary>The schema of its value.</summary>
    public RecordSchema? Schema { get; init; }

    /// <summary>Takes all rows of a batch, failed ones included.</summary>
    public static IEnumerable<ReadRow> Of(RecordBatch batch)
    {
        var rows = new List<ReadRow>(batch.RowCount);
        for (var i = 0; i < batch.RowCount; i++)
        {
            var row = new RowReader(batch, i);
            var error = batch.Failures.FirstOrDefault(failure => failure.Row == i).Error?.Message;
            rows.Add(new ReadRow(row.Topic, Json(row.Key, row.Row.Key), Json(row.After, row.Row.After), error)
            {
                Headers = HeadersOf(batch, row.Row),
                Timestamp = row.Row.Timestamp,
                Schema = row.Stream.ValueSchema,
            });
        }

        return rows;
    }

    private static string? Json(ValueReader value, int root)
    {
        if (root < 0)
        {
            return null;
        }

        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            value.WriteTo(json);
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private static Dictionary<string, string> HeadersOf(RecordBatch batch, Row row)
    {
        var headers = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var header in batch.Headers.Slice(row.HeaderStart, row.HeaderCount))
        {
            headers[Encoding.UTF8.GetString(batch.Arena.Slice(header.NameStart, header.NameLength))] = header.Value.Kind switch
            {
                FieldKind.String => Encoding.UTF8.GetString(batch[header.Value]),
                FieldKind.Bytes => Encoding.Latin1.GetString(batch[header.Value]),
                _ => header.Value.Int64.ToString(System.Globalization.CultureInfo.InvariantCulture),
            };
        }

        return headers;
    }
}
