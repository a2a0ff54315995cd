namespace ConnectRuntime.Host.Rest;

/// <summary>An answer with an error, thrown by whoever finds it.</summary>
/// <param name="status">The HTTP status.</param>
/// <param name="message">The text of the answer.</param>
internal sealed class RestException(int status, string message) : Exception(message)
{
    /// <summary>The HTTP status.</summary>
    public int Status { get; } = status;

    /// <summary>400: the request is wrong.</summary>
    public static RestException BadRequest(string message) => new(StatusCodes.Status400BadRequest, message);

    /// <summary>404: there is no such thing.</summary>
    public static RestException NotFound(string message) => new(StatusCodes.Status404NotFound, message);

    /// <summary>404 of a path that leads nowhere, in the words of the rival's framework.</summary>
    public static RestException NoPath() => NotFound(RestError.Text(StatusCodes.Status404NotFound));
}
