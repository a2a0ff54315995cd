using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace ConnectRuntime.Host.Rest;

/// <summary>Writes answers.</summary>
internal static class RestReply
{
    /// <summary>The media type of every answer with a body.</summary>
    public const string Json = "application/json";

    /// <summary>Texts as they are: an answer is JSON and never part of a page.</summary>
    public static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>An answer with a JSON body; nothing is sent before all of it is written.</summary>
    public static async Task JsonAsync(HttpContext context, int status, Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>(1024);
        await using (var json = new Utf8JsonWriter(buffer, Options))
        {
            write(json);
        }

        context.Response.StatusCode = status;
        context.Response.ContentType = Json;
        context.Response.ContentLength = buffer.WrittenCount;
        await context.Response.Body.WriteAsync(buffer.WrittenMemory, context.RequestAborted);
    }

    /// <summary>An answer of status 200 with a JSON body.</summary>
    public static Task JsonAsync(HttpContext context, Action<Utf8JsonWriter> write) => JsonAsync(context, StatusCodes.Status200OK, write);

    /// <summary>An answer without a body.</summary>
    public static Task EmptyAsync(HttpContext context, int status)
    {
        context.Response.StatusCode = status;
        return Task.CompletedTask;
    }
}
