using ConnectRuntime.Transport.Embedded.Storage;

namespace ConnectRuntime.Transport.Embedded.Writing;

/// <summary>Sorts the records of an encoded batch by partition and frames them.</summary>
/// <remarks>
/// Owned by one producer, on its caller's thread; keeps its arrays. A partition of the batch has a slot: the topic's first slot
/// plus the partition. One pass counts the records of each slot, one puts their numbers in order of slot.
/// </remarks>
internal sealed class BatchFramer(TopicCatalog catalog, EmbeddedLogOptions options)
{
    private TopicState?[] _topics = [];
    private int[] _firstSlot = [];
    private int[] _count = [];
    private int[] _touched = [];
    private PartitionState[] _touchedPartition = [];
    private int[] _order = [];

    /// <summary>Frames all records into a request; a Data error leaves the request to be recycled.</summary>
    public void Frame(EncodedBatch batch, AppendRequest request, RecordWriter writer)
    {
        var records = batch.Records;
        if (records.IsEmpty)
        {
            return;
        }

        Resolve(batch);
        var touched = Count(batch);
        if (touched == 1)
        {
            _count[_touched[0]] = 0;
            writer.Write(batch, default, _touchedPartition[0], request);
            return;
        }

        Sort(records, touched);
        var start = 0;
        for (var i = 0; i < touched; i++)
        {
            var end = _count[_touched[i]];
            _count[_touched[i]] = 0;
            writer.Write(batch, _order.AsSpan(start, end - start), _touchedPartition[i], request);
            start = end;
        }
    }

    /// <summary>Finds, or makes, the topics that records are for.</summary>
    private void Resolve(EncodedBatch batch)
    {
        var names = batch.Topics;
        Ensure(ref _topics, names.Count);
        Ensure(ref _firstSlot, names.Count + 1);
        _firstSlot.AsSpan(0, names.Count).Clear();
        foreach (ref readonly var record in batch.Records)
        {
            _firstSlot[record.Topic] = 1;
        }

        List<TopicSpec>? missing = null;
        for (var i = 0; i < names.Count; i++)
        {
            _topics[i] = _firstSlot[i] == 0 ? null : catalog.Find(names[i]);
            if (_firstSlot[i] != 0 && _topics[i] is null)
            {
                (missing ??= []).Add(new TopicSpec(names[i]));
            }
        }

        if (missing is not null)
        {
            Create(missing, names);
        }

        var slots = 0;
        for (var i = 0; i < names.Count; i++)
        {
            _firstSlot[i] = slots;
            slots += _topics[i]?.Partitions.Length ?? 0;
        }

        Ensure(ref _count, slots);
    }

    private void Create(List<TopicSpec> missing, IReadOnlyList<string> names)
    {
        if (!options.AutoCreateTopics)
        {
            throw LogErrors.UnknownTopic(missing[0].Name);
        }

        catalog.Create(missing);
        for (var i = 0; i < names.Count; i++)
        {
            _topics[i] ??= catalog.Find(names[i]);
        }
    }

    /// <summary>Counts the records of each slot and checks each record.</summary>
    /// <returns>The number of slots with records.</returns>
    private int Count(EncodedBatch batch)
    {
        var touched = 0;
        var records = batch.Records;
        for (var i = 0; i < records.Length; i++)
        {
            ref readonly var record = ref records[i];
            var topic = _topics[record.Topic];
            if (topic is null || (uint)record.Partition >= (uint)topic.Partitions.Length || Large(in record, options.MaxRecordBytes))
            {
                Forget(touched);
                throw Refused(batch, i, topic);
            }

            var slot = _firstSlot[record.Topic] + record.Partition;
            if (_count[slot]++ == 0)
            {
                if (touched == _touched.Length)
                {
                    Array.Resize(ref _touched, Math.Max(16, touched * 2));
                    Array.Resize(ref _touchedPartition, _touched.Length);
                }

                _touched[touched] = slot;
                _touchedPartition[touched++] = topic.Partitions[record.Partition];
            }
        }

        return touched;
    }

    /// <summary>Orders the record numbers by slot; afterwards a slot's count is where its numbers end.</summary>
    private void Sort(ReadOnlySpan<EncodedRecord> records, int touched)
    {
        Ensure(ref _order, records.Length);
        var start = 0;
        for (var i = 0; i < touched; i++)
        {
            ref var count = ref _count[_touched[i]];
            (count, start) = (start, start + count);
        }

        for (var i = 0; i < records.Length; i++)
        {
            _order[_count[_firstSlot[records[i].Topic] + records[i].Partition]++] = i;
        }
    }

    private void Forget(int touched)
    {
        for (var i = 0; i < touched; i++)
        {
            _count[_touched[i]] = 0;
        }
    }

    private TopicLogException Refused(EncodedBatch batch, int index, TopicState? topic)
    {
        var record = batch.Records[index];
        var name = batch.Topics[record.Topic];
        if (topic is null)
        {
            return LogErrors.TopicGone(name);
        }

        return (uint)record.Partition >= (uint)topic.Partitions.Length
            ? LogErrors.PartitionOutOfRange(index, name, record.Partition, topic.Partitions.Length)
            : LogErrors.RecordTooLarge(
                index, name, (long)Math.Max(0, record.Key.Length) + Math.Max(0, record.Value.Length), options.MaxRecordBytes);
    }

    private static bool Large(in EncodedRecord record, int limit) =>
        (long)Math.Max(0, record.Key.Length) + Math.Max(0, record.Value.Length) > limit;

    private static void Ensure<T>(ref T[] array, int length)
    {
        if (array.Length < length)
        {
            Array.Resize(ref array, Math.Max(length, array.Length * 2));
        }
    }
}
