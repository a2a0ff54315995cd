namespace ConnectRuntime.Testing.Generated;

/// <summary>The folder that holds the solution, found by walking up from the test's own folder.</summary>
public static class RepositoryRoot
{
    private const string Marker = "ConnectRuntime.sln";

    /// <summary>Its full path.</summary>
    public static string Path { get; } = Find(AppContext.BaseDirectory);

    /// <summary>The full path of something in the tree, named with forward slashes.</summary>
    public static string Full(string relative) => System.IO.Path.Combine(Path, relative);

    private static string Find(string from)
    {
        for (DirectoryInfo? at = new(from); at is not null; at = at.Parent)
        {
            if (File.Exists(System.IO.Path.Combine(at.FullName, Marker)))
            {
                return at.FullName;
            }
        }

        throw new DirectoryNotFoundException(
            $"No folder above {from} holds {Marker}; the tests read the tree and have to run from a build inside it.");
    }
}
