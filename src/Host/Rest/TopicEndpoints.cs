using System.Globalization;
using ConnectRuntime.Host.Topics;

namespace ConnectRuntime.Host.Rest;

/// <summary><c>/x/topics</c>: the topics and their records, for the command line while a worker holds the log.</summary>
internal sealed class TopicEndpoints(IWorkerView worker)
{
    /// <summary>The media type of a stream of JSON objects, one a line.</summary>
    public const string Lines = "application/x-ndjson";

    /// <summary>Maps them.</summary>
    public void Map(IEndpointRouteBuilder routes)
    {
        routes.Read("/x/topics", ListAsync);
        routes.Read("/x/topics/{topic}/records", RecordsAsync);
    }

    private async Task ListAsync(HttpContext context)
    {
        var topics = await TopicList.ReadAsync(worker.Log, context.RequestAborted);
        await RestReply.JsonAsync(context, json => TopicList.Write(json, topics));
    }

    private async Task RecordsAsync(HttpContext context)
    {
        var query = new RecordQuery(context.Segment("topic"))
        {
            From = Number(context, "from"),
            Max = Number(context, "max"),
            Partition = (int?)Number(context, "partition"),
            Follow = context.Flag("follow"),
        };
        if (await worker.Log.FindTopicAsync(query.Topic, context.RequestAborted) is null)
        {
            throw RestException.NotFound(RecordReader.NoTopic(query.Topic).Message);
        }

        // Somebody who follows would hold the server up when it stops.
        var stopping = context.RequestServices.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping;
        using var end = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, stopping);
        await using var records = await RecordReader.OpenAsync(worker.Log, worker.Format, query, end.Token);
        context.Response.ContentType = Lines;
        if (!HttpMethods.IsHead(context.Request.Method))
        {
            await CopyAsync(records, context, stopping, end.Token);
        }
    }

    private static async Task CopyAsync(RecordReader records, HttpContext context, CancellationToken stopping, CancellationToken end)
    {
        try
        {
            await context.Response.Body.FlushAsync(end);
            while (await records.ReadAsync(end) is { } lines)
            {
                await context.Response.Body.WriteAsync(lines, end);
                await context.Response.Body.FlushAsync(end);
            }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // The answer ends here, complete as far as it goes.
        }
    }

    private static long? Number(HttpContext context, string name)
    {
        var text = context.Request.Query[name].ToString();
        if (text.Length == 0)
        {
            return null;
        }

        var isNumber = long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number);
        return isNumber && (name != "partition" || number <= int.MaxValue)
            ? number
            : throw RestException.BadRequest($"'{name}' is '{text}', a whole number from 0 on is required.");
    }
}
