namespace ConnectRuntime.Host.Rest;

/// <summary><c>/connectors/{name}/config</c>: show, replace or create, change.</summary>
internal sealed class ConnectorConfigEndpoints(IWorkerView worker)
{
    private const string Path = "/connectors/{name}/config";

    /// <summary>Maps them.</summary>
    public void Map(IEndpointRouteBuilder routes)
    {
        routes.Read(Path, ShowAsync);
        routes.Put(Path, PutAsync);
        routes.Patch(Path, PatchAsync);
    }

    private Task ShowAsync(HttpContext context)
    {
        var name = context.Segment("name");
        var info = NotFoundPolicy.Or(ConnectorEndpoints.NotFound(name), () => worker.Connectors.Get(name));
        return RestReply.JsonAsync(context, json => ConnectorJson.WriteMap(json, info.Config));
    }

    private async Task PutAsync(HttpContext context)
    {
        var name = context.Segment("name");
        var config = CreateRequest.WithName(name, await RestBody.ReadConfigAsync(context));
        var (info, created) = await worker.Connectors.PutConfigAsync(name, config, context.RequestAborted);
        if (created)
        {
            context.Response.Headers.Location = ConnectorEndpoints.Location(context, info.Name);
        }

        var status = created ? StatusCodes.Status201Created : StatusCodes.Status200OK;
        await RestReply.JsonAsync(context, status, json => ConnectorJson.WriteInfo(json, info));
    }

    private async Task PatchAsync(HttpContext context)
    {
        var name = context.Segment("name");
        var changes = await RestBody.ReadChangesAsync(context);
        if (changes.TryGetValue("name", out var other) && other != name)
        {
            throw RestException.BadRequest($"Connector name configuration ({other}) doesn't match connector name in the URL ({name})");
        }

        var info = await NotFoundPolicy.OrAsync(
            ConnectorEndpoints.NotFound(name), () => worker.Connectors.PatchConfigAsync(name, changes, context.RequestAborted));
        await RestReply.JsonAsync(context, json => ConnectorJson.WriteInfo(json, info));
    }
}
