using ConnectRuntime.Errors;
using ConnectRuntime.FlatFile.Options;

namespace ConnectRuntime.FlatFile.Tailing;

/// <summary>Lists the files of the folder.</summary>
internal sealed class FolderScanner(FlatFileConfig config)
{
    private readonly EnumerationOptions _options = new()
    {
        RecurseSubdirectories = config.Recursive,
        IgnoreInaccessible = config.Recursive,
        AttributesToSkip = config.Recursive ? FileAttributes.ReparsePoint : FileAttributes.None,
        ReturnSpecialDirectories = false,
    };

    /// <summary>Files whose name matches, in the order in which they are to be begun.</summary>
    public List<FoundFile> Matching()
    {
        var found = new List<FoundFile>();
        foreach (var path in Paths().Where(IsMatch))
        {
            if (FileStat.Of(path) is { } status)
            {
                found.Add(new FoundFile(path, status));
            }
        }

        found.Sort(Compare);
        return found;
    }

    /// <summary>Files under any other name: one of them may be one that was followed and has been renamed.</summary>
    public IEnumerable<FoundFile> Others()
    {
        foreach (var path in Paths().Where(path => !IsMatch(path)))
        {
            if (FileStat.Of(path) is { } status)
            {
                yield return new FoundFile(path, status);
            }
        }
    }

    private bool IsMatch(string path) => config.File is null ? config.Pattern.IsMatch(Path.GetFileName(path)) : path == config.File;

    private List<string> Paths()
    {
        try
        {
            return [.. Directory.EnumerateFiles(config.Folder, "*", _options)];
        }
        catch (DirectoryNotFoundException e)
        {
            throw new ConnectException(ErrorKind.Config, "FIL011", $"Cannot list folder '{config.Folder}': it does not exist, a folder is required. Make it, or correct input.path or file.", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ConnectException(ErrorKind.Transient, "FIL012", $"Cannot list folder '{config.Folder}': {e.Message} Reading it is required. Give this process the right to read it, or look after the disk.", e);
        }
    }

    private int Compare(FoundFile a, FoundFile b)
    {
        foreach (var order in config.Order)
        {
            var result = order switch
            {
                FileOrder.NameAsc => string.CompareOrdinal(a.Path, b.Path),
                FileOrder.NameDesc => string.CompareOrdinal(b.Path, a.Path),
                FileOrder.LengthAsc => a.Status.Size.CompareTo(b.Status.Size),
                FileOrder.LengthDesc => b.Status.Size.CompareTo(a.Status.Size),
                FileOrder.LastModifiedAsc => a.Status.Changed.CompareTo(b.Status.Changed),
                _ => b.Status.Changed.CompareTo(a.Status.Changed),
            };
            if (result != 0)
            {
                return result;
            }
        }

        return string.CompareOrdinal(a.Path, b.Path);
    }
}

/// <summary>A file in a folder.</summary>
/// <param name="Path">Its full path.</param>
/// <param name="Status">What the file system says.</param>
internal readonly record struct FoundFile(string Path, FileStatus Status);
