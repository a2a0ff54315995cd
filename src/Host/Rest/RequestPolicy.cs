using ConnectRuntime.Runtime.Management;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace ConnectRuntime.Host.Rest;

/// <summary>Which requests reach an endpoint: what the client sends and accepts, where it comes from, and whether the worker is ready.</summary>
internal sealed class RequestPolicy(RequestDelegate next, IWorkerView worker)
{
    /// <summary>Longest path with query that is answered.</summary>
    public const int MaxTarget = 8 * 1024;

    /// <summary>Metadata of endpoints that answer while the worker starts.</summary>
    public static readonly object WhileStarting = new();

    /// <summary>Checks the request that routing has found an endpoint for.</summary>
    public Task InvokeAsync(HttpContext context)
    {
        var endpoint = context.GetEndpoint();
        if (context.Request.Path.Value!.Length + (context.Request.QueryString.Value?.Length ?? 0) > MaxTarget)
        {
            throw new RestException(StatusCodes.Status414UriTooLong, RestError.Text(StatusCodes.Status414UriTooLong));
        }

        if (endpoint is not RouteEndpoint)
        {
            return next(context);
        }

        if (HasBody(context.Request) && !IsJson(context.Request.ContentType))
        {
            throw Refused(StatusCodes.Status415UnsupportedMediaType);
        }

        if (!AcceptsJson(context.Request.Headers.Accept))
        {
            throw Refused(StatusCodes.Status406NotAcceptable);
        }

        if (IsForeignPage(context.Request))
        {
            throw new RestException(
                StatusCodes.Status403Forbidden, "Requests that change something are not taken from pages of other sites.");
        }

        if (worker.Health == WorkerHealth.Starting && !endpoint.Metadata.Contains(WhileStarting))
        {
            throw new RestException(StatusCodes.Status503ServiceUnavailable, "The worker is starting. Try again in a moment.");
        }

        return next(context);
    }

    private static RestException Refused(int status) => new(status, RestError.Text(status));

    private static bool HasBody(HttpRequest request) => request.ContentLength is > 0 || request.Headers.TransferEncoding.Count > 0;

    private static bool IsJson(string? contentType) =>
        MediaTypeHeaderValue.TryParse(contentType, out var type)
        && type.MediaType.Equals(RestReply.Json, StringComparison.OrdinalIgnoreCase);

    private static bool AcceptsJson(StringValues accept)
    {
        if (StringValues.IsNullOrEmpty(accept) || !MediaTypeHeaderValue.TryParseList(accept, out var ranges))
        {
            return true;
        }

        // The range that says most decides: "application/json;q=0, */*" accepts everything but JSON.
        var best = ranges.Where(range => MatchesJson(range.MediaType))
            .OrderBy(range => range.MatchesAllTypes ? 2 : range.MatchesAllSubTypes ? 1 : 0).FirstOrDefault();
        return best is { Quality: null or > 0 };
    }

    private static bool MatchesJson(StringSegment range) =>
        range.Equals(RestReply.Json, StringComparison.OrdinalIgnoreCase)
        || range.Equals("application/*", StringComparison.OrdinalIgnoreCase)
        || range == "*/*" || range == "*"
        || range.Equals(TopicEndpoints.Lines, StringComparison.OrdinalIgnoreCase);

    // A page of another site can send some requests without asking first; browsers then say where the page is from.
    private static bool IsForeignPage(HttpRequest request)
    {
        var origin = request.Headers.Origin.ToString();
        return origin.Length > 0
            && !HttpMethods.IsGet(request.Method)
            && !HttpMethods.IsHead(request.Method)
            && !(Uri.TryCreate(origin, UriKind.Absolute, out var page) && page.Authority == request.Host.Value);
    }
}
