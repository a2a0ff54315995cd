using System.Globalization;
using ConnectRuntime.MySql.Client.Connections;
using ConnectRuntime.MySql.Client.Gtids;
using ConnectRuntime.MySql.Configuration;

namespace ConnectRuntime.MySql.Positions;

/// <summary>Whether a server can go on from a position.</summary>
internal static class PositionCheck
{
    /// <summary>Asks a server.</summary>
    /// <returns>Null if it can; otherwise what is missing, as part of a sentence.</returns>
    public static async Task<string?> FindGapAsync(
        MySqlConnection connection, BinlogPosition position, GtidFilter filter, CancellationToken cancellationToken)
    {
        if (position.Gtids is { Length: > 0 } gtids)
        {
            return connection.Server.IsMariaDb ? null : await FindGtidGapAsync(connection, gtids, filter, cancellationToken);
        }

        foreach (var row in await connection.RowsAsync("SHOW BINARY LOGS", cancellationToken))
        {
            if (row[0] == position.File)
            {
                var size = ulong.Parse(row[1]!, CultureInfo.InvariantCulture);
                return size >= position.Pos ? null : $"{position.File} has {size} bytes, the position is {position.Pos}";
            }
        }

        return $"{position.File} is not among the server's binlogs any more";
    }

    private static async Task<string?> FindGtidGapAsync(MySqlConnection connection, string gtids, GtidFilter filter, CancellationToken cancellationToken)
    {
        var read = MySqlGtidSet.Parse(gtids);
        var purged = MySqlGtidSet.Parse(await connection.ScalarAsync("SELECT @@GLOBAL.gtid_purged", cancellationToken) ?? string.Empty);
        var lost = purged.Subtract(read).Where(source => filter.Accepts(source.Uuid.ToString()));
        return lost.IsEmpty ? null : $"the transactions {lost} were purged";
    }
}
