using ConnectRuntime.Runtime.Management;

namespace ConnectRuntime.Host.Rest;

/// <summary><c>/</c> and <c>/health</c>: who this is and whether it is ready.</summary>
internal sealed class RootEndpoints(IWorkerView worker)
{
    /// <summary>Maps them; they answer while the worker starts.</summary>
    public void Map(IEndpointRouteBuilder routes)
    {
        routes.Read("/", RootAsync).WithMetadata(RequestPolicy.WhileStarting);
        routes.Read("/health", HealthAsync).WithMetadata(RequestPolicy.WhileStarting);
    }

    private Task RootAsync(HttpContext context) => RestReply.JsonAsync(context, json =>
    {
        json.WriteStartObject();
        json.WriteString("version", ProductVersion.Number);
        json.WriteString("commit", ProductVersion.Commit);
        json.WriteString("kafka_cluster_id", worker.ClusterId);
        json.WriteEndObject();
    });

    private Task HealthAsync(HttpContext context)
    {
        var (status, word, message) = worker.Health switch
        {
            WorkerHealth.Healthy => (200, "healthy", "Worker has completed startup and is ready to handle requests."),
            WorkerHealth.Starting => (503, "starting", "Worker is still starting up."),
            _ => (500, "unhealthy", "Worker was unable to handle this request and may be unable to handle other requests."),
        };
        return RestReply.JsonAsync(context, status, json =>
        {
            json.WriteStartObject();
            json.WriteString("status", word);
            json.WriteString("message", message);
            json.WriteEndObject();
        });
    }
}
