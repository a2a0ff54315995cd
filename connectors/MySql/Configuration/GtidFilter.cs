using System.Globalization;

namespace ConnectRuntime.MySql.Configuration;

/// <summary>The decision whose transactions count, by where they were first committed. Immutable, for any thread.</summary>
/// <remarks>A source is a server's UUID in MySQL, and <c>domain-server</c> in MariaDB. Where a list is set, a stream starts even if a server has purged transactions of other sources, or does not know them.</remarks>
internal sealed class GtidFilter
{
    /// <summary>The filter that takes every source.</summary>
    public static readonly GtidFilter All = new();

    /// <summary>Sources, of which others are left out; null for all.</summary>
    public RegexList? Include { get; init; }

    /// <summary>Sources that are left out; null for none.</summary>
    public RegexList? Exclude { get; init; }

    /// <summary>Whether rows of sources that are left out are left out too.</summary>
    public bool FiltersRows { get; init; } = true;

    /// <summary>Whether every source counts.</summary>
    public bool TakesAll => Include is null && Exclude is null;

    /// <summary>Whether a source of MariaDB counts: the lists may name domains, or a domain with its server.</summary>
    public bool Accepts(uint domain, uint server)
    {
        var (whole, name) = (domain.ToString(CultureInfo.InvariantCulture), $"{domain}-{server}");
        return Include is { } include ? include.Matches(whole) || include.Matches(name)
            : Exclude is not { } exclude || !(exclude.Matches(whole) || exclude.Matches(name));
    }

    /// <summary>Whether a source of MySQL, a UUID, counts.</summary>
    public bool Accepts(string source) => Include?.Matches(source) ?? !(Exclude?.Matches(source) ?? false);
}
