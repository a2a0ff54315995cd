using System.Text.Json;
using ConnectRuntime.Runtime.Management;

namespace ConnectRuntime.Host.Rest;

/// <summary><c>/connectors/{name}/offsets</c>: where a connector stands in every partition.</summary>
internal sealed class OffsetEndpoints(IWorkerView worker)
{
    /// <summary>Maps them.</summary>
    public void Map(IEndpointRouteBuilder routes) => routes.Read("/connectors/{name}/offsets", ListAsync);

    private async Task ListAsync(HttpContext context)
    {
        var name = context.Segment("name");
        var offsets = await NotFoundPolicy.OrAsync(
            ConnectorEndpoints.NotFound(name), () => worker.Connectors.GetOffsetsAsync(name, context.RequestAborted));
        await RestReply.JsonAsync(context, json =>
        {
            json.WriteStartObject();
            json.WriteStartArray("offsets");
            foreach (var offset in offsets)
            {
                json.WriteStartObject();
                Write(json, offset);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        });
    }

    private static void Write(Utf8JsonWriter json, ConnectorOffset offset)
    {
        switch (offset)
        {
            case ConnectorOffset.Source source:
                json.WritePropertyName("partition");
                json.WriteRawValue(source.Partition);
                json.WritePropertyName("offset");
                json.WriteRawValue(source.Offset);
                break;
            case ConnectorOffset.Sink sink:
                json.WriteStartObject("partition");
                json.WriteNumber("kafka_partition", sink.Partition.Partition);
                json.WriteString("kafka_topic", sink.Partition.Topic);
                json.WriteEndObject();
                json.WriteStartObject("offset");
                json.WriteNumber("kafka_offset", sink.Next);
                json.WriteEndObject();
                break;
        }
    }
}
