namespace ConnectRuntime.Testing.Servers;

/// <summary>A private PostgreSQL server: its own folder, a free port of 127.0.0.1, a password, and <c>fsync</c> on.</summary>
/// <remarks>
/// It takes a second or two to make. Tests that only need a database share one by <see cref="PostgresFixture"/>; tests that stop,
/// kill or pause the server start their own. Connections are described by text, so that no driver is needed here.
/// </remarks>
public sealed class PostgresServer : IAsyncDisposable
{
    private const string User = "postgres";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly TempFolder _folder;
    private readonly string _bin;
    private readonly IReadOnlyList<string> _settings;
    private readonly string _password = $"pg-{Guid.NewGuid():N}";
    private ServerProcess? _process;
    private int _databases;

    private PostgresServer(string bin, IEnumerable<string> settings)
    {
        // Not the user's temporary folder: the path of a Unix socket is at most 107 bytes.
        _folder = new TempFolder("pg", "/tmp");
        _bin = bin;
        _settings = [.. settings];
        Port = FreePort.Next();
    }

    /// <summary>Why there can be no server on this machine, and what to do; null when there can.</summary>
    public static string? WhyMissing { get; } = FindBinaries() is null
        ? "PostgreSQL's server programs are not installed. Run ./test.sh, or install the package postgresql."
        : null;

    /// <summary>The port it listens on; the same after a restart.</summary>
    public int Port { get; private set; }

    /// <summary>Its process id.</summary>
    public int Pid => Process.Pid;

    /// <summary>Whether it runs.</summary>
    public bool IsRunning => _process?.IsRunning == true;

    /// <summary>The password of its user <c>postgres</c>, for tests that look for it where it must not be.</summary>
    public string Password => _password;

    /// <summary>The file that its log goes to.</summary>
    public string LogFile => _folder.Combine("server.log");

    private string Data => _folder.Combine("data");

    private ServerProcess Process => _process ?? throw new InvalidOperationException("The server does not run.");

