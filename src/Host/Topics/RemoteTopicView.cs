using System.Globalization;
using System.Text.Json;
using ConnectRuntime.Errors;

namespace ConnectRuntime.Host.Topics;

/// <summary>Topics of a worker that runs in another process, over its REST API.</summary>
internal sealed class RemoteTopicView(RunningWorker worker) : ITopicView
{
    private readonly HttpClient _client = new() { BaseAddress = new Uri(worker.Url), Timeout = Timeout.InfiniteTimeSpan };

    /// <inheritdoc/>
    public async Task<IReadOnlyList<TopicRow>> ListAsync(CancellationToken cancellationToken)
    {
        using var response = await GetAsync("x/topics", cancellationToken);
        await using var body = await response.Content.ReadAsStreamAsync(cancellationToken);
        using var document = await JsonDocument.ParseAsync(body, default, cancellationToken);
        return TopicList.Parse(document.RootElement);
    }

    /// <inheritdoc/>
    public async Task ShowAsync(RecordQuery query, TextWriter output, CancellationToken cancellationToken)
    {
        var path = $"x/topics/{Uri.EscapeDataString(query.Topic)}/records?follow={query.Follow}"
            + Parameter("from", query.From) + Parameter("max", query.Max) + Parameter("partition", query.Partition);
        using var response = await GetAsync(path, cancellationToken);
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync(cancellationToken));
        try
        {
            while (await reader.ReadLineAsync(cancellationToken) is { } line)
            {
                await output.WriteLineAsync(line);
            }
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException)
        {
            throw Away(exception);
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        _client.Dispose();
        return default;
    }

    private static string Parameter(string name, long? value) =>
        value is { } number ? string.Create(CultureInfo.InvariantCulture, $"&{name}={number}") : "";

    private async Task<HttpResponseMessage> GetAsync(string path, CancellationToken cancellationToken)
    {
        HttpResponseMessage response;
        try
        {
            response = await _client.GetAsync(new Uri(path, UriKind.Relative), HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        }
        catch (HttpRequestException exception)
        {
            throw Away(exception);
        }

        if (response.IsSuccessStatusCode)
        {
            return response;
        }

        using (response)
        {
            var text = await response.Content.ReadAsStringAsync(cancellationToken);
            throw new RemoteException(MessageIn(text) ?? $"The worker at {worker.Url} answered {(int)response.StatusCode}.");
        }
    }

    private static string? MessageIn(string body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            return document.RootElement.GetProperty("message").GetString();
        }
        catch (Exception exception) when (exception is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return null;
        }
    }

    private ConnectException Away(Exception exception) => new(
        ErrorKind.Transient,
        "HST008",
        $"Cannot read topics: the worker with process id {worker.Pid} holds the data folder and does not answer at {worker.Url}, "
        + "its REST API is required while it runs. Try again, or stop that worker.",
        exception);
}
