using ConnectRuntime.Errors;

namespace ConnectRuntime.Configuration.Providers;

/// <summary>The folders from which a provider may read; the target of a symbolic link counts, not the link.</summary>
internal sealed class AllowedPaths
{
    public static readonly ConfigKey<IReadOnlyList<string>> Key = ConfigKey.List("allowed.paths").Default()
        .Doc("Folders and files that may be read, with all that is below; everything if not set.");

    private const int MostLinks = 40;

    private readonly string[] roots;

    public AllowedPaths(IReadOnlyList<string> roots) =>
        this.roots = [.. roots.Select(root => Real(Path.GetFullPath(root), MostLinks) ?? root)];

    /// <summary>The real path, if it may be read.</summary>
    public string Check(string path)
    {
        if (!Path.IsPathFullyQualified(path))
        {
            throw new ConnectException(
                ErrorKind.Config,
                "CFG020",
                $"Cannot read '{path}': it is a relative path, an absolute one is required. Write the whole path.");
        }

        var real = Real(Path.GetFullPath(path), MostLinks);
        return real is not null && (roots.Length == 0 || roots.Any(root => IsBelow(real, root)))
            ? real
            : throw new ConnectException(
                ErrorKind.Config,
                "CFG021",
                $"Cannot read '{path}': it is outside allowed.paths, a path inside is required. Move it or extend allowed.paths.");
    }

    private static bool IsBelow(string path, string root) =>
        path == root || path.StartsWith(root.TrimEnd('/') + '/', StringComparison.Ordinal);

    /// <summary>The path with every link on the way followed; null if the links run in a circle.</summary>
    private static string? Real(string path, int linksLeft)
    {
        var real = Path.GetPathRoot(path)!;
        foreach (var part in path[real.Length..].Split(Path.DirectorySeparatorChar, StringSplitOptions.RemoveEmptyEntries))
        {
            var next = Path.Combine(real, part);
            if (new FileInfo(next).LinkTarget is { } target)
            {
                if (linksLeft == 0 || Real(Path.GetFullPath(target, real), linksLeft - 1) is not { } followed)
                {
                    return null;
                }

                next = followed;
            }

            real = next;
        }

        return real;
    }
}
