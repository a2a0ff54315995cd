using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.Extensions.Logging;

namespace ConnectRuntime.Runtime.Management;

/// <summary>The folder of connector files, looked through at the start and every few seconds.</summary>
/// <remarks>
/// A file is applied when its hash differs from the one applied last; otherwise what the config topic says wins, so a change
/// over REST survives a restart and an edited file is honoured. A file that is gone ends its connector and keeps its offsets.
/// A file that cannot be used is reported once per content, and the connector stays as it is.
/// </remarks>
internal sealed class ConnectorFiles(string folder, ConnectorManager connectors, ConfigStore store, ILogger log)
{
    // By path: the content that was refused, and what was said about it last.
    private readonly Dictionary<string, string> _refused = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _reported = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, string> _current = new(StringComparer.Ordinal);

    /// <summary>Files that cannot be applied as they are, with the reason.</summary>
    public IReadOnlyDictionary<string, string> Refused => _current;

    /// <summary>Applies what has changed since the last look.</summary>
    public async Task ApplyAsync(CancellationToken cancellationToken)
    {
        if (!Directory.Exists(folder))
        {
            return;
        }

        var present = new HashSet<string>(StringComparer.Ordinal);
        var unreadable = false;
        string[] paths = [.. Directory.EnumerateFiles(folder, "*.json").Order(StringComparer.Ordinal)];
        foreach (var gone in _current.Keys.Except(paths))
        {
            _current.TryRemove(gone, out _);
        }

        var changed = new List<ReadFile>();
        foreach (var path in paths)
        {
            unreadable |= !await ReadAsync(path, present, changed, cancellationToken);
        }

        await ApplyAsync(changed, cancellationToken);

        // A file that cannot be read might be that of any connector, so nothing is ended while there is one.
        foreach (var name in unreadable ? [] : store.FileNames())
        {
            if (!present.Contains(name))
            {
                log.LogInformation("The file of connector {Name} is gone: it is stopped, its offsets are kept", name);
                await connectors.RemoveFileAsync(name, cancellationToken);
            }
        }
    }

    /// <summary>Reads a file, and adds it to <paramref name="changed"/> if it is to be applied. False where nobody can tell whose file it is.</summary>
    private async Task<bool> ReadAsync(string path, HashSet<string> present, List<ReadFile> changed, CancellationToken cancellationToken)
    {
        var hash = string.Empty;
        try
        {
            var bytes = await File.ReadAllBytesAsync(path, cancellationToken);
            hash = Convert.ToHexStringLower(SHA256.HashData(bytes));
            var file = ConnectorFile.Parse(bytes, Path.GetFileNameWithoutExtension(path));
            if (!present.Add(file.Name))
            {
                throw new FormatException($"another file has a connector '{file.Name}' too");
            }

            if (_refused.GetValueOrDefault(path) != hash)
            {
                _current.TryRemove(path, out _);
                if (store.FileHash(file.Name) != hash)
                {
                    changed.Add(new ReadFile(path, hash, file));
                }
            }

            return true;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            log.LogWarning("Cannot read connector file {File}: {Reason} It stays as it is.", path, exception.Message);
            return false;
        }
        catch (Exception exception) when (exception is JsonException or FormatException)
        {
            Report(path, hash, exception);
            return false;
        }
    }

    private async Task ApplyAsync(List<ReadFile> changed, CancellationToken cancellationToken)
    {
        if (changed.Count == 0)
        {
            return;
        }

        try
        {
            var refused = await connectors.ApplyFilesAsync([.. changed.Select(one => (one.File, one.Hash))], cancellationToken);
            for (var i = 0; i < refused.Count; i++)
            {
                var (path, hash, _) = changed[i];
                if (refused[i] is { } reason)
                {
                    _refused[path] = hash;
                    Report(path, hash, reason);
                }
                else
                {
                    log.LogInformation("Applied connector file {File}", path);
                }
            }
        }
        catch (ManagementException exception) when (exception.Kind == ManagementErrorKind.Unavailable)
        {
            // The files are not at fault, so they are tried again at the next look.
            log.LogWarning("Cannot apply {Count} connector files now: {Reason}", changed.Count, exception.Message);
        }
    }

    private void Report(string path, string hash, Exception exception)
    {
        _current[path] = exception.Message;
        if (_reported.GetValueOrDefault(path) != hash + exception.Message)
        {
            _reported[path] = hash + exception.Message;
            log.LogError("Cannot apply connector file {File}: {Reason} Correct the file; until then the connector stays as it is.", path, exception.Message);
        }
    }

    /// <summary>A file that was read.</summary>
    private sealed record ReadFile(string Path, string Hash, ConnectorFile File);
}
