using ConnectRuntime.Connectors;
using ConnectRuntime.Errors;
using ConnectRuntime.FlatFile.Options;
using ConnectRuntime.FlatFile.Tailing;
using Microsoft.Extensions.Logging.Abstractions;

namespace ConnectRuntime.FlatFile;

/// <summary>What can be found out before the start: that the folder is there, which files match, and that their headers fit.</summary>
internal sealed class FlatFileCheck(FlatFileConfig config, ICollection<CheckResult> results)
{
    /// <summary>Headers that are looked at.</summary>
    private const int MostFiles = 20;

    private readonly string _option = config.File is null ? PlaceOptions.InputPath.Name : PlaceOptions.File.Name;

    /// <summary>Adds everything that is found.</summary>
    public void Run(CancellationToken cancellationToken)
    {
        List<FoundFile> files;
        try
        {
            files = new FolderScanner(config).Matching();
        }
        catch (ConnectException e)
        {
            Add(_option, CheckSeverity.Error, e.Message);
            return;
        }

        if (files.Count == 0)
        {
            Add(_option, CheckSeverity.Warning, config.File is null
                ? $"No file in '{config.Folder}' matches input.file.pattern. Files are read as soon as they come."
                : $"File '{config.File}' does not exist. It is read as soon as it does.");
            return;
        }

        Add(_option, CheckSeverity.Ok, $"{files.Count} {(files.Count == 1 ? "file is" : "files are")} found in '{config.Folder}'.");
        foreach (var file in files.Take(MostFiles))
        {
            cancellationToken.ThrowIfCancellationRequested();
            Open(file);
        }
    }

    private void Open(FoundFile found)
    {
        using var file = new TrackedFile(0, found.Path, found.Status);
        try
        {
            new FileOpener(config, new BlockReader(), NullLogger.Instance).Open(file, isFinal: true);
        }
        catch (ConnectException e)
        {
            Add(found.Path, CheckSeverity.Error, e.Message);
        }
    }

    private void Add(string subject, CheckSeverity severity, string message) => results.Add(new CheckResult(subject, severity, message));
}
