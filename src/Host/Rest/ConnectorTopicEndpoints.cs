namespace ConnectRuntime.Host.Rest;

/// <summary><c>/connectors/{name}/topics</c>: the topics a connector has moved records of.</summary>
internal sealed class ConnectorTopicEndpoints(IWorkerView worker)
{
    /// <summary>Maps them.</summary>
    public void Map(IEndpointRouteBuilder routes)
    {
        routes.Read("/connectors/{name}/topics", ListAsync);
        routes.Put("/connectors/{name}/topics/reset", _ => throw new RestException(
            StatusCodes.Status403Forbidden, "Topic tracking reset is disabled."));
    }

    private Task ListAsync(HttpContext context)
    {
        var name = context.Segment("name");
        var topics = worker.Connectors.GetTopics(name);
        return RestReply.JsonAsync(context, json =>
        {
            json.WriteStartObject();
            json.WriteStartObject(name);
            json.WriteStartArray("topics");
            foreach (var topic in topics)
            {
                json.WriteStringValue(topic);
            }

            json.WriteEndArray();
            json.WriteEndObject();
            json.WriteEndObject();
        });
    }
}
