using System.Text.RegularExpressions;
using ConnectRuntime.Testing.Generated;

namespace ConnectRuntime.Repo.Tests.Source;

/// <summary>A text file of the tree; build products and caches are not part of it.</summary>
/// <param name="Path">From the root, with forward slashes.</param>
/// <param name="Text">The content, with line feeds alone.</param>
public sealed partial record TreeFile(string Path, string Text)
{
    private static readonly HashSet<string> NotOurs =
        ["bin", "obj", ".git", ".data", ".cache", ".vs", ".idea", "TestResults", "BenchmarkDotNet.Artifacts", "node_modules"];

    private static readonly HashSet<string> TextEndings =
    [
        ".cs", ".csproj", ".props", ".targets", ".sln", ".sh", ".md", ".json", ".yml", ".yaml", ".js", ".css", ".html", ".txt", ".sql",
        ".config", ".xml", ".editorconfig", ".gitignore", ".dockerignore", "",
    ];

    private static readonly Lazy<IReadOnlyList<TreeFile>> Tree = new(() => [.. Read(RepositoryRoot.Path)]);

    /// <summary>Every text file, in the order of their paths.</summary>
    public static IReadOnlyList<TreeFile> All => Tree.Value;

    /// <summary>The lines, without their ends.</summary>
    public string[] Lines => Text.Split('\n');

    /// <summary>Whether the file lies below one of the folders.</summary>
    public bool IsUnder(params string[] folders) => folders.Any(folder => Path.StartsWith(folder + "/", StringComparison.Ordinal));

    /// <summary>Whether the name ends so.</summary>
    public bool Is(params string[] endings) => endings.Any(ending => Path.EndsWith(ending, StringComparison.Ordinal));

    /// <summary>Whether a shell runs it.</summary>
    public bool IsScript => Is(".sh") || ShellFirstLine().IsMatch(Text);

    /// <summary>Reads the text files below a folder.</summary>
    public static IEnumerable<TreeFile> Read(string root)
    {
        foreach (var path in Paths(root).Order(StringComparer.Ordinal))
        {
            var text = TryRead(path);
            if (text is not null && !text.Contains('\0', StringComparison.Ordinal))
            {
                yield return new TreeFile(System.IO.Path.GetRelativePath(root, path).Replace('\\', '/'), text.ReplaceLineEndings("\n"));
            }
        }
    }

    [GeneratedRegex(@"^#!.*\b(ba|da)?sh\b")]
    private static partial Regex ShellFirstLine();

    private static IEnumerable<string> Paths(string folder)
    {
        foreach (var file in Directory.EnumerateFiles(folder))
        {
            if (TextEndings.Contains(System.IO.Path.GetExtension(file)))
            {
                yield return file;
            }
        }

        foreach (var below in Directory.EnumerateDirectories(folder))
        {
            if (!NotOurs.Contains(System.IO.Path.GetFileName(below)) && new DirectoryInfo(below).LinkTarget is null)
            {
                foreach (var file in Paths(below))
                {
                    yield return file;
                }
            }
        }
    }

    // Someone may save or remove a file while the tree is read.
    private static string? TryRead(string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (IOException)
        {
            return null;
        }
    }
}
