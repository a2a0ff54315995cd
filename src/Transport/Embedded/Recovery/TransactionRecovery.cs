using ConnectRuntime.Transport.Embedded.Journal;
using ConnectRuntime.Transport.Embedded.Storage;
using ConnectRuntime.Transport.Embedded.Writing;

namespace ConnectRuntime.Transport.Embedded.Recovery;

/// <summary>Ends, at open, every transaction that a crash left without its marker: as the journal decided, else by aborting it.</summary>
internal sealed class TransactionRecovery(StorageContext context, StateJournal journal, ICollection<TopicState> topics)
{
    private readonly Dictionary<(Guid Topic, int Partition, long ProducerId, long First), bool> _decided = [];

    /// <summary>Tells partitions what was aborted, before any of them is published.</summary>
    public void Load(List<TransactionEnd> decisions)
    {
        var byId = topics.ToDictionary(t => t.Info.Id);
        foreach (var end in decisions)
        {
            foreach (var range in end.Ranges)
            {
                _decided[(range.Topic, range.Partition, end.ProducerId, range.First)] = end.Commit;
                if (!end.Commit && byId.TryGetValue(range.Topic, out var topic) && range.Partition < topic.Partitions.Length)
                {
                    topic.Partitions[range.Partition].Aborted.Add(end.ProducerId, range.First, range.Last);
                }
            }
        }
    }

    /// <summary>Writes decisions and markers through the flusher's own cycle.</summary>
    public void Run(FlushLoop loop)
    {
        var open = topics.SelectMany(t => t.Partitions).SelectMany(p => p.Ongoing).ToList();
        if (open.Count == 0)
        {
            return;
        }

        var undecided = open.Where(o => !_decided.ContainsKey(Key(o))).ToList();
        foreach (var producer in undecided.GroupBy(o => o.ProducerId))
        {
            journal.AddEnd(new TransactionEnd(producer.Key, false, [.. producer.Select(o =>
                new EndedRange(o.Partition.Topic.Info.Id, o.Partition.Number, o.First, o.Last))], []));
        }

        if (journal.HasPending)
        {
            journal.Flush();
        }

        foreach (var one in open)
        {
            one.Partition.End(one, _decided.GetValueOrDefault(Key(one)));
            loop.MarkerWritten(one.Partition);
        }

        context.Log(
            $"{open.Count} ends of transactions were missing in partitions and are written now; {undecided.Count} of them were " +
            $"undecided and are aborted.");
    }

    private static (Guid Topic, int Partition, long ProducerId, long First) Key(OngoingTransaction one) =>
        (one.Partition.Topic.Info.Id, one.Partition.Number, one.ProducerId, one.First);
}
