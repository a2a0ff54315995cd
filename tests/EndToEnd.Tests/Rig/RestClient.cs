using System.Net;
using System.Text;
using System.Text.Json;

namespace ConnectRuntime.EndToEnd.Tests.Rig;

/// <summary>Calls the REST API as <c>curl</c> does.</summary>
internal sealed class RestClient(Uri address) : IDisposable
{
    private readonly HttpClient _client = new() { BaseAddress = address, Timeout = TimeSpan.FromSeconds(60) };

    /// <summary>A request and its answer.</summary>
    public async Task<(HttpStatusCode Code, string Body)> SendAsync(string method, string path, string? json = null)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), new Uri(path, UriKind.Relative));
        if (json is not null)
        {
            request.Content = new StringContent(json, Encoding.UTF8, "application/json");
        }

        using var response = await _client.SendAsync(request);
        return (response.StatusCode, await response.Content.ReadAsStringAsync());
    }

    /// <summary>A request that must be answered so.</summary>
    public async Task<string> ExpectAsync(HttpStatusCode code, string method, string path, string? json = null)
    {
        var (actual, body) = await SendAsync(method, path, json);
        Assert.True(actual == code, $"{method} {path} answered {(int)actual} instead of {(int)code}: {body}");
        return body;
    }

    /// <summary>Makes or changes a connector.</summary>
    public async Task PutAsync(string name, ConnectorOptions options)
    {
        var (code, body) = await SendAsync("PUT", $"connectors/{name}/config", options.ToJson());
        Assert.True(code is HttpStatusCode.OK or HttpStatusCode.Created, $"PUT of {name} answered {(int)code}: {body}");
    }

    /// <summary>What a configuration is refused with: the message of the answer, which is 400.</summary>
    public async Task<string> RefusalAsync(string name, ConnectorOptions options)
    {
        var body = await ExpectAsync(HttpStatusCode.BadRequest, "PUT", $"connectors/{name}/config", options.ToJson());
        using var json = JsonDocument.Parse(body);
        return json.RootElement.GetProperty("message").GetString()!;
    }

    /// <summary>The status of a connector; null where there is none.</summary>
    public async Task<ConnectorView?> TryStatusAsync(string name)
    {
        var (code, body) = await SendAsync("GET", $"connectors/{name}/status");
        if (code == HttpStatusCode.NotFound)
        {
            return null;
        }

        Assert.True(code == HttpStatusCode.OK, $"The status of {name} is answered with {(int)code}: {body}");
        using var json = JsonDocument.Parse(body);
        return new ConnectorView(json.RootElement.Clone());
    }

    /// <inheritdoc/>
    public void Dispose() => _client.Dispose();
}
