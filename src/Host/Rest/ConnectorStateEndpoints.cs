using ConnectRuntime.Runtime.Management;

namespace ConnectRuntime.Host.Rest;

/// <summary>What a connector does, and what it shall do: status, pause, resume, stop, restart.</summary>
internal sealed class ConnectorStateEndpoints(IWorkerView worker)
{
    /// <summary>Maps them.</summary>
    public void Map(IEndpointRouteBuilder routes)
    {
        routes.Read("/connectors/{name}/status", StatusAsync);
        routes.Put("/connectors/{name}/pause", context => SetAsync(context, TargetState.Paused, StatusCodes.Status202Accepted));
        routes.Put("/connectors/{name}/resume", context => SetAsync(context, TargetState.Started, StatusCodes.Status202Accepted));
        routes.Put("/connectors/{name}/stop", context => SetAsync(context, TargetState.Stopped, StatusCodes.Status204NoContent));
        routes.Post("/connectors/{name}/restart", RestartAsync);
    }

    private Task StatusAsync(HttpContext context)
    {
        var name = context.Segment("name");
        var status = NotFoundPolicy.Or($"No status found for connector {name}", () => worker.Connectors.GetStatus(name));
        return RestReply.JsonAsync(context, json => ConnectorJson.WriteStatus(json, status));
    }

    private async Task SetAsync(HttpContext context, TargetState state, int reply)
    {
        var name = context.Segment("name");
        await NotFoundPolicy.OrAsync(
            $"Unknown connector {name}", () => worker.Connectors.SetTargetStateAsync(name, state, context.RequestAborted));
        await RestReply.EmptyAsync(context, reply);
    }

    private async Task RestartAsync(HttpContext context)
    {
        var name = context.Segment("name");
        var includeTasks = context.Flag("includeTasks");
        var onlyFailed = context.Flag("onlyFailed");
        var status = await NotFoundPolicy.OrAsync(
            $"Unknown connector: {name}", () => worker.Connectors.RestartAsync(name, includeTasks, onlyFailed, context.RequestAborted));
        await (includeTasks || onlyFailed
            ? RestReply.JsonAsync(context, StatusCodes.Status202Accepted, json => ConnectorJson.WriteStatus(json, status))
            : RestReply.EmptyAsync(context, StatusCodes.Status204NoContent));
    }
}
