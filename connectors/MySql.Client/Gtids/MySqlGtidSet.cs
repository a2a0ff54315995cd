using System.Collections.Immutable;
using System.Text;

namespace ConnectRuntime.MySql.Client.Gtids;

/// <summary>A set of MySQL's transactions: intervals of numbers, per server and tag.</summary>
/// <remarks>
/// Immutable, any thread. The text is canonical, as the server's own: <c>uuid:1-5:8,uuid2:1:tag:1-3</c>, in lower case, sorted, without blanks; so equal sets
/// have equal texts.
/// </remarks>
public sealed class MySqlGtidSet : IEquatable<MySqlGtidSet>
{
    /// <summary>No transactions.</summary>
    public static readonly MySqlGtidSet Empty = new(ImmutableSortedDictionary<GtidSource, GtidInterval[]>.Empty);

    private readonly ImmutableSortedDictionary<GtidSource, GtidInterval[]> _sources;

    private MySqlGtidSet(ImmutableSortedDictionary<GtidSource, GtidInterval[]> sources)
    {
        _sources = sources;
    }

    /// <summary>Whether it has none.</summary>
    public bool IsEmpty => _sources.IsEmpty;

    /// <summary>Whether a source has a tag, which needs MySQL 8.3 or later.</summary>
    public bool HasTags => _sources.Keys.Any(s => s.Tag.Length > 0);

    /// <summary>The servers and tags, sorted.</summary>
    public IEnumerable<GtidSource> Sources => _sources.Keys;

    /// <summary>How many transactions it has.</summary>
    public decimal Count => _sources.Values.Sum(i => i.Sum(n => (decimal)n.Last - n.First + 1));

    /// <summary>Reads what the server prints, or a user writes.</summary>
    /// <exception cref="ConnectRuntime.Errors.ConnectException">MYC022: the text is not a set.</exception>
    public static MySqlGtidSet Parse(string text) => Of(new GtidSetText(text).Read());

    /// <summary>The set of intervals in any order.</summary>
    public static MySqlGtidSet Of(IEnumerable<KeyValuePair<GtidSource, GtidInterval>> intervals)
    {
        var builder = ImmutableSortedDictionary.CreateBuilder<GtidSource, GtidInterval[]>();
        foreach (var source in intervals.GroupBy(i => i.Key, i => i.Value))
        {
            builder[source.Key] = IntervalList.Normalize([.. source]);
        }

        return new MySqlGtidSet(builder.ToImmutable());
    }

    /// <summary>The intervals of a source.</summary>
    public ReadOnlySpan<GtidInterval> Intervals(GtidSource source) => _sources.GetValueOrDefault(source);

    /// <summary>Whether it has a transaction.</summary>
    public bool Contains(GtidSource source, long number) => IntervalList.Contains(_sources.GetValueOrDefault(source), number);

    /// <summary>Whether it has all of another.</summary>
    public bool Contains(MySqlGtidSet other) => other.Subtract(this).IsEmpty;

    /// <summary>With one transaction more.</summary>
    public MySqlGtidSet Add(GtidSource source, long number)
    {
        var intervals = _sources.GetValueOrDefault(source) ?? [];
        if (intervals.Length > 0 && intervals[^1].Last + 1 == number)
        {
            // The usual case: the next one.
            var longer = (GtidInterval[])intervals.Clone();
            longer[^1] = longer[^1] with { Last = number };
            return new MySqlGtidSet(_sources.SetItem(source, longer));
        }

        return new MySqlGtidSet(_sources.SetItem(source, IntervalList.Union(intervals, [new GtidInterval(number, number)])));
    }

    /// <summary>The transactions of both.</summary>
    public MySqlGtidSet Union(MySqlGtidSet other)
    {
        var builder = _sources.ToBuilder();
        foreach (var (source, intervals) in other._sources)
        {
            builder[source] = IntervalList.Union(_sources.GetValueOrDefault(source), intervals);
        }

        return new MySqlGtidSet(builder.ToImmutable());
    }

    /// <summary>Its transactions that another has not.</summary>
    public MySqlGtidSet Subtract(MySqlGtidSet other)
    {
        var builder = _sources.ToBuilder();
        foreach (var (source, intervals) in other._sources)
        {
            if (!_sources.TryGetValue(source, out var mine))
            {
                continue;
            }

            var rest = IntervalList.Subtract(mine, intervals);
            if (rest.Length == 0)
            {
                builder.Remove(source);
            }
            else
            {
                builder[source] = rest;
            }
        }

        return new MySqlGtidSet(builder.ToImmutable());
    }

    /// <summary>The transactions that both have.</summary>
    public MySqlGtidSet Intersect(MySqlGtidSet other) => Subtract(Subtract(other));

    /// <summary>Only the sources that pass a filter.</summary>
    public MySqlGtidSet Where(Func<GtidSource, bool> filter) =>
        new(_sources.RemoveRange(_sources.Keys.Where(s => !filter(s)).ToList()));

    /// <inheritdoc/>
    public bool Equals(MySqlGtidSet? other) => other is not null && _sources.Count == other._sources.Count
        && _sources.All(s => other._sources.TryGetValue(s.Key, out var theirs) && s.Value.AsSpan().SequenceEqual(theirs));

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as MySqlGtidSet);

    /// <inheritdoc/>
    public override int GetHashCode() => ToString().GetHashCode(StringComparison.Ordinal);

    /// <summary>The canonical text; empty for the empty set.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        Guid? uuid = null;
        foreach (var (source, intervals) in _sources)
        {
            if (source.Uuid != uuid)
            {
                text.Append(uuid is null ? "" : ",").Append(source.Uuid.ToString("D"));
                uuid = source.Uuid;
            }

            if (source.Tag.Length > 0)
            {
                text.Append(':').Append(source.Tag);
            }

            foreach (var interval in intervals)
            {
                text.Append(':').Append(interval.ToString());
            }
        }

        return text.ToString();
    }
}
