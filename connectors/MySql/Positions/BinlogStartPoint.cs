using ConnectRuntime.MySql.Client.Binlog;
using ConnectRuntime.MySql.Client.Gtids;
using ConnectRuntime.MySql.Client.Servers;

namespace ConnectRuntime.MySql.Positions;

/// <summary>A place between two transactions of a server's binlog, such as the moment of a snapshot's view.</summary>
/// <remarks>
/// Where there are GTIDs, they say what was read; file and byte then may be a little further, by transactions that were written to the log and not yet committed.
/// </remarks>
/// <param name="Flavor">Whose GTIDs they are.</param>
/// <param name="File">The binlog's name.</param>
/// <param name="Pos">Byte in the file where the next transaction begins.</param>
/// <param name="Gtids">All transactions before it, as a set of MySQL's or a list of MariaDB's; null where the server does not count them.</param>
internal sealed record BinlogStartPoint(ServerFlavor Flavor, string File, ulong Pos, string? Gtids)
{
    /// <summary>The start of a dump from here.</summary>
    public BinlogStart ToStart() => Gtids switch
    {
        null or "" => BinlogStart.At(File, Pos),
        _ when Flavor == ServerFlavor.MariaDb => BinlogStart.After(MariaDbGtidList.Parse(Gtids)),
        _ => BinlogStart.After(MySqlGtidSet.Parse(Gtids)),
    };

    /// <inheritdoc/>
    public override string ToString() => Gtids is { Length: > 0 } ? $"{File}:{Pos} ({Gtids})" : $"{File}:{Pos}";
}
