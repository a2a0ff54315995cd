using System.Text.Json;
using ConnectRuntime.Host.Logging;

namespace ConnectRuntime.Host.Rest;

/// <summary><c>/admin/loggers</c>: which messages are written, changed while the worker runs.</summary>
internal sealed class LoggerEndpoints(LogLevels levels)
{
    /// <summary>Maps them; they answer while the worker starts.</summary>
    public void Map(IEndpointRouteBuilder routes)
    {
        routes.Read("/admin/loggers", ListAsync).WithMetadata(RequestPolicy.WhileStarting);
        routes.Read("/admin/loggers/{logger}", ShowAsync).WithMetadata(RequestPolicy.WhileStarting);
        routes.Put("/admin/loggers/{logger}", SetAsync).WithMetadata(RequestPolicy.WhileStarting);
    }

    private Task ListAsync(HttpContext context) => RestReply.JsonAsync(context, json =>
    {
        json.WriteStartObject();
        foreach (var (name, state) in levels.All)
        {
            json.WritePropertyName(name);
            Write(json, state);
        }

        json.WriteEndObject();
    });

    private Task ShowAsync(HttpContext context)
    {
        var name = context.Segment("logger");
        var state = levels.Find(name) ?? throw RestException.NotFound($"Logger {name} not found.");
        return RestReply.JsonAsync(context, json => Write(json, state));
    }

    private async Task SetAsync(HttpContext context)
    {
        using var body = await RestBody.ReadObjectAsync(context);
        if (!body.RootElement.TryGetProperty("level", out var element) || element.ValueKind == JsonValueKind.Null)
        {
            throw RestException.BadRequest("Desired 'level' parameter was not specified in request.");
        }

        var word = RestBody.Text(element, "'level'");
        if (word.Length == 0)
        {
            throw RestException.BadRequest("Desired 'level' parameter was not specified in request.");
        }

        var level = LogLevelWords.Find(word) ?? throw RestException.NotFound($"invalid log level '{word}'.");
        var changed = levels.Set(context.Segment("logger"), level);
        if (context.Request.Query["scope"].ToString().Equals("cluster", StringComparison.OrdinalIgnoreCase))
        {
            await RestReply.EmptyAsync(context, StatusCodes.Status204NoContent);
            return;
        }

        await RestReply.JsonAsync(context, json =>
        {
            json.WriteStartArray();
            foreach (var name in changed)
            {
                json.WriteStringValue(name);
            }

            json.WriteEndArray();
        });
    }

    private static void Write(Utf8JsonWriter json, LoggerState state)
    {
        json.WriteStartObject();
        json.WriteString("level", LogLevelWords.Word(state.Level));
        if (state.LastModified is { } time)
        {
            json.WriteNumber("last_modified", time.ToUnixTimeMilliseconds());
        }
        else
        {
            json.WriteNull("last_modified");
        }

        json.WriteEndObject();
    }
}
