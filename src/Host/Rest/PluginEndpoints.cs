using ConnectRuntime.Configuration.Rendering;
using ConnectRuntime.Connectors;
using ConnectRuntime.Runtime.Management;
using ConnectRuntime.Runtime.Plugins;

namespace ConnectRuntime.Host.Rest;

/// <summary><c>/connector-plugins</c>: the plugins, their options, and the check of a configuration.</summary>
internal sealed class PluginEndpoints(IWorkerView worker)
{
    /// <summary>Maps them.</summary>
    public void Map(IEndpointRouteBuilder routes)
    {
        routes.Read("/connector-plugins", ListAsync);
        routes.Read("/connector-plugins/{plugin}/config", ShowAsync);
        routes.Put("/connector-plugins/{plugin}/config/validate", ValidateAsync);
    }

    private Task ListAsync(HttpContext context)
    {
        var connectorsOnly = context.Flag("connectorsOnly", absent: true);
        return RestReply.JsonAsync(context, json =>
        {
            json.WriteStartArray();
            var plugins = worker.Plugins.Plugins;
            foreach (var plugin in plugins.Where(plugin => !connectorsOnly || plugin.Type is PluginType.Source or PluginType.Sink))
            {
                json.WriteStartObject();
                json.WriteString("class", plugin.Class);
                json.WriteString("type", plugin.Type.ToString().ToLowerInvariant());
                json.WriteString("version", plugin.Version);
                json.WriteString("summary", plugin.Summary);
                json.WriteEndObject();
            }

            json.WriteEndArray();
        });
    }

    private Task ShowAsync(HttpContext context)
    {
        var plugin = Find(context);
        if (context.Request.Query["version"].ToString() is { Length: > 0 } version && version != plugin.Version)
        {
            throw RestException.BadRequest($"Plugin {plugin.Class} has version {plugin.Version} here, not {version}.");
        }

        var spec = worker.Plugins.GetSpec(plugin.Class);
        return RestReply.JsonAsync(context, json => ConfigInfosWriter.WriteDefinitions(json, spec));
    }

    private async Task ValidateAsync(HttpContext context)
    {
        var config = await RestBody.ReadConfigAsync(context);
        if (!config.TryGetValue("connector.class", out var named) || named.Trim().Length == 0)
        {
            throw RestException.BadRequest("The configuration has no connector.class, which is required.");
        }

        var plugin = Find(context);
        if (worker.Plugins.Find(named.Trim()) is { } other && other.Class != plugin.Class)
        {
            throw RestException.BadRequest($"Included connector type {named} does not match request type {context.Segment("plugin")}");
        }

        var result = await worker.Connectors.ValidateAsync(config, context.Flag("probe"), null, context.RequestAborted);
        await RestReply.JsonAsync(context, json => ConfigInfosWriter.WriteInfos(json, named, result.Result, warnings: true));
    }

    private PluginInfo Find(HttpContext context)
    {
        var name = context.Segment("plugin");
        return worker.Plugins.Find(name) ?? throw RestException.NotFound($"Unknown plugin {name}.");
    }
}
