using System.Diagnostics;
using System.Text.Json;

namespace ConnectRuntime.Host.Topics;

/// <summary>The worker that holds a data folder, as it says in the file <c>worker.json</c> there: <c>{"url", "pid"}</c>.</summary>
/// <param name="Url">Where its REST API is reached on this machine.</param>
/// <param name="Pid">Its process id.</param>
internal sealed record RunningWorker(string Url, int Pid)
{
    private const string FileName = "worker.json";

    /// <summary>The worker that a folder names, if its process is alive.</summary>
    public static RunningWorker? Find(string folder)
    {
        try
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(folder, FileName)));
            var root = document.RootElement;
            var found = new RunningWorker(root.GetProperty("url").GetString()!, root.GetProperty("pid").GetInt32());
            return IsAlive(found.Pid) ? found : null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or JsonException
            or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            return null;
        }
    }

    /// <summary>Writes the file, at once whole.</summary>
    public void Write(string folder)
    {
        var path = Path.Combine(folder, FileName);
        using (var stream = File.Create(path + ".new"))
        using (var json = new Utf8JsonWriter(stream))
        {
            json.WriteStartObject();
            json.WriteString("url", Url);
            json.WriteNumber("pid", Pid);
            json.WriteEndObject();
        }

        File.Move(path + ".new", path, overwrite: true);
    }

    /// <summary>Removes the file.</summary>
    public static void Remove(string folder)
    {
        try
        {
            File.Delete(Path.Combine(folder, FileName));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // It names a process that is gone in a moment, which readers check.
        }
    }

    private static bool IsAlive(int pid)
    {
        try
        {
            using var process = Process.GetProcessById(pid);
            return !process.HasExited;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }
}
