using System.Text.Json;
using ConnectRuntime.Errors;

namespace ConnectRuntime.Host.Cli;

/// <summary>Reads a worker's configuration file: a flat JSON object; comments and trailing commas are allowed.</summary>
internal static class WorkerFileReader
{
    private static readonly JsonDocumentOptions Lenient = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    /// <summary>The options of a file; none if it is the default one and is not there.</summary>
    public static async Task<IReadOnlyDictionary<string, string>> ReadAsync(string? file, CancellationToken cancellationToken)
    {
        if (file is null && !File.Exists(WorkerOptions.DefaultFile))
        {
            return new Dictionary<string, string>();
        }

        file ??= WorkerOptions.DefaultFile;
        try
        {
            await using var stream = File.OpenRead(file);
            using var document = await JsonDocument.ParseAsync(stream, Lenient, cancellationToken);
            return Read(file, document.RootElement);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or JsonException)
        {
            throw Wrong(file, exception.Message.TrimEnd('.'), exception);
        }
    }

    private static Dictionary<string, string> Read(string file, JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Object)
        {
            throw Wrong(file, $"it holds a JSON {root.ValueKind}");
        }

        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var option in root.EnumerateObject().Where(option => option.Name != "$schema"))
        {
            values[option.Name] = option.Value.ValueKind switch
            {
                JsonValueKind.String => option.Value.GetString()!,
                JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => option.Value.GetRawText(),
                var kind => throw Wrong(file, $"'{option.Name}' is a JSON {kind}"),
            };
        }

        return values;
    }

    private static ConnectException Wrong(string file, string found, Exception? inner = null) => new(
        ErrorKind.Config,
        "HST006",
        $"Cannot read worker configuration '{file}': {found}, a JSON object of options and texts is required. "
        + "Correct the file, or name another with --config.",
        inner);
}
