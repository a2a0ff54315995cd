using System.Globalization;
using ConnectRuntime.MySql.Client.Connections;
using ConnectRuntime.MySql.Client.Servers;
using ConnectRuntime.MySql.History.Ddl;

namespace ConnectRuntime.MySql.Streaming;

/// <summary>What the meaning of a server's binlog depends on beside its events.</summary>
/// <param name="Version">Its flavour and version.</param>
/// <param name="LowerCaseTableNames">Its lower_case_table_names.</param>
/// <param name="ExplicitDefaultsForTimestamp">Its explicit_defaults_for_timestamp, which counts where an event does not tell the session's.</param>
/// <param name="SystemZone">Its machine's time zone, which sessions call SYSTEM.</param>
internal sealed record ServerModel(ServerVersion Version, int LowerCaseTableNames, bool ExplicitDefaultsForTimestamp, TimeZoneInfo SystemZone)
{
    /// <summary>Asks a server.</summary>
    public static async Task<ServerModel> ReadAsync(MySqlConnection connection, CancellationToken cancellationToken)
    {
        var row = (await connection.RowsAsync(
            "SELECT @@GLOBAL.lower_case_table_names, @@GLOBAL.explicit_defaults_for_timestamp, @@GLOBAL.system_time_zone, "
            + "TIMESTAMPDIFF(MINUTE, UTC_TIMESTAMP(), CONVERT_TZ(UTC_TIMESTAMP(), '+00:00', 'SYSTEM'))",
            cancellationToken))[0];
        return new ServerModel(connection.Server, Number(row[0]), row[1] == "1", Zone(row[2], Number(row[3])));
    }

    // CEST is no name of a zone: the offset of now is the best that can be had then.
    private static TimeZoneInfo Zone(string? name, int offset) =>
        name is not null && TimeZoneInfo.TryFindSystemTimeZoneById(name, out var known) ? known : SessionZone.Fixed(TimeSpan.FromMinutes(offset));

    private static int Number(string? text) => int.Parse(text ?? "0", CultureInfo.InvariantCulture);
}
