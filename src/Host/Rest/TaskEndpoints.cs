using System.Globalization;
using ConnectRuntime.Runtime.Management;

namespace ConnectRuntime.Host.Rest;

/// <summary><c>/connectors/{name}/tasks</c>: the tasks with their configurations, the status of one, its restart.</summary>
internal sealed class TaskEndpoints(IWorkerView worker)
{
    /// <summary>Maps them.</summary>
    public void Map(IEndpointRouteBuilder routes)
    {
        routes.Read("/connectors/{name}/tasks", ListAsync);
        routes.Read("/connectors/{name}/tasks/{task}/status", StatusAsync);
        routes.Post("/connectors/{name}/tasks/{task}/restart", RestartAsync);
    }

    private Task ListAsync(HttpContext context)
    {
        var name = context.Segment("name");
        var configs = NotFoundPolicy.Or(ConnectorEndpoints.NotFound(name), () => worker.Connectors.GetTaskConfigs(name));
        return RestReply.JsonAsync(context, json =>
        {
            json.WriteStartArray();
            for (var task = 0; task < configs.Count; task++)
            {
                json.WriteStartObject();
                json.WritePropertyName("id");
                ConnectorJson.WriteTaskId(json, name, task);
                json.WritePropertyName("config");
                ConnectorJson.WriteMap(json, configs[task]);
                json.WriteEndObject();
            }

            json.WriteEndArray();
        });
    }

    private Task StatusAsync(HttpContext context)
    {
        var (name, task) = (context.Segment("name"), Number(context));
        var text = $"No status found for task {name}-{task}";
        var status = NotFoundPolicy.Or(text, () => worker.Connectors.GetStatus(name)).Tasks.FirstOrDefault(one => one.Id == task)
            ?? throw RestException.NotFound(text);
        return RestReply.JsonAsync(context, json => ConnectorJson.WriteTask(json, status));
    }

    private async Task RestartAsync(HttpContext context)
    {
        var (name, task) = (context.Segment("name"), Number(context));
        await NotFoundPolicy.OrAsync(
            $"Unknown task: {name}-{task}", () => worker.Connectors.RestartTaskAsync(name, task, context.RequestAborted));
        await RestReply.EmptyAsync(context, StatusCodes.Status204NoContent);
    }

    // A path whose number is none leads nowhere, it does not name an unknown task.
    private static int Number(HttpContext context)
    {
        var text = context.Segment("task");
        return int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && text[0] != '+'
            ? number
            : throw RestException.NoPath();
    }
}
