namespace ConnectRuntime.Transport.Embedded.Storage;

/// <summary>The aborted transactions of a partition, which readers of committed records leave out.</summary>
/// <remarks>Any thread. A producer's transactions follow one another, so its ranges are sorted and do not overlap.</remarks>
internal sealed class AbortedRanges
{
    private readonly Lock _lock = new();
    private readonly Dictionary<long, List<(long First, long Last)>> _byProducer = [];
    private volatile bool _any;

    public void Add(long producerId, long first, long last)
    {
        lock (_lock)
        {
            if (!_byProducer.TryGetValue(producerId, out var ranges))
            {
                _byProducer.Add(producerId, ranges = []);
            }

            if (ranges.Count == 0 || ranges[^1].First < first)
            {
                ranges.Add((first, last));
            }

            _any = true;
        }
    }

    /// <summary>Whether the batch at an offset is of an aborted transaction.</summary>
    public bool Contains(long producerId, long offset)
    {
        if (!_any)
        {
            return false;
        }

        lock (_lock)
        {
            if (!_byProducer.TryGetValue(producerId, out var ranges))
            {
                return false;
            }

            int low = 0, high = ranges.Count;
            while (low < high)
            {
                var middle = (low + high) / 2;
                (low, high) = ranges[middle].Last < offset ? (middle + 1, high) : (low, middle);
            }

            return low < ranges.Count && ranges[low].First <= offset;
        }
    }

    public List<(long ProducerId, long First, long Last)> ToList()
    {
        lock (_lock)
        {
            return [.. _byProducer.SelectMany(p => p.Value.Select(r => (p.Key, r.First, r.Last)))];
        }
    }
}
