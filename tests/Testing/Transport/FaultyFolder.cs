namespace ConnectRuntime.Testing.Transport;

/// <summary>A folder in memory: the names that a process sees, and those that a power cut leaves.</summary>
internal sealed class FaultyFolder
{
    private Dictionary<string, object> _synced = [];

    /// <summary>Files and folders by name.</summary>
    public Dictionary<string, object> Names { get; } = [];

    public void Sync() => _synced = new(Names);

    /// <summary>The folder after a power cut: names as synced, or as they were if <paramref name="keepNames"/>.</summary>
    public FaultyFolder AfterCrash(bool keepNames, Func<FaultyFile, FaultyFile> file)
    {
        var after = new FaultyFolder();
        foreach (var (name, node) in keepNames ? Names : _synced)
        {
            after.Names[name] = node is FaultyFolder folder ? folder.AfterCrash(keepNames, file) : file((FaultyFile)node);
        }

        after.Sync();
        return after;
    }
}
