using System.Text.Json;
using ConnectRuntime.Transport.Embedded.Files;
using ConnectRuntime.Transport.Embedded.Storage;

namespace ConnectRuntime.Transport.Embedded.Recovery;

/// <summary>The file <c>format.json</c>: which layout the folder has, and its identity.</summary>
internal static class FormatFile
{
    private const int Version = 1;

    /// <returns>The identity of the folder.</returns>
    public static string ReadOrCreate(StorageContext context)
    {
        var path = Path.Combine(context.Options.Folder, "format.json");
        if (!context.Files.FileExists(path))
        {
            var id = Convert.ToBase64String(Guid.NewGuid().ToByteArray()).TrimEnd('=').Replace('+', '-').Replace('/', '_');
            DurableFile.Replace(context.Files, path, JsonSerializer.SerializeToUtf8Bytes(new { version = Version, clusterId = id }));
            return id;
        }

        try
        {
            using var document = JsonDocument.Parse(DurableFile.ReadAll(context.Files, path));
            var version = document.RootElement.GetProperty("version").GetInt32();
            return version == Version
                ? document.RootElement.GetProperty("clusterId").GetString()!
                : throw LogErrors.UnknownFormat(context.Options.Folder, $"version {version}");
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw LogErrors.UnknownFormat(context.Options.Folder, "nothing readable");
        }
    }
}
