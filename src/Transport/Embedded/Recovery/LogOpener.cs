using ConnectRuntime.Transport.Embedded.Files;
using ConnectRuntime.Transport.Embedded.Journal;
using ConnectRuntime.Transport.Embedded.Storage;
using ConnectRuntime.Transport.Embedded.Writing;

namespace ConnectRuntime.Transport.Embedded.Recovery;

/// <summary>Opens a folder: lock, format, topics, journal, ends of partitions, transactions left open — in this order.</summary>
internal static class LogOpener
{
    private const int ManyFiles = 16;

    public static OpenedLog Open(EmbeddedLogOptions options)
    {
        var context = new StorageContext(options);
        IDisposable? folderLock = null;
        try
        {
            CreateFolder(context, Path.GetFullPath(options.Folder));
            folderLock = context.Files.TryLock(Path.Combine(options.Folder, "lock")) ?? throw LogErrors.Locked(options.Folder);
            return Open(context, folderLock);
        }
        catch (Exception e)
        {
            folderLock?.Dispose();
            context.Open.Dispose();
            if (e is IOException or UnauthorizedAccessException)
            {
                throw LogErrors.OpenFailed(options.Folder, e);
            }

            throw;
        }
    }

    private static OpenedLog Open(StorageContext context, IDisposable folderLock)
    {
        var clusterId = FormatFile.ReadOrCreate(context);
        var topics = new TopicCatalog(context);
        topics.Load();
        var journal = new StateJournal(context);
        var decisions = journal.Open();
        var known = topics.All.Select(t => t.Info.Id).ToHashSet();
        journal.Groups.RemoveUnknown(known);
        var loop = new FlushLoop(context, journal, topics);
        var recovery = new TransactionRecovery(context, journal, topics.All);
        recovery.Load(decisions);

        var ends = CleanMarker.Take(context);
        var scanned = OpenPartitions(topics, ends);
        if (scanned.Count > ManyFiles)
        {
            context.Files.PrepareSync(context.Options.Folder);
        }

        SideBySide.Sync(scanned, p => p.Sync());
        recovery.Run(loop);
        _ = loop.SyncMarkers();
        foreach (var partition in topics.All.SelectMany(t => t.Partitions))
        {
            partition.PublishAll();
        }

        loop.Start();
        return new OpenedLog(clusterId, context, topics, loop, folderLock);
    }

    /// <summary>
    /// Makes the folder, and durable the names on the way to it, without which all in it would be lost. That they are there says
    /// nothing: a process that died may have made them just before.
    /// </summary>
    private static void CreateFolder(StorageContext context, string folder)
    {
        var made = !context.Files.DirectoryExists(folder);
        context.Files.CreateDirectory(folder);
        for (var parent = Path.GetDirectoryName(folder); parent is not null; parent = Path.GetDirectoryName(parent))
        {
            try
            {
                context.Files.SyncDirectory(parent);
            }
            catch (IOException) when (!made || parent != Path.GetDirectoryName(folder))
            {
                // A folder above that this user may not open was made by somebody else, long ago.
            }
        }
    }

    private static List<PartitionState> OpenPartitions(TopicCatalog topics, Dictionary<(Guid, int), PartitionEnd>? ends)
    {
        var scanned = new List<PartitionState>();
        foreach (var partition in topics.All.SelectMany(t => t.Partitions))
        {
            PartitionEnd? end = ends is not null && ends.TryGetValue(
                (partition.Topic.Info.Id, partition.Number), out var found) ? found : null;
            if (partition.Open(end))
            {
                scanned.Add(partition);
            }
        }

        return scanned;
    }
}
