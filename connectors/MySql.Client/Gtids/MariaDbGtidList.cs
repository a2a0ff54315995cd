using System.Collections.Immutable;
using ConnectRuntime.MySql.Client.Errors;

namespace ConnectRuntime.MySql.Client.Gtids;

/// <summary>A position in MariaDB's binlog: the last transaction of each domain.</summary>
/// <remarks>Immutable, any thread. The text is sorted by domain, as the server prints it: <c>0-1-100,1-2-7</c>.</remarks>
public sealed class MariaDbGtidList : IEquatable<MariaDbGtidList>
{
    /// <summary>Before the first transaction.</summary>
    public static readonly MariaDbGtidList Empty = new(ImmutableSortedDictionary<uint, MariaDbGtid>.Empty);

    private readonly ImmutableSortedDictionary<uint, MariaDbGtid> _domains;

    private MariaDbGtidList(ImmutableSortedDictionary<uint, MariaDbGtid> domains)
    {
        _domains = domains;
    }

    /// <summary>Whether no domain is named.</summary>
    public bool IsEmpty => _domains.IsEmpty;

    /// <summary>The last transaction of each domain, sorted.</summary>
    public IEnumerable<MariaDbGtid> Gtids => _domains.Values;

    /// <summary>Reads <c>0-1-100,1-2-7</c>; of a domain that is named twice, as in a binlog state, the higher sequence holds.</summary>
    /// <exception cref="ConnectRuntime.Errors.ConnectException">MYC022: the text is not a list.</exception>
    public static MariaDbGtidList Parse(string text)
    {
        var list = Empty;
        foreach (var part in text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (!MariaDbGtid.TryParse(part, out var gtid))
            {
                throw MySqlErrors.BadGtidSet(text, $"'{part}' is not domain-server-sequence");
            }

            list = list.Contains(gtid) ? list : list.With(gtid);
        }

        return list;
    }

    /// <summary>After a transaction: it is the last one of its domain, even where a failover made the sequence lower.</summary>
    public MariaDbGtidList With(MariaDbGtid gtid) => new(_domains.SetItem(gtid.Domain, gtid));

    /// <summary>Whether a transaction is at or before this position.</summary>
    public bool Contains(MariaDbGtid gtid) => _domains.TryGetValue(gtid.Domain, out var last) && gtid.Sequence <= last.Sequence;

    /// <summary>Whether another position is at or before this one in every domain.</summary>
    public bool Contains(MariaDbGtidList other) => other._domains.Values.All(Contains);

    /// <summary>The later of both, per domain.</summary>
    public MariaDbGtidList Union(MariaDbGtidList other) =>
        other._domains.Values.Aggregate(this, static (list, gtid) => list.Contains(gtid) ? list : list.With(gtid));

    /// <summary>Only the domains that pass a filter.</summary>
    public MariaDbGtidList Where(Func<MariaDbGtid, bool> filter) =>
        new(_domains.RemoveRange(_domains.Values.Where(g => !filter(g)).Select(g => g.Domain).ToList()));

    /// <inheritdoc/>
    public bool Equals(MariaDbGtidList? other) => other is not null && _domains.SequenceEqual(other._domains);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as MariaDbGtidList);

    /// <inheritdoc/>
    public override int GetHashCode() => _domains.Aggregate(0, static (hash, g) => HashCode.Combine(hash, g.Value));

    /// <summary>The text; empty for none.</summary>
    public override string ToString() => string.Join(',', _domains.Values);
}
