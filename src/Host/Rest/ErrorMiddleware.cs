namespace ConnectRuntime.Host.Rest;

/// <summary>Gives every error its JSON body, those of the web framework included, and answers OPTIONS.</summary>
internal sealed class ErrorMiddleware(RequestDelegate next, ILogger<ErrorMiddleware> log)
{
    /// <summary>Runs the rest of the pipeline.</summary>
    public async Task InvokeAsync(HttpContext context)
    {
        context.Response.Headers.XContentTypeOptions = "nosniff";
        try
        {
            await next(context);
            await CompleteAsync(context);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // The client is gone: nobody reads an answer.
        }
        catch (Exception exception) when (!context.Response.HasStarted)
        {
            var (status, message) = RestError.Of(exception);
            if (!RestError.IsExpected(exception))
            {
                log.LogError(exception, "Request {Method} {Path} failed.", context.Request.Method, context.Request.Path);
            }

            context.Response.Headers.Location = default;
            await RestError.WriteAsync(context, status, message);
        }
    }

    private static Task CompleteAsync(HttpContext context)
    {
        var status = context.Response.StatusCode;
        if (context.Response.HasStarted || status < StatusCodes.Status400BadRequest)
        {
            return Task.CompletedTask;
        }

        if (HttpMethods.IsOptions(context.Request.Method) && status == StatusCodes.Status405MethodNotAllowed)
        {
            context.Response.ContentType = RestReply.Json;
            return RestReply.EmptyAsync(context, StatusCodes.Status200OK);
        }

        return RestError.WriteAsync(context, status, RestError.Text(status));
    }
}
