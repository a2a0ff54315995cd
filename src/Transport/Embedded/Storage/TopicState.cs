namespace ConnectRuntime.Transport.Embedded.Storage;

/// <summary>A topic that is open: its description and its partitions.</summary>
internal sealed class TopicState
{
    private volatile bool _deleted;

    public TopicState(TopicInfo info, string folder, StorageContext context)
    {
        Info = info;
        Folder = folder;
        AppendTime = info.Config.TryGetValue("message.timestamp.type", out var type) && type == "LogAppendTime";
        Partitions = new PartitionState[info.PartitionCount];
        for (var i = 0; i < Partitions.Length; i++)
        {
            Partitions[i] = new PartitionState(this, i, context);
        }
    }

    public TopicInfo Info { get; }

    public string Folder { get; }

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
