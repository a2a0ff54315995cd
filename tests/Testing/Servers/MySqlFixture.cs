namespace ConnectRuntime.Testing.Servers;

/// <summary>One MySQL server for all tests of an assembly, started when the first of them asks for it.</summary>
/// <remarks>
/// Declared once per test project by <c>[assembly: AssemblyFixture(typeof(MySqlFixture))]</c>; a test class takes it in its constructor.
/// </remarks>
public sealed class MySqlFixture : IAsyncDisposable
{
    private readonly SharedServer<MySqlServer> _server = new(() => MySqlServer.StartNewAsync());

    /// <summary>The server; the test is skipped, or fails under <c>test.sh</c>, where none is there.</summary>
    public ValueTask<MySqlServer> ServerAsync() => _server.GetAsync();

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _server.DisposeAsync();
}