    /// <summary>Makes and starts a server; the test is skipped, or fails under <c>test.sh</c>, where none is installed.</summary>
    /// <param name="settings">Settings of <c>postgresql.conf</c> as <c>name=value</c>, such as <c>max_connections=5</c>.</param>
    public static async Task<PostgresServer> StartNewAsync(params IEnumerable<string> settings)
    {
        ServerRequirement.Installed(WhyMissing);
        var server = new PostgresServer(FindBinaries()!, settings);
        try
        {
            await server.InitializeAsync();
            await server.StartAsync();
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>How a driver reaches a database of this server: host, port, user and password as <c>Name=value;</c> pairs.</summary>
    public string ConnectionString(string database = "postgres") =>
        $"Host=127.0.0.1;Port={Port};Username={User};Password={_password};Database={database}";

    /// <summary>The same as a JDBC address, without user and password.</summary>
    public string JdbcUrl(string database = "postgres") => $"jdbc:postgresql://127.0.0.1:{Port}/{database}";

    /// <summary>Makes an empty database in UTF-8 and returns its connection string.</summary>
    /// <param name="name">Its name; null for one that no other test has.</param>
    public async Task<string> CreateDatabaseAsync(string? name = null)
    {
        name ??= $"test_{Interlocked.Increment(ref _databases)}";
        await QueryAsync(ConnectionString(), $"CREATE DATABASE \"{name}\" TEMPLATE template0");
        return ConnectionString(name);
    }

    /// <summary>
    /// Runs SQL by the server's own client and returns what it prints: a row a line, columns between bars, NULL as <c>∅</c>. Another
    /// implementation than the driver under test, for expected values.
    /// </summary>
    public async Task<string> QueryAsync(string connectionString, string sql)
    {
        var database = connectionString.Split(';').Single(p => p.StartsWith("Database=", StringComparison.Ordinal))["Database=".Length..];
        string[] arguments =
        [
            "-X", "-q", "-A", "-t", "-P", "null=∅", "-v", "ON_ERROR_STOP=1",
            "-h", _folder.Path, "-p", $"{Port}", "-U", User, "-d", database, "-f", "-",
        ];
        var result = await ProcessRunner.RunAsync(
            Path.Combine(_bin, "psql"), arguments, new Dictionary<string, string?> { ["PGCLIENTENCODING"] = "UTF8" }, sql);
        return result.OutputOrThrow().TrimEnd('\n');
    }

    /// <summary>Starts it again with the same data, and waits until it takes connections.</summary>
    public async Task StartAsync()
    {
        if (IsRunning)
        {
            return;
        }

        for (var attempt = 1; ; attempt++)
        {
            _process?.Dispose();
            var log = LogFile;
            _process = ServerProcess.Start(ServerUser.Command(Path.Combine(_bin, "postgres"), Arguments()), log, _folder.Path);
            try
            {
                await _process.ReadyAsync(IsReadyAsync, Patience);
                return;
            }
            catch (InvalidOperationException) when (attempt < 5 && _process.LogTail().Contains("could not bind", StringComparison.Ordinal))
            {
                Port = FreePort.Next();
            }
        }
    }

    /// <summary>Stops it in good order; open connections are cut.</summary>
    public async Task StopAsync()
    {
        if (IsRunning && !await Process.StopAsync(Signals.Interrupt, Patience))
        {
            throw new TimeoutException($"PostgreSQL did not stop in {Patience.TotalSeconds:N0} s and was killed.");
        }
    }

    /// <summary>Kills the server and all its sessions at once; <see cref="StartAsync"/> recovers from the log it synced.</summary>
    public Task KillAsync() => Process.KillAsync();

    /// <summary>Stops all its processes where they are: connections stay open and nothing answers.</summary>
    public void Pause() => Process.Pause();

    /// <summary>Lets them go on.</summary>
    public void Resume() => Process.Resume();

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (IsRunning)
        {
            await Process.KillAsync();
        }

        _process?.Dispose();
        _folder.Dispose();
    }

    private static string? FindBinaries()
    {
        const string Debian = "/usr/lib/postgresql";
        var folders = Directory.Exists(Debian) ? Directory.GetDirectories(Debian) : [];
        var newest = folders
            .OrderByDescending(f => int.TryParse(Path.GetFileName(f), out var version) ? version : 0)
            .Select(f => Path.Combine(f, "bin"));
        var initdb = ProcessRunner.Find("initdb", newest);
        var real = initdb is null ? null : File.ResolveLinkTarget(initdb, returnFinalTarget: true)?.FullName ?? initdb;
        var bin = Path.GetDirectoryName(real);
        return bin is not null && File.Exists(Path.Combine(bin, "postgres")) && File.Exists(Path.Combine(bin, "psql")) ? bin : null;
    }

    private async Task InitializeAsync()
    {
        var passwordFile = _folder.Combine("password");
        await File.WriteAllTextAsync(passwordFile, _password);
        await ServerUser.OwnAsync(_folder.Path);
        var command = ServerUser.Command(
            Path.Combine(_bin, "initdb"), "-D", Data, "-U", User, "-E", "UTF8", "--locale=C", "--no-sync", "--no-instructions",
            "--auth-local=trust", "--auth-host=scram-sha-256", $"--pwfile={passwordFile}");
        (await ProcessRunner.RunAsync(command[0], command.Skip(1))).OutputOrThrow();
    }

    private List<string> Arguments()
    {
        List<string> arguments = ["-D", Data];
        string[] own =
        [
            "listen_addresses=127.0.0.1", $"port={Port}", $"unix_socket_directories={_folder.Path}", "fsync=on", "shared_buffers=32MB",
            "max_prepared_transactions=16", "logging_collector=off", "lc_messages=C",
        ];
        foreach (var setting in own.Concat(_settings))
        {
            arguments.AddRange(["-c", setting]);
        }

        return arguments;
    }

    // The first line of this file is the process id and the eighth its state, as pg_ctl reads them.
    private async ValueTask<bool> IsReadyAsync()
    {
        try
        {
            var lines = await File.ReadAllLinesAsync(Path.Combine(Data, "postmaster.pid"));
            return lines.Length >= 8 && lines[0] == $"{Process.Pid}" && lines[7].Trim() == "ready";
        }
        catch (IOException)
        {
            return false;
        }
    }
}
