using System.Net;
using System.Text;
using System.Text.Json;
using ConnectRuntime.Host.Logging;
using ConnectRuntime.Host.Rest;
using ConnectRuntime.Host.Tests.Fakes;
using ConnectRuntime.Transport;
using Microsoft.Extensions.Logging;

namespace ConnectRuntime.Host.Tests.Rest;

/// <summary>A REST server over a fake worker on a free port, and a client for it.</summary>
internal sealed class RestRig : IAsyncDisposable
{
    private readonly RestServer _server;
    private readonly LoggerFactory _logging;

    private RestRig(FakeWorker worker, RestServer server, LoggerFactory logging)
    {
        (Worker, _server, _logging) = (worker, server, logging);
        Client = new HttpClient { BaseAddress = new Uri(server.LocalUrl) };
    }

    /// <summary>What is shown.</summary>
    public FakeWorker Worker { get; }

    /// <summary>The client; it follows no redirect that a test does not see.</summary>
    public HttpClient Client { get; }

    /// <summary>Where the server listens.</summary>
    public string Url => _server.LocalUrl;

    /// <summary>What the server logged.</summary>
    public List<string> Log { get; private init; } = [];

    /// <summary>Starts one.</summary>
    public static async Task<RestRig> StartAsync(ITopicLog? topics = null)
    {
        var levels = new LogLevels();
        var lines = new List<string>();
        var logging = new LoggerFactory([new LineLoggerProvider(levels, lines.Add)], new LoggerFilterOptions { MinLevel = LogLevel.Trace });
        var worker = new FakeWorker(topics);
        var server = await RestServer.StartAsync("http://127.0.0.1:0", worker, logging, levels, CancellationToken.None);
        return new RestRig(worker, server, logging) { Log = lines };
    }

    /// <summary>Sends a request; a body is JSON unless another type is given.</summary>
    public async Task<RestReplyText> SendAsync(
        string method, string path, string? body = null, string? type = "application/json", params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        if (body is not null)
        {
            request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
            if (type is not null)
            {
                request.Content.Headers.TryAddWithoutValidation("Content-Type", type);
            }
        }

        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        using var response = await Client.SendAsync(request);
        return new RestReplyText(
            response.StatusCode,
            await response.Content.ReadAsStringAsync(),
            response.Content.Headers.ContentType?.ToString(),
            response.Headers.Location?.OriginalString,
            string.Join(',', response.Content.Headers.Allow.Order(StringComparer.Ordinal)));
    }

    /// <summary>Makes a connector of the fake source.</summary>
    public async Task CreateAsync(string name, int tasks = 1)
    {
        var config = new Dictionary<string, string> { ["connector.class"] = "OrdersSource", ["tasks.max"] = $"{tasks}" };
        var body = JsonSerializer.Serialize(new { name, config });
        Assert.Equal(HttpStatusCode.Created, (await SendAsync("POST", "/connectors", body)).Status);
    }

    /// <summary>Stops the server while clients are still there.</summary>
    public ValueTask StopServerAsync() => _server.DisposeAsync();

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _server.DisposeAsync();
        _logging.Dispose();
    }
}

/// <summary>An answer.</summary>
/// <param name="Status">Its status.</param>
/// <param name="Body">Its body as text.</param>
/// <param name="Type">Its media type.</param>
/// <param name="Location">Its Location header as it was sent.</param>
/// <param name="Allow">Its Allow header, sorted.</param>
internal sealed record RestReplyText(HttpStatusCode Status, string Body, string? Type, string? Location, string Allow)
{
    /// <summary>The body as JSON.</summary>
    public JsonElement Json => JsonDocument.Parse(Body).RootElement;

    /// <summary>Expects an error of the one shape.</summary>
    public void ExpectError(int status, string? message = null)
    {
        Assert.Equal(status, (int)Status);
        Assert.Equal("application/json", Type);
        Assert.Equal(["error_code", "message"], Json.EnumerateObject().Select(property => property.Name));
        Assert.Equal(status, Json.GetProperty("error_code").GetInt32());
        var text = Json.GetProperty("message").GetString()!;
        Assert.NotEmpty(text);
        if (message is not null)
        {
            Assert.Equal(message, text);
        }
    }
}
