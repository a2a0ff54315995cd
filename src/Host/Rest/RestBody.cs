using System.Buffers;
using System.Text.Json;

namespace ConnectRuntime.Host.Rest;

/// <summary>Reads the JSON bodies of requests; what is wrong with one is a 400 that says so.</summary>
internal static class RestBody
{
    /// <summary>Largest body that is read.</summary>
    public const int MaxBytes = 4 * 1024 * 1024;

    /// <summary>The body, which must be an object.</summary>
    public static async Task<JsonDocument> ReadObjectAsync(HttpContext context)
    {
        var body = await ReadAsync(context);
        if (body.Length == 0)
        {
            throw RestException.BadRequest("The request has no body, a JSON object is required.");
        }

        JsonDocument document;
        try
        {
            document = JsonDocument.Parse(body);
        }
        catch (JsonException exception)
        {
            throw RestException.BadRequest($"The body is not valid JSON: {exception.Message}");
        }

        if (document.RootElement.ValueKind == JsonValueKind.Object)
        {
            return document;
        }

        var found = document.RootElement.ValueKind;
        document.Dispose();
        throw RestException.BadRequest($"The body is a JSON {Word(found)}, a JSON object is required.");
    }

    /// <summary>The body as a flat map of options.</summary>
    public static async Task<Dictionary<string, string>> ReadConfigAsync(HttpContext context)
    {
        using var document = await ReadObjectAsync(context);
        return Config(document.RootElement);
    }

    /// <summary>The body as changes to a flat map of options; null removes one.</summary>
    public static async Task<Dictionary<string, string?>> ReadChangesAsync(HttpContext context)
    {
        using var document = await ReadObjectAsync(context);
        var changes = new Dictionary<string, string?>(StringComparer.Ordinal);
        foreach (var option in document.RootElement.EnumerateObject())
        {
            changes[Name(option)] = option.Value.ValueKind == JsonValueKind.Null ? null : Value(option);
        }

        return changes;
    }

    /// <summary>An object as a flat map of options: numbers and booleans become their text, the last of equal names counts.</summary>
    public static Dictionary<string, string> Config(JsonElement element)
    {
        var config = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var option in element.EnumerateObject())
        {
            config[Name(option)] = option.Value.ValueKind == JsonValueKind.Null
                ? throw RestException.BadRequest("Null value can not be supplied as the configuration value.")
                : Value(option);
        }

        return config;
    }

    /// <summary>A text, or the text of a number or boolean.</summary>
    /// <param name="element">The JSON value.</param>
    /// <param name="what">What it is, for the message.</param>
    public static string Text(JsonElement element, string what)
    {
        try
        {
            return element.ValueKind switch
            {
                JsonValueKind.String => element.GetString()!,
                JsonValueKind.Number => element.GetRawText(),
                JsonValueKind.True => "true",
                JsonValueKind.False => "false",
                var found => throw RestException.BadRequest($"{what} is a JSON {Word(found)}, a string is required."),
            };
        }
        catch (InvalidOperationException)
        {
            throw RestException.BadRequest($"{what} is not valid text: half of a surrogate pair or broken UTF-8.");
        }
    }

    private static string Value(JsonProperty option) => Text(option.Value, $"The value of '{option.Name}'");

    private static string Name(JsonProperty option)
    {
        try
        {
            return option.Name;
        }
        catch (InvalidOperationException)
        {
            throw RestException.BadRequest("The name of an option is not valid text: half of a surrogate pair or broken UTF-8.");
        }
    }

    // Counted here and not by the web server, which would close the connection on a client that is still sending.
    private static async Task<ReadOnlyMemory<byte>> ReadAsync(HttpContext context)
    {
        var buffer = new ArrayBufferWriter<byte>(4096);
        for (var read = context.Request.ContentLength > MaxBytes ? MaxBytes + 1 : 1; read > 0;)
        {
            if (read > MaxBytes || buffer.WrittenCount > MaxBytes)
            {
                throw new RestException(StatusCodes.Status413PayloadTooLarge, $"The body is too large, {MaxBytes} bytes are allowed.");
            }

            read = await context.Request.Body.ReadAsync(buffer.GetMemory(4096), context.RequestAborted);
            buffer.Advance(read);
        }

        return buffer.WrittenMemory;
    }

    private static string Word(JsonValueKind kind) =>
        kind is JsonValueKind.True or JsonValueKind.False ? "boolean" : kind.ToString().ToLowerInvariant();
}
