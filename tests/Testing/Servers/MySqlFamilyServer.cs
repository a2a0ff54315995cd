using System.Net.Sockets;

namespace ConnectRuntime.Testing.Servers;

/// <summary>A private MySQL or MariaDB server: its own folder, a free port of 127.0.0.1, and a user with a password and all rights.</summary>
/// <remarks>Tests that only need a database share one by a fixture; tests that stop, kill or pause the server start their own.</remarks>
public abstract class MySqlFamilyServer : IAsyncDisposable
{
    /// <summary>Its user.</summary>
    public const string User = "test";

    // A machine on which all tests run at once may need minutes for what takes a second.
    private protected static readonly TimeSpan Patience = TimeSpan.FromMinutes(4);

    private readonly IReadOnlyList<string> _settings;
    private ServerProcess? _process;
    private int _databases;

    private protected MySqlFamilyServer(DatabasePrograms programs, string name, IEnumerable<string> settings)
    {
        // Not the user's temporary folder: the path of a Unix socket is at most 107 bytes.
        Folder = new TempFolder(name, "/tmp");
        Programs = programs;
        _settings = [.. settings];
        Port = FreePort.Next();
    }

    /// <summary>The port it listens on; the same after a restart.</summary>
    public int Port { get; private set; }

    /// <summary>Its Unix socket.</summary>
    public string Socket => Folder.Combine("server.sock");

    /// <summary>The password of <see cref="User"/>.</summary>
    public string Password { get; } = $"my-{Guid.NewGuid():N}";

    /// <summary>Its process id.</summary>
    public int Pid => Process.Pid;

    /// <summary>Whether it runs.</summary>
    public bool IsRunning => _process?.IsRunning == true;

    /// <summary>The file that its log goes to.</summary>
    public string LogFile => Folder.Combine("server.log");

    /// <summary>The folder of its data.</summary>
    public string Data => Folder.Combine("data");

    private protected DatabasePrograms Programs { get; set; }

    private protected TempFolder Folder { get; }

    private protected abstract string ServerProgram { get; }

    private protected abstract string ClientProgram { get; }

    private ServerProcess Process => _process ?? throw new InvalidOperationException("The server does not run.");

    /// <summary>Makes an empty database that no other test has, and returns its name.</summary>
    public async Task<string> CreateDatabaseAsync()
    {
        var name = $"test_{Interlocked.Increment(ref _databases)}";
        await QueryAsync($"CREATE DATABASE {name} CHARACTER SET utf8mb4");
        return name;
    }

    /// <summary>
    /// Runs SQL as root by the server's own client and returns what it prints: a row a line, columns between tabs, NULL as <c>NULL</c>, special
    /// characters escaped. Another implementation than the one under test, for expected values.
    /// </summary>
    public async Task<string> QueryAsync(string sql, string database = "mysql") =>
        (await RunAsync(ClientProgram, sql, "--user=root", $"--socket={Socket}", "--default-character-set=utf8mb4", "-N", "-B", database))
            .TrimEnd('\n');

    /// <summary>Runs a program of the same distribution, such as <c>mysqlbinlog</c>, and returns what it prints.</summary>
    public async Task<string> RunAsync(string program, string? input, params IEnumerable<string> arguments)
    {
        var command = Programs.Command(program, ["--no-defaults", .. arguments]);
        return (await ProcessRunner.RunAsync(command[0], command.Skip(1), input: input, timeout: Patience)).OutputOrThrow();
    }

    /// <summary>Starts it, with the same data as before, and waits until it greets.</summary>
    public async Task StartAsync()
    {
        if (IsRunning)
        {
            return;
        }

        for (var attempt = 1; ; attempt++)
        {
            _process?.Dispose();
            File.Delete(LogFile);
            _process = ServerProcess.Start(Programs.Command(ServerProgram, Arguments()), LogFile, Folder.Path);
            try
            {
                await _process.ReadyAsync(IsReadyAsync, Patience);
                return;
            }
            catch (InvalidOperationException) when (attempt < 5 && _process.LogTail().Contains("Bind on TCP/IP port", StringComparison.Ordinal))
            {
                Port = FreePort.Next();
            }
        }
    }

    /// <summary>Stops it in good order; open connections are cut.</summary>
    public async Task StopAsync()
    {
        if (IsRunning && !await Process.StopAsync(Signals.Terminate, Patience))
        {
            throw new TimeoutException($"The server did not stop in {Patience.TotalSeconds:N0} s and was killed.");
        }
    }

    /// <summary>Kills the server at once; <see cref="StartAsync"/> recovers from its log.</summary>
    public Task KillAsync() => Process.KillAsync();

    /// <summary>Stops it where it is: connections stay open and nothing answers.</summary>
    public void Pause() => Process.Pause();

    /// <summary>Lets it go on.</summary>
    public void Resume() => Process.Resume();

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        if (IsRunning)
        {
            await Process.KillAsync();
        }

        _process?.Dispose();
        Folder.Dispose();
    }

    private protected async Task BeginAsync()
    {
        try
        {
            await InitializeAsync();
            await StartAsync();
            await QueryAsync($"CREATE USER {User}@'%' IDENTIFIED BY '{Password}'; GRANT ALL ON *.* TO {User}@'%' WITH GRANT OPTION");
        }
        catch
        {
            await DisposeAsync();
            throw;
        }
    }

    /// <summary>Makes the system tables.</summary>
    private protected abstract Task InitializeAsync();

    /// <summary>Options that come first, for initialising as for running. A MariaDB that starts removes the temporary tables of every other in its tmpdir.</summary>
    private protected IEnumerable<string> CommonArguments() =>
        ["--no-defaults", $"--user={Environment.UserName}", $"--datadir={Data}", $"--tmpdir={Folder.Path}", .. Programs.Locations()];

    /// <summary>Options of the flavour.</summary>
    private protected virtual IEnumerable<string> OwnArguments() => [];

    private IEnumerable<string> Arguments() =>
    [
        .. CommonArguments(), $"--port={Port}", "--bind-address=127.0.0.1", $"--socket={Socket}", "--server-id=1", "--log-bin=binlog",
        "--secure-file-priv=", "--max-connect-errors=1000000", "--max-allowed-packet=256M", "--innodb-buffer-pool-size=64M",
        .. OwnArguments(), .. _settings,
    ];

    // A server that listens may still be recovering; one that greets is ready.
    private async ValueTask<bool> IsReadyAsync()
    {
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(5));
        try
        {
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(Socket), limit.Token);
            return await socket.ReceiveAsync(new byte[64], limit.Token) > 5;
        }
        catch (Exception e) when (e is SocketException or OperationCanceledException)
        {
            return false;
        }
    }
}
