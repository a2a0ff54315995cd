using System.Globalization;

namespace ConnectRuntime.MySql.Client.Gtids;

/// <summary>The name of one of MariaDB's transactions: <c>domain-server-sequence</c>. Sequences rise within a domain, whatever the server.</summary>
public readonly record struct MariaDbGtid(uint Domain, uint Server, ulong Sequence)
{
    /// <summary>Reads <c>0-1-100</c>; false when it is none.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out MariaDbGtid gtid)
    {
        gtid = default;
        Span<Range> parts = stackalloc Range[4];
        if (text.Split(parts, '-') != 3
            || !uint.TryParse(text[parts[0]], NumberStyles.None, CultureInfo.InvariantCulture, out var domain)
            || !uint.TryParse(text[parts[1]], NumberStyles.None, CultureInfo.InvariantCulture, out var server)
            || !ulong.TryParse(text[parts[2]], NumberStyles.None, CultureInfo.InvariantCulture, out var sequence))
        {
            return false;
        }

        gtid = new MariaDbGtid(domain, server, sequence);
        return true;
    }

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Domain}-{Server}-{Sequence}");
}
