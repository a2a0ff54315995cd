using System.Globalization;
using System.Text.Json;
using ConnectRuntime.Transport.Embedded.Files;

namespace ConnectRuntime.Transport.Embedded.Storage;

/// <summary>The file <c>topic.json</c>, which describes a topic to people and to us.</summary>
internal static class TopicFile
{
    private const string Name = "topic.json";
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true };

    /// <summary>Writes the folder of a topic, not durable yet.</summary>
    public static void Stage(ILogFileSystem files, string folder, TopicInfo info)
    {
        for (var i = 0; i < info.PartitionCount; i++)
        {
            files.CreateDirectory(Path.Combine(folder, i.ToString(CultureInfo.InvariantCulture)));
        }

        var config = info.Config.OrderBy(c => c.Key, StringComparer.Ordinal).ToDictionary(c => c.Key, c => c.Value);
        using var file = files.Open(Path.Combine(folder, Name), create: true);
        file.Write(
            JsonSerializer.SerializeToUtf8Bytes(
                new { name = info.Name, id = info.Id, partitions = info.PartitionCount, config }, Readable), 0);
    }

    /// <summary>Makes a staged folder durable.</summary>
    public static void Sync(ILogFileSystem files, string folder, int partitions)
    {
        using (var file = files.Open(Path.Combine(folder, Name), create: false))
        {
            file.Sync();
        }

        for (var i = 0; i < partitions; i++)
        {
            files.SyncDirectory(Path.Combine(folder, i.ToString(CultureInfo.InvariantCulture)));
        }

        files.SyncDirectory(folder);
    }

    public static TopicInfo Read(ILogFileSystem files, string folder, string name)
    {
        var path = Path.Combine(folder, Name);
        try
        {
            using var document = JsonDocument.Parse(DurableFile.ReadAll(files, path));
            var root = document.RootElement;
            var config = root.GetProperty("config").EnumerateObject().ToDictionary(p => p.Name, p => p.Value.GetString() ?? "");
            return new TopicInfo(name, root.GetProperty("id").GetGuid(), root.GetProperty("partitions").GetInt32(), config);
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException or FormatException or IOException)
        {
            throw LogErrors.BadFile(path, $"it is no description of a topic ({e.Message})");
        }
    }
}
