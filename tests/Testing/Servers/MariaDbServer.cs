namespace ConnectRuntime.Testing.Servers;

/// <summary>A private MariaDB server: that of the system, or a newer one.</summary>
public sealed class MariaDbServer : MySqlFamilyServer
{
    private MariaDbServer(DatabasePrograms programs, IEnumerable<string> settings)
        : base(programs, "maria", settings)
    {
    }

    /// <summary>Why there can be no server on this machine, and what to do; null when there can.</summary>
    public static string? WhyMissing { get; } = DatabasePrograms.InstalledMariaDb is null
        ? "MariaDB's server programs are not installed. Run ./test.sh, or install the package mariadb-server."
        : null;

    /// <summary>The same for <see cref="StartNewerAsync"/>.</summary>
    public static string? WhyNewerMissing { get; } = DatabasePrograms.NewMariaDb is null
        ? "There is no MariaDB 11.6 or later. Run ./test.sh, or set MARIADB_HOME to the folder of a distribution."
        : null;

    private protected override string ServerProgram => "mariadbd";

    private protected override string ClientProgram => "mariadb";

    /// <summary>Makes and starts the system's server; the test is skipped, or fails under <c>test.sh</c>, where none is installed.</summary>
    /// <param name="settings">Options of the server, such as <c>--max-connections=5</c>.</param>
    public static Task<MariaDbServer> StartNewAsync(params IEnumerable<string> settings)
    {
        ServerRequirement.Installed(WhyMissing);
        return StartAsync(DatabasePrograms.InstalledMariaDb!, settings);
    }

    /// <summary>Makes and starts a server that is new enough for parsec and TLS without configuration.</summary>
    public static Task<MariaDbServer> StartNewerAsync(params IEnumerable<string> settings)
    {
        ServerRequirement.Installed(WhyNewerMissing);
        return StartAsync(DatabasePrograms.NewMariaDb!, settings);
    }

    /// <summary>Stops it and starts a newer MariaDB on its data.</summary>
    public async Task UpgradeAsync()
    {
        ServerRequirement.Installed(WhyNewerMissing);
        await StopAsync();
        Programs = DatabasePrograms.NewMariaDb!;
        await StartAsync();
    }

    private protected override async Task InitializeAsync()
    {
        Directory.CreateDirectory(Data);
        var sql = new StringWriter();
        sql.Write("CREATE DATABASE mysql;\nUSE mysql;\nSET @auth_root_socket=NULL;\nSET @skip_auth_anonymous=1;\n");
        foreach (var part in new[] { "_system_tables.sql", "_performance_tables.sql", "_system_tables_data.sql" })
        {
            var file = Directory.GetFiles(Programs.Share, "*" + part).Single(f => !Path.GetFileName(f).StartsWith("fill", StringComparison.Ordinal));
            sql.Write(await File.ReadAllTextAsync(file));
        }

        var command = Programs.Command(
            ServerProgram, [.. CommonArguments(), .. Small, "--bootstrap", "--log-warnings=0", "--max-allowed-packet=8M", "--net-buffer-length=16K"]);
        (await ProcessRunner.RunAsync(command[0], command.Skip(1), input: sql.ToString(), timeout: Patience)).OutputOrThrow();
    }

    // A plugin that is not there is a line in the log.
    private protected override IEnumerable<string> OwnArguments() =>
        [.. Small, "--binlog-format=ROW", "--plugin-load-add=auth_ed25519", "--plugin-load-add=auth_parsec", "--plugin-load-add=auth_mysql_sha2"];

    private static readonly string[] Small = ["--innodb-log-file-size=16M"];

    private static async Task<MariaDbServer> StartAsync(DatabasePrograms programs, IEnumerable<string> settings)
    {
        var server = new MariaDbServer(programs, settings);
        await server.BeginAsync();
        return server;
    }
}
