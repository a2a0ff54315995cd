using ConnectRuntime.Errors;
using ConnectRuntime.Runtime.Management;
using ConnectRuntime.Transport;
using Microsoft.AspNetCore.WebUtilities;

namespace ConnectRuntime.Host.Rest;

/// <summary>The one shape of all errors: <c>{"error_code": 404, "message": "…"}</c>.</summary>
internal static class RestError
{
    /// <summary>The text of an error that has none of its own.</summary>
    public static string Text(int status) => $"HTTP {status} {ReasonPhrases.GetReasonPhrase(status)}";

    /// <summary>Status and text of whatever a request ended with.</summary>
    public static (int Status, string Message) Of(Exception exception) => exception switch
    {
        RestException rest => (rest.Status, rest.Message),
        BadHttpRequestException bad => (bad.StatusCode, bad.Message),
        ManagementException management => (StatusOf(management.Kind), management.Message),
        ConnectException { Kind: ErrorKind.Config or ErrorKind.Data } => (StatusCodes.Status400BadRequest, exception.Message),
        ConnectException { Kind: ErrorKind.Transient } => (StatusCodes.Status503ServiceUnavailable, exception.Message),
        TopicLogException { Kind: TopicLogErrorKind.Config } => (StatusCodes.Status400BadRequest, exception.Message),
        TopicLogException { Kind: TopicLogErrorKind.Transient } => (StatusCodes.Status503ServiceUnavailable, exception.Message),
        _ => (StatusCodes.Status500InternalServerError, exception.Message),
    };

    /// <summary>Whether the error is told by its text alone; anything else is logged with its trace.</summary>
    public static bool IsExpected(Exception exception) =>
        exception is RestException or BadHttpRequestException or ManagementException or ConnectException or TopicLogException;

    /// <summary>Writes an error as the answer.</summary>
    public static Task WriteAsync(HttpContext context, int status, string message) => RestReply.JsonAsync(context, status, json =>
    {
        json.WriteStartObject();
        json.WriteNumber("error_code", status);
        json.WriteString("message", message);
        json.WriteEndObject();
    });

    private static int StatusOf(ManagementErrorKind kind) => kind switch
    {
        ManagementErrorKind.NotFound => StatusCodes.Status404NotFound,
        ManagementErrorKind.Invalid => StatusCodes.Status400BadRequest,
        ManagementErrorKind.AlreadyExists or ManagementErrorKind.Conflict => StatusCodes.Status409Conflict,
        _ => StatusCodes.Status500InternalServerError,
    };
}
