using ConnectRuntime.Testing.Servers;

namespace ConnectRuntime.MySql.Tests.Snapshot;

/// <summary>A user with few rights.</summary>
internal static class SnapshotUser
{
    /// <summary>The least that a source needs.</summary>
    public const string Basics = "SELECT, REPLICATION CLIENT, REPLICATION SLAVE";

    /// <summary>Makes one, and returns the options that name it.</summary>
    public static async Task<(string Name, string Value)[]> AddAsync(MySqlFamilyServer server, string rights)
    {
        var name = $"u{Guid.NewGuid():N}"[..20];
        await server.QueryAsync($"CREATE USER {name}@'%' IDENTIFIED BY '{name}-Pw'; GRANT {rights} ON *.* TO {name}@'%'");
        return [("database.user", name), ("database.password", $"{name}-Pw")];
    }
}
