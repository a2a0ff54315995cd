namespace ConnectRuntime.MySql.Client.Gtids;

/// <summary>A set of MySQL's transactions that grows with every transaction of a stream.</summary>
/// <remarks>
/// One owner, one thread. The next number of the source that was added last, which is nearly every one, costs a comparison and allocates nothing;
/// <see cref="ToSet"/> copies.
/// </remarks>
public sealed class MySqlGtidTracker
{
    private readonly Dictionary<GtidSource, List<GtidInterval>> _sources = [];
    private GtidSource _source;
    private List<GtidInterval>? _intervals;

    /// <summary>Begins with a set.</summary>
    public MySqlGtidTracker(MySqlGtidSet start)
    {
        foreach (var source in start.Sources)
        {
            _sources[source] = [.. start.Intervals(source)];
        }
    }

    /// <summary>Adds a transaction; one that is there already changes nothing.</summary>
    public void Add(GtidSource source, long number)
    {
        if (_intervals is null || source != _source)
        {
            _source = source;
            if (!_sources.TryGetValue(source, out _intervals))
            {
                _sources[source] = _intervals = [];
            }
        }

        var last = _intervals.Count - 1;
        if (last >= 0 && _intervals[last].Last + 1 == number)
        {
            _intervals[last] = _intervals[last] with { Last = number };
        }
        else
        {
            Insert(number);
        }
    }

    /// <summary>The set as it is now.</summary>
    public MySqlGtidSet ToSet() => MySqlGtidSet.Of(_sources.SelectMany(s => s.Value.Select(i => KeyValuePair.Create(s.Key, i))));

    private void Insert(long number)
    {
        var intervals = _intervals!;
        var joined = IntervalList.Union([.. intervals], [new GtidInterval(number, number)]);
        intervals.Clear();
        intervals.AddRange(joined);
    }
}
