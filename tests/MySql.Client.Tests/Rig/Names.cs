namespace ConnectRuntime.MySql.Client.Tests.Rig;

/// <summary>Names of the servers in theories.</summary>
public static class Names
{
    public const string MariaDb = "MariaDB 10.11";
    public const string MySql = "MySQL 9.7";
    public const string NewMariaDb = "MariaDB 11.8";
}
