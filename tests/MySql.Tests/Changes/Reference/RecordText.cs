using System.Text;
using System.Text.Json.Nodes;
using ConnectRuntime.Records;

namespace ConnectRuntime.MySql.Tests.Changes.Reference;

/// <summary>Records as JSON for a comparison, without what differs from run to run: the connector's version, the run, and when something was handled.</summary>
internal static class RecordText
{
    /// <summary>A record of the reference connector.</summary>
    public static JsonObject Of(ReferenceRecord record)
    {
        var headers = new JsonArray();
        foreach (var header in record.Headers)
        {
            headers.Add(Header((string)header![0]!, header[1]!["payload"]!.DeepClone()));
        }

        return Whole(record.KeySchema?.DeepClone(), record.Key?.DeepClone(), record.ValueSchema?.DeepClone(), record.Value?.DeepClone(), headers);
    }

    /// <summary>A row of ours.</summary>
    public static JsonObject Of(RecordBatch batch, int index)
    {
        var row = new RowReader(batch, index);
        var value = Value(row);
        return Whole(
            row.Row.Key < 0 ? null : ConnectJson.Schema(row.Stream.KeySchema),
            ConnectJson.Value(row.Key),
            value is null ? null : ConnectJson.Schema(row.Stream.WrittenSchema),
            value,
            Headers(batch, index));
    }

    /// <summary>The value as it is written: the envelope, or what the row holds.</summary>
    public static JsonNode? Value(RowReader row)
    {
        if (row.Row.IsTombstone)
        {
            return null;
        }

        return row.Stream.Layout == ValueLayout.Flat ? ConnectJson.Value(row.After) : Envelope(row);
    }

    private static JsonObject Envelope(RowReader row)
    {
        var json = new JsonObject
        {
            ["before"] = ConnectJson.Value(row.Before),
            ["after"] = ConnectJson.Value(row.After),
            ["source"] = ConnectJson.Value(row.Source),
        };
        if (row.Stream.TransactionSchema is not null)
        {
            json["transaction"] = ConnectJson.Value(row.Transaction);
        }

        json["op"] = ((char)row.Operation.Code()).ToString();
        json["ts_ms"] = row.Row.ProcessedAt / 1_000_000;
        json["ts_us"] = row.Row.ProcessedAt / 1_000;
        json["ts_ns"] = row.Row.ProcessedAt;
        return json;
    }

    private static JsonArray Headers(RecordBatch batch, int index)
    {
        var json = new JsonArray();
        ref readonly var row = ref batch.Rows[index];
        foreach (var header in batch.Headers.Slice(row.HeaderStart, row.HeaderCount))
        {
            var name = Encoding.UTF8.GetString(batch.Arena.Slice(header.NameStart, header.NameLength));
            var text = Encoding.UTF8.GetString(batch[header.Value]);
            json.Add(Header(name, text.StartsWith('{') ? JsonNode.Parse(text)! : text));
        }

        return json;
    }

    private static JsonObject Header(string name, JsonNode value) => new() { [name] = name.EndsWith("runId", StringComparison.Ordinal) ? "run" : value };

    private static JsonObject Whole(JsonNode? keySchema, JsonNode? key, JsonNode? valueSchema, JsonNode? value, JsonArray headers)
    {
        if (value is JsonObject parts)
        {
            Erase(parts, "ts_ms", "ts_us", "ts_ns");
            if (parts["source"] is JsonObject source)
            {
                Erase(source, "version");
                if (source["snapshot"] is not null)
                {
                    Erase(source, "ts_ns");
                }
            }
        }

        return new JsonObject { ["key"] = key, ["value"] = value, ["headers"] = headers, ["keySchema"] = keySchema, ["valueSchema"] = valueSchema };
    }

    private static void Erase(JsonObject json, params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (json.ContainsKey(name))
            {
                json[name] = "erased";
            }
        }
    }
}
