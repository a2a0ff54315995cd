namespace ConnectRuntime.Testing.Servers;

/// <summary>One PostgreSQL server for all tests of an assembly, started when the first of them asks for it.</summary>
/// <remarks>
/// Declared once per test project by <c>[assembly: AssemblyFixture(typeof(PostgresFixture))]</c>; a test class takes it in its
/// constructor. A test that needs a database calls <see cref="CreateDatabaseAsync"/> and shares nothing with others.
/// </remarks>
public sealed class PostgresFixture : IAsyncDisposable
{
    private readonly SemaphoreSlim _starting = new(1, 1);
    private PostgresServer? _server;

    /// <summary>The server; the test is skipped, or fails under <c>test.sh</c>, where none is installed.</summary>
    public async ValueTask<PostgresServer> ServerAsync()
    {
        await _starting.WaitAsync();
        try
        {
            return _server ??= await PostgresServer.StartNewAsync();
        }
        finally
        {
            _starting.Release();
        }
    }

    /// <summary>The connection string of a new, empty database.</summary>
    public async ValueTask<string> CreateDatabaseAsync() => await (await ServerAsync()).CreateDatabaseAsync();

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_server is not null)
        {
            await _server.DisposeAsync();
        }

        _starting.Dispose();
    }
}
