namespace ConnectRuntime.Transport.Embedded.Storage;

/// <summary>A topic that is open: its description and its partitions.</summary>
internal sealed class TopicState
{
    private readonly StorageContext _context;
    private volatile bool _deleted;

    public TopicState(TopicInfo info, StorageContext context)
    {
        _context = context;
        Info = info;
        AppendTime = info.Config.TryGetValue("message.timestamp.type", out var type) && type == "LogAppendTime";
        Partitions = new PartitionState[info.PartitionCount];
        for (var i = 0; i < Partitions.Length; i++)
        {
            Partitions[i] = new PartitionState(this, i, context);
        }
    }

    public TopicInfo Info { get; }

    /// <summary>Put together when it is asked for: ten thousand topics would keep as many paths.</summary>
    public string Folder => Path.Combine(_context.TopicsFolder, Info.Name);

    public PartitionState[] Partitions { get; }

    /// <summary>Whether records get the time of the append, whatever the producer says.</summary>
    public bool AppendTime { get; }

    /// <summary>Set once, by the flusher.</summary>
    public bool Deleted
    {
        get => _deleted;
        set => _deleted = value;
    }
}
