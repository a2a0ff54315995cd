using System.Text;
using System.Text.Json.Nodes;
using ConnectRuntime.Records;

namespace ConnectRuntime.MySql.Tests.Reference;

/// <summary>Takes the rows of a batch out of it as records, envelopes included.</summary>
internal static class BatchRecords
{
    public static List<ReferenceRecord> Of(RecordBatch batch)
    {
        var records = new List<ReferenceRecord>();
        foreach (var row in batch)
        {
            var hasKey = row.Row.Key >= 0;
            var value = row.Row.IsTombstone ? null : row.Stream.Layout == ValueLayout.Envelope ? Envelope(row) : ConnectJsonValue.Of(row.After);
            records.Add(new ReferenceRecord(
                row.Topic,
                hasKey ? ConnectJsonValue.Of(row.Key) : null,
                hasKey ? ConnectJsonSchema.Of(row.Stream.KeySchema) : null,
                value,
                value is null ? null : ConnectJsonSchema.Of(row.Stream.WrittenSchema),
                Headers(batch, row.Row)));
        }

        return records;
    }

    private static JsonObject Envelope(RowReader row)
    {
        var json = new JsonObject { [EnvelopeSchema.Before] = ConnectJsonValue.Of(row.Before), [EnvelopeSchema.After] = ConnectJsonValue.Of(row.After) };
        if (row.Stream.SourceSchema is not null)
        {
            json[EnvelopeSchema.Source] = ConnectJsonValue.Of(row.Source);
        }

        if (row.Stream.TransactionSchema is not null)
        {
            json[EnvelopeSchema.Transaction] = ConnectJsonValue.Of(row.Transaction);
        }

        json[EnvelopeSchema.Operation] = ((char)row.Operation.Code()).ToString();
        json[EnvelopeSchema.Millis] = Time(row.Row.ProcessedAt, 1_000_000);
        json[EnvelopeSchema.Micros] = Time(row.Row.ProcessedAt, 1_000);
        json[EnvelopeSchema.Nanos] = Time(row.Row.ProcessedAt, 1);
        return json;
    }

    private static JsonNode? Time(long nanos, long unit) => nanos == 0 ? null : nanos / unit;

    private static List<KeyValuePair<string, JsonNode?>> Headers(RecordBatch batch, Row row)
    {
        var headers = new List<KeyValuePair<string, JsonNode?>>();
        foreach (var header in batch.Headers.Slice(row.HeaderStart, row.HeaderCount))
        {
            var name = Encoding.UTF8.GetString(batch.Arena.Slice(header.NameStart, header.NameLength));
            headers.Add(new(name, ConnectJsonValue.Of(new ValueReader(batch, null, header.Value))));
        }

        return headers;
    }
}
