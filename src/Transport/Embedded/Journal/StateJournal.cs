using ConnectRuntime.Transport.Embedded.Files;
using ConnectRuntime.Transport.Embedded.Storage;
using ConnectRuntime.Transport.Embedded.Transactions;

namespace ConnectRuntime.Transport.Embedded.Journal;

/// <summary>The file of small durable facts: group offsets, transactional ids, decisions on transactions.</summary>
/// <remarks>
/// Flusher only, once open. Appended and synced once a cycle; written anew as a snapshot of what still counts when it has grown
/// to four times the last one, so its size is bounded by what is alive.
/// </remarks>
internal sealed class StateJournal(StorageContext context) : IDisposable
{
    private readonly string _path = Path.Combine(context.Options.Folder, "state.log");
    private ILogFile? _file;
    private long _length;
    private long _compactAt = context.Options.JournalBytes;

    /// <summary>Records of this cycle.</summary>
    public JournalEncoder Pending { get; } = new();

    public GroupOffsetsStore Groups { get; } = new();

    public TransactionTable Transactions { get; } = new();

    public bool HasPending => !Pending.Bytes.IsEmpty;

    public bool IsLarge => _length >= _compactAt;

    /// <summary>Reads the file and cuts off a torn end.</summary>
    /// <returns>The decisions in it.</returns>
    public List<TransactionEnd> Open()
    {
        context.Files.DeleteFile(_path + ".new");
        _file = context.Files.Open(_path, create: true);
        var bytes = new byte[checked((int)_file.Length)];
        _ = _file.Read(bytes, 0);
        var decisions = new List<TransactionEnd>();
        var reader = new JournalReader(bytes);
        while (reader.Next(out var kind))
        {
            Replay(ref reader, kind, decisions);
        }

        _length = reader.Position;
        _compactAt = Math.Max(context.Options.JournalBytes, _length * 2);
        if (_length < bytes.Length)
        {
            context.Log(
                $"{bytes.Length - _length} bytes at the end of {_path} are no whole record and are cut off: they were being written " +
                $"when the process ended.");
            _file.Truncate(_length);
        }

        _file.Sync();
        context.Files.SyncDirectory(context.Options.Folder);
        return decisions;
    }

    /// <summary>Writes and syncs the pending records; an <see cref="IOException"/> says that none is kept.</summary>
    public void Flush()
    {
        try
        {
            _file!.Write(Pending.Bytes, _length);
        }
        catch (IOException)
        {
            Pending.Clear();
            Guarded(() => _file!.Truncate(_length));
            throw;
        }

        Guarded(_file.Sync);
        _length += Pending.Bytes.Length;
        Pending.Clear();
    }

    /// <summary>Replaces the file by what counts; all markers must be synced.</summary>
    public void Compact(ICollection<TopicState> topics)
    {
        WriteSnapshot(topics);
        var path = _path + ".new";
        ILogFile? fresh = null;
        try
        {
            fresh = context.Files.Open(path, create: true);
            fresh.Truncate(0);
            fresh.Write(Pending.Bytes, 0);
            fresh.Sync();
        }
        catch (IOException e)
        {
            fresh?.Dispose();
            Pending.Clear();
            _compactAt = _length * 2;
            context.Log($"{_path} is not made smaller: {e.Message} It is tried again when it has grown to {_compactAt} bytes.");
            return;
        }

        Guarded(() =>
        {
            context.Files.Rename(path, _path);
            context.Files.SyncDirectory(context.Options.Folder);
        });
        _file!.Dispose();
        _file = fresh;
        _length = Pending.Bytes.Length;
        _compactAt = Math.Max(context.Options.JournalBytes, _length * 4);
        Pending.Clear();
    }

    public void Dispose() => _file?.Dispose();

    public void AddEnd(TransactionEnd end)
    {
        Pending.Begin(JournalRecordKind.End);
        Pending.Int64(end.ProducerId);
        Pending.Byte(end.Commit ? (byte)1 : (byte)0);
        Pending.Int32(end.Ranges.Count);
        foreach (var range in end.Ranges)
        {
            Pending.Identity(range.Topic);
            Pending.Int32(range.Partition);
            Pending.Int64(range.First);
            Pending.Int64(range.Last);
        }

        Pending.Int32(end.Offsets.Count);
        foreach (var offsets in end.Offsets)
        {
            Pending.Offsets(offsets);
        }

        Pending.End();
    }

    public void AddOffsets(GroupOffsetsChange change)
    {
        Pending.Begin(JournalRecordKind.Offsets);
        Pending.Offsets(change);
        Pending.End();
    }

    public void AddNoGroup(string group)
    {
        Pending.Begin(JournalRecordKind.NoGroup);
        Pending.Text(group);
        Pending.End();
    }

    public void AddProducer(TransactionState producer)
    {
        Pending.Begin(JournalRecordKind.Producer);
        Pending.Text(producer.Id);
        Pending.Int64(producer.ProducerId);
        Pending.Int16(producer.Epoch);
        Pending.End();
    }

    private void WriteSnapshot(ICollection<TopicState> topics)
    {
        foreach (var group in Groups.Snapshot())
        {
            AddOffsets(group);
        }

        foreach (var producer in Transactions.All)
        {
            AddProducer(producer);
        }

        var aborted = from topic in topics
                      from partition in topic.Partitions
                      from range in partition.Aborted.ToList()
                      group new EndedRange(topic.Info.Id, partition.Number, range.First, range.Last) by range.ProducerId;
        foreach (var producer in aborted)
        {
            AddEnd(new TransactionEnd(producer.Key, false, [.. producer], []));
        }
    }

    private void Replay(ref JournalReader reader, JournalRecordKind kind, List<TransactionEnd> decisions)
    {
        switch (kind)
        {
            case JournalRecordKind.Offsets:
                Groups.Apply(reader.Offsets());
                break;
            case JournalRecordKind.NoGroup:
                Groups.Remove(reader.Text());
                break;
            case JournalRecordKind.Producer:
                Transactions.Load(reader.Text(), reader.Int64(), reader.Int16());
                break;
            case JournalRecordKind.End:
                var end = reader.End();
                decisions.Add(end);
                end.Offsets.ForEach(Groups.Apply);
                break;
            default:
                throw LogErrors.BadFile(_path, $"a record of the unknown kind {kind} ends at byte {reader.Position}");
        }
    }

    private void Guarded(Action action)
    {
        try
        {
            action();
        }
        catch (IOException e)
        {
            throw LogErrors.SyncFailed(_path, e);
        }
    }
}
