using ConnectRuntime.MySql.Tests.Rig;
using ConnectRuntime.Testing.Servers;

namespace ConnectRuntime.MySql.Tests.Long.Sessions;

/// <summary>A server of its own, whose global time zone a test may set, with the zones of the system that tests name.</summary>
internal static class ZoneServers
{
    private const string Folder = "/usr/share/zoneinfo";

    // Half an hour of summer time, and a day that was left out, are among them.
    private static readonly string[] Named = ["Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Pacific/Apia"];

    /// <summary>Starts one, and tells the zones that it takes.</summary>
    public static async Task<(MySqlFamilyServer Server, string[] Zones)> StartAsync(string name)
    {
        MySqlFamilyServer server = name == SourceServers.MariaDb ? await MariaDbServer.StartNewAsync() : await MySqlServer.StartNewAsync();
        var (programs, program) = name == SourceServers.MariaDb
            ? (DatabasePrograms.InstalledMariaDb!, "mariadb-tzinfo-to-sql")
            : (DatabasePrograms.MySql!, "mysql_tzinfo_to_sql");
        var named = Named.Where(zone => File.Exists($"{Folder}/{zone}")).ToArray();
        foreach (var zone in named)
        {
            var command = programs.Command(program, $"{Folder}/{zone}", zone);
            await server.QueryAsync((await ProcessRunner.RunAsync(command[0], command.Skip(1))).OutputOrThrow());
        }

        // The outermost that each server takes.
        string[] edges = name == SourceServers.MariaDb ? ["+13:00", "-12:59"] : ["+14:00", "-13:59"];
        return (server, ["SYSTEM", "+00:00", .. edges, "+05:45", .. named]);
    }
}
