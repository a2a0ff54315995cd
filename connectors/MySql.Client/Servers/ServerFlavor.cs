namespace ConnectRuntime.MySql.Client.Servers;

/// <summary>Whose server it is; the two differ in GTIDs, authentication and a few statements.</summary>
public enum ServerFlavor
{
    /// <summary>MySQL, or Percona Server, or a service that behaves like it.</summary>
    MySql,

    /// <summary>MariaDB.</summary>
    MariaDb,
}
