using ConnectRuntime.Transport.Embedded.Files;

namespace ConnectRuntime.Transport.Embedded.Storage;

/// <summary>What all partitions of a log share.</summary>
internal sealed class StorageContext(EmbeddedLogOptions options)
{
    public EmbeddedLogOptions Options { get; } = options;

    public ILogFileSystem Files { get; } = options.FileSystem;

    public OpenFiles Open { get; } = new(options.FileSystem, options.MaxOpenFiles);

    public string TopicsFolder { get; } = Path.Combine(options.Folder, "topics");

    /// <summary>Topics that are being made or removed; emptied at open.</summary>
    public string StagingFolder { get; } = Path.Combine(options.Folder, "staging");

    public long Now => Options.Clock.GetUtcNow().ToUnixTimeMilliseconds();

    public void Log(string message) => Options.Log?.Invoke(message);

    public TopicLogException WriteFailed(IOException e) =>
        LogErrors.WriteFailed(Options.Folder, Files.FreeBytes(Options.Folder), e);
}
