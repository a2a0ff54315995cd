using System.Text.Json;
using ConnectRuntime.Runtime.Management;

namespace ConnectRuntime.Host.Rest;

/// <summary><c>/connectors</c> and <c>/connectors/{name}</c>: list, create, show, delete.</summary>
internal sealed class ConnectorEndpoints(IWorkerView worker)
{
    /// <summary>Maps them.</summary>
    public void Map(IEndpointRouteBuilder routes)
    {
        routes.Read("/connectors", ListAsync);
        routes.Post("/connectors", CreateAsync);
        routes.Read("/connectors/{name}", ShowAsync);
        routes.Delete("/connectors/{name}", DeleteAsync);
    }

    /// <summary>Where a connector is found, as an absolute address.</summary>
    public static string Location(HttpContext context, string name) =>
        $"{context.Request.Scheme}://{context.Request.Host.ToUriComponent()}/connectors/{ConnectorNamePolicy.Escape(name)}";

    /// <summary>The rival's text for a connector that is not there.</summary>
    public static string NotFound(string name) => $"Connector {name} not found";

    private Task ListAsync(HttpContext context)
    {
        var connectors = worker.Connectors;
        var expand = context.Request.Query["expand"];
        if (!context.Request.Query.ContainsKey("expand"))
        {
            return RestReply.JsonAsync(context, json =>
            {
                json.WriteStartArray();
                foreach (var name in connectors.Names)
                {
                    json.WriteStringValue(name);
                }

                json.WriteEndArray();
            });
        }

        return RestReply.JsonAsync(context, json =>
        {
            json.WriteStartObject();
            foreach (var name in connectors.Names)
            {
                WriteExpanded(json, name, expand.Contains("status"), expand.Contains("info"));
            }

            json.WriteEndObject();
        });
    }

    // A connector may vanish while the list is made: it is left out.
    private void WriteExpanded(Utf8JsonWriter json, string name, bool withStatus, bool withInfo)
    {
        ConnectorStatus? status;
        ConnectorInfo? info;
        try
        {
            status = withStatus ? worker.Connectors.GetStatus(name) : null;
            info = withInfo ? worker.Connectors.Get(name) : null;
        }
        catch (ManagementException exception) when (exception.Kind == ManagementErrorKind.NotFound)
        {
            return;
        }

        json.WriteStartObject(name);
        if (status is not null)
        {
            json.WritePropertyName("status");
            ConnectorJson.WriteStatus(json, status);
        }

        if (info is not null)
        {
            json.WritePropertyName("info");
            ConnectorJson.WriteInfo(json, info);
        }

        json.WriteEndObject();
    }

    private async Task CreateAsync(HttpContext context)
    {
        var request = await CreateRequest.ReadAsync(context);
        var info = await worker.Connectors.CreateAsync(request.Name, request.Config, request.Initial, context.RequestAborted);
        context.Response.Headers.Location = Location(context, info.Name);
        await RestReply.JsonAsync(context, StatusCodes.Status201Created, json => ConnectorJson.WriteInfo(json, info));
    }

    private Task ShowAsync(HttpContext context)
    {
        var name = context.Segment("name");
        var info = NotFoundPolicy.Or(NotFound(name), () => worker.Connectors.Get(name));
        return RestReply.JsonAsync(context, json => ConnectorJson.WriteInfo(json, info));
    }

    private async Task DeleteAsync(HttpContext context)
    {
        var name = context.Segment("name");
        await NotFoundPolicy.OrAsync(NotFound(name), () => worker.Connectors.DeleteAsync(name, context.RequestAborted));
        await RestReply.EmptyAsync(context, StatusCodes.Status204NoContent);
    }
}
