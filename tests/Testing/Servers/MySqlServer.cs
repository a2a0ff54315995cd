namespace ConnectRuntime.Testing.Servers;

/// <summary>A private MySQL server, 9.7 or later.</summary>
public sealed class MySqlServer : MySqlFamilyServer
{
    private MySqlServer(DatabasePrograms programs, IEnumerable<string> settings)
        : base(programs, "mysql", settings)
    {
    }

    /// <summary>Why there can be no server on this machine, and what to do; null when there can.</summary>
    public static string? WhyMissing { get; } = DatabasePrograms.MySql is null
        ? "There is no MySQL 9.7 or later. Run ./test.sh, or set MYSQL_HOME to the folder of a distribution."
        : null;

    private protected override string ServerProgram => "mysqld";

    private protected override string ClientProgram => "mysql";

    /// <summary>Makes and starts a server; the test is skipped, or fails under <c>test.sh</c>, where none is there.</summary>
    /// <param name="settings">Options of the server, such as <c>--max-connections=5</c>.</param>
    public static async Task<MySqlServer> StartNewAsync(params IEnumerable<string> settings)
    {
        ServerRequirement.Installed(WhyMissing);
        var server = new MySqlServer(DatabasePrograms.MySql!, settings);
        await server.BeginAsync();
        return server;
    }

    private protected override async Task InitializeAsync()
    {
        var command = Programs.Command(ServerProgram, [.. CommonArguments(), "--initialize-insecure"]);
        (await ProcessRunner.RunAsync(command[0], command.Skip(1), timeout: Patience)).OutputOrThrow();
    }

    private protected override IEnumerable<string> OwnArguments() =>
        ["--mysqlx=OFF", "--innodb-redo-log-capacity=32M", "--gtid-mode=ON", "--enforce-gtid-consistency=ON"];
}
