using ConnectRuntime.Connectors;
using ConnectRuntime.Records;
using ConnectRuntime.Transport;
using TopicPartition = ConnectRuntime.Transport.TopicPartition;

namespace ConnectRuntime.Runtime.Pipelines;

/// <summary>How far one sink task has come in each partition it has, as next offsets.</summary>
/// <remarks>
/// Not thread-safe: used by the sink loop. Of each partition
/// <code>committed ≤ durable ≤ written ≤ fetched</code>
/// <b>written</b> counts rows that the task was given, so dropped and failed ones behind the last of them need no word of the
/// task; <b>fetched</b> moves over control records too. While nothing is pending, what is fetched is durable.
/// </remarks>
internal sealed class SinkOffsetTracker
{
    private const long Nothing = -1;

    private readonly Dictionary<TopicPartition, Place> _places = [];

    /// <summary>The partitions.</summary>
    public IEnumerable<AssignedPartition> Partitions => _places.Values.Select(place => place.Partition);

    /// <summary>Whether the group's offsets differ from what was fetched.</summary>
    public bool HasUncommitted
    {
        get
        {
            foreach (var place in _places.Values)
            {
                if (place.Fetched != Math.Max(0, place.Partition.Committed))
                {
                    return true;
                }
            }

            return false;
        }
    }

    /// <summary>The next offset to be fetched of a partition.</summary>
    public long FetchedOf(TopicPartition partition) => _places.TryGetValue(partition, out var place) ? place.Fetched : 0;

    /// <summary>Adds a partition, to be read from what the group has committed.</summary>
    public void Add(AssignedPartition partition) =>
        _places[partition.Partition] = new Place { Partition = partition, Fetched = Math.Max(0, partition.Committed) };

    /// <summary>Forgets a partition.</summary>
    public void Remove(TopicPartition partition) => _places.Remove(partition);

    /// <summary>Says where reading goes on; nothing of the partition is pending.</summary>
    public void Start(TopicPartition partition, long next)
    {
        if (_places.TryGetValue(partition, out var place))
        {
            place.Fetched = next;
            place.Written = Nothing;
        }
    }

    /// <summary>Takes note of where a fetch has ended.</summary>
    public void Fetched(IReadOnlyList<FetchPosition> positions)
    {
        foreach (var position in positions)
        {
            if (_places.TryGetValue(position.Partition, out var place))
            {
                place.Fetched = position.NextOffset;
            }
        }
    }

    /// <summary>Takes note of the live rows that the task was given. Rows of a partition come in runs, so the table is asked once per run.</summary>
    public void Written(RecordBatch batch)
    {
        var fetched = batch.Fetched;
        var rows = batch.Rows;
        var run = -1;
        for (var i = fetched.Length - 1; i >= 0; i--)
        {
            if (fetched[i].Partition == run || !rows[i].IsLive)
            {
                continue;
            }

            run = fetched[i].Partition;
            var partition = batch.Partitions[run].Partition;
            if (_places.TryGetValue(new TopicPartition(partition.Topic, partition.Partition), out var place))
            {
                place.Written = Math.Max(place.Written, fetched[i].Offset + 1);
            }
        }
    }

    /// <summary>Takes note of what a flush has made durable.</summary>
    /// <returns>Whether that is everything the task was given.</returns>
    public bool Flushed(FlushResult result)
    {
        var all = true;
        foreach (var place in _places.Values)
        {
            if (place.Written >= 0 && result.Durable.GetValueOrDefault(Own(place), Nothing) >= place.Written)
            {
                place.Written = Nothing;
            }

            all &= place.Written < 0;
        }

        return all;
    }

    /// <summary>What may be committed: everything fetched of partitions with nothing pending; of others what is durable, and never more than was fetched.</summary>
    public Dictionary<TopicPartition, long> ToCommit(FlushResult result)
    {
        var offsets = new Dictionary<TopicPartition, long>();
        foreach (var (partition, place) in _places)
        {
            var next = place.Written < 0 ? place.Fetched : Math.Min(place.Fetched, result.Durable.GetValueOrDefault(Own(place), Nothing));
            if (next >= 0 && next != Math.Max(0, place.Partition.Committed))
            {
                offsets.Add(partition, next);
            }
        }

        return offsets;
    }

    /// <summary>Takes note of offsets that the group has committed.</summary>
    public void Committed(Dictionary<TopicPartition, long> offsets)
    {
        foreach (var (partition, next) in offsets)
        {
            if (_places.TryGetValue(partition, out var place))
            {
                place.Partition = place.Partition with { Committed = next };
            }
        }
    }

    private static Connectors.TopicPartition Own(Place place) => new(place.Partition.Partition.Topic, place.Partition.Partition.Partition);

    private sealed class Place
    {
        public AssignedPartition Partition { get; set; }

        public long Fetched { get; set; }

        public long Written { get; set; } = Nothing;
    }
}
