using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using ConnectRuntime.Records;

namespace ConnectRuntime.MySql.Tests.Rig;

/// <summary>A change as a test compares it, taken out of its batch: all parts as JSON, null for none.</summary>
public sealed record ChangeRow(string Topic, RowOperation Operation, string? Key, string? Before, string? After, string? Source, string? Transaction)
{
    /// <summary>The schema of before and after.</summary>
    public RecordSchema? Schema { get; init; }

    /// <summary>Takes all rows of a batch that are to be written; one that failed is an error.</summary>
    public static List<ChangeRow> Of(RecordBatch batch)
    {
        Assert.Empty(batch.Failures);
        var rows = new List<ChangeRow>(batch.RowCount);
        for (var i = 0; i < batch.RowCount; i++)
        {
            if (!batch.Rows[i].IsLive)
            {
                continue;
            }

            var row = new RowReader(batch, i);
            rows.Add(new ChangeRow(
                row.Topic,
                row.Row.Operation,
                Json(row.Key, row.Row.Key),
                Json(row.Before, row.Row.Before),
                Json(row.After, row.Row.After),
                Json(row.Source, row.Row.Source),
                Json(row.Transaction, row.Row.Transaction))
            {
                Schema = row.Stream.ValueSchema,
            });
        }

        return rows;
    }

    /// <summary>A field of the source block.</summary>
    public JsonElement SourceField(string name) => JsonDocument.Parse(Source!).RootElement.GetProperty(name);

    /// <summary>A field of the row afterwards.</summary>
    public JsonElement AfterField(string name) => JsonDocument.Parse(After!).RootElement.GetProperty(name);

    private static string? Json(ValueReader value, int root)
    {
        if (root < 0)
        {
            return null;
        }

        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            value.WriteTo(json);
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
