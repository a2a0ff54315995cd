using System.Collections.Concurrent;
using ConnectRuntime.Transport.Embedded.Files;

namespace ConnectRuntime.Transport.Embedded.Storage;

/// <summary>
/// The topics that exist: a folder each, which appears under its name when it is complete and durable, and vanishes by one rename.
/// </summary>
/// <remarks>Looking up is for any thread; making and removing is serialised by a lock, removing is also the flusher's.</remarks>
internal sealed class TopicCatalog(StorageContext context)
{
    private const int ManyTopics = 16;
    private readonly ConcurrentDictionary<string, TopicState> _topics = new(StringComparer.Ordinal);
    private readonly Lock _lock = new();
    private int _version;

    /// <summary>Told, on the thread that does it, that topics came or went.</summary>
    public event Action? Changed;

    public ICollection<TopicState> All => _topics.Values;

    /// <summary>Rises with every change.</summary>
    public int Version => Volatile.Read(ref _version);

    public TopicState? Find(string name) => _topics.GetValueOrDefault(name);

    /// <summary>The partition of that name and number; a Config error if there is none.</summary>
    public PartitionState Get(TopicPartition partition) =>
        Find(partition.Topic) is { } topic && (uint)partition.Partition < (uint)topic.Partitions.Length
            ? topic.Partitions[partition.Partition]
            : throw LogErrors.UnknownPartition(partition);

    /// <summary>Reads the topics that are there and clears what was being made or removed.</summary>
    public void Load()
    {
        context.Files.CreateDirectory(context.TopicsFolder);
        context.Files.DeleteDirectory(context.StagingFolder);
        context.Files.CreateDirectory(context.StagingFolder);
        context.Files.SyncDirectory(context.Options.Folder);
        context.Files.SyncDirectory(context.TopicsFolder);
        foreach (var name in context.Files.ListDirectories(context.TopicsFolder))
        {
            var folder = Path.Combine(context.TopicsFolder, name);
            _topics[name] = new TopicState(TopicFile.Read(context.Files, folder, name), context);
        }
    }

    /// <summary>Makes the topics that do not exist yet, all at once.</summary>
    public void Create(IReadOnlyList<TopicSpec> specs)
    {
        foreach (var spec in specs)
        {
            Validate(spec);
        }

        lock (_lock)
        {
            var missing = specs.Where(s => !_topics.ContainsKey(s.Name)).DistinctBy(s => s.Name).ToList();
            if (missing.Count == 0)
            {
                return;
            }

            try
            {
                CreateMissing(missing);
            }
            catch (IOException e)
            {
                throw context.WriteFailed(e);
            }
        }

        RaiseChanged();
    }

    /// <summary>Removes a topic; on the flusher, behind everything that was appended to it.</summary>
    public bool Remove(string name)
    {
        lock (_lock)
        {
            if (!_topics.TryGetValue(name, out var topic))
            {
                return false;
            }

            var gone = Path.Combine(context.StagingFolder, topic.Info.Id.ToString("N"));
            context.Files.Rename(topic.Folder, gone);
            topic.Deleted = true;
            _topics.TryRemove(name, out _);
            context.Files.SyncDirectory(context.TopicsFolder);
            context.Files.SyncDirectory(context.StagingFolder);
            foreach (var segment in topic.Partitions.SelectMany(p => p.Segments))
            {
                context.Open.Close(segment);
            }

            context.Files.DeleteDirectory(gone);
        }

        RaiseChanged();
        return true;
    }

    private void CreateMissing(List<TopicSpec> missing)
    {
        var made = new List<(TopicInfo Info, string Staged)>();
        foreach (var spec in missing)
        {
            var count = spec.PartitionCount == -1 ? context.Options.DefaultPartitions : spec.PartitionCount;
            var info = new TopicInfo(spec.Name, Guid.NewGuid(), count, new Dictionary<string, string>(spec.Config));
            var staged = Path.Combine(context.StagingFolder, info.Id.ToString("N"));
            TopicFile.Stage(context.Files, staged, info);
            made.Add((info, staged));
        }

        if (made.Count > ManyTopics)
        {
            context.Files.PrepareSync(context.Options.Folder);
        }

        // All syncs come before the first rename, which would give each of them a journal of the file system to write.
        SideBySide.Sync(made, m => TopicFile.Sync(context.Files, m.Staged, m.Info.PartitionCount));
        foreach (var (info, staged) in made)
        {
            context.Files.Rename(staged, Path.Combine(context.TopicsFolder, info.Name));
        }

        context.Files.SyncDirectory(context.TopicsFolder);
        context.Files.SyncDirectory(context.StagingFolder);
        foreach (var (info, _) in made)
        {
            _topics[info.Name] = new TopicState(info, context);
        }
    }

    private static void Validate(TopicSpec spec)
    {
        var valid = spec.Name.Length is >= 1 and <= 249 && spec.Name is not ("." or "..")
            && spec.Name.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '-');
        if (!valid)
        {
            throw LogErrors.BadTopicName(spec.Name);
        }

        if (spec.PartitionCount is not (-1 or (>= 1 and <= 10000)))
        {
            throw LogErrors.BadPartitionCount(spec.Name, spec.PartitionCount);
        }
    }

    private void RaiseChanged()
    {
        Interlocked.Increment(ref _version);
        Changed?.Invoke();
    }
}
