using System.Text.Json;
using ConnectRuntime.Errors;
using ConnectRuntime.Runtime.Management;

namespace ConnectRuntime.Host.Cli;

/// <summary>A connector file that a command was asked for.</summary>
/// <param name="Path">Where it is.</param>
/// <param name="File">What it holds; null if it cannot be read.</param>
/// <param name="Problem">Why it cannot be read.</param>
internal sealed record ConnectorSource(string Path, ConnectorFile? File, string? Problem)
{
    /// <summary>The connector's name, or the file's where nobody can tell.</summary>
    public string Name => File?.Name ?? System.IO.Path.GetFileNameWithoutExtension(Path);

    /// <summary>The files of a command line: paths, or names of connectors whose files are in a folder.</summary>
    /// <param name="wanted">Paths and names; none for all files of the folder.</param>
    /// <param name="folder">The folder of connector files.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="ConnectException">A name is that of no file, or there is no file at all.</exception>
    public static async Task<IReadOnlyList<ConnectorSource>> FindAsync(string[] wanted, string folder, CancellationToken cancellationToken)
    {
        var found = new List<ConnectorSource>();
        var needsFolder = wanted.Length == 0 || !wanted.All(System.IO.File.Exists);
        var all = needsFolder ? await ReadFolderAsync(folder, cancellationToken) : [];
        foreach (var one in wanted)
        {
            found.Add(System.IO.File.Exists(one)
                ? await ReadAsync(one, cancellationToken)
                : all.FirstOrDefault(source => source.Name == one) ?? throw Missing(one, folder, all));
        }

        return wanted.Length > 0 ? found : all.Count > 0 ? all : throw new ConnectException(
            ErrorKind.Config,
            "HST010",
            $"Cannot check anything: '{folder}' holds no connector file, one that is to be checked is required. Name a file, or a folder with --connectors.");
    }

    private static async Task<List<ConnectorSource>> ReadFolderAsync(string folder, CancellationToken cancellationToken)
    {
        var all = new List<ConnectorSource>();
        string[] paths = Directory.Exists(folder) ? Directory.GetFiles(folder, "*.json") : [];
        foreach (var path in paths.Order(StringComparer.Ordinal))
        {
            all.Add(await ReadAsync(path, cancellationToken));
        }

        return all;
    }

    private static async Task<ConnectorSource> ReadAsync(string path, CancellationToken cancellationToken)
    {
        try
        {
            var bytes = await System.IO.File.ReadAllBytesAsync(path, cancellationToken);
            return new(path, ConnectorFile.Parse(bytes, System.IO.Path.GetFileNameWithoutExtension(path)), null);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or JsonException or FormatException)
        {
            return new(path, null, exception.Message);
        }
    }

    private static ConnectException Missing(string one, string folder, List<ConnectorSource> all) => new(
        ErrorKind.Config,
        "HST011",
        $"Cannot check '{one}': it is neither a file nor the name of a connector in '{folder}', "
        + $"{(all.Count == 0 ? "a file" : $"a file or one of {string.Join(", ", all.Select(source => source.Name))}")} is required. Correct it.");
}
