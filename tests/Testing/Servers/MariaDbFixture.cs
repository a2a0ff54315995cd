namespace ConnectRuntime.Testing.Servers;

/// <summary>One MariaDB server of the system for all tests of an assembly, started when the first of them asks for it.</summary>
/// <remarks>
/// Declared once per test project by <c>[assembly: AssemblyFixture(typeof(MariaDbFixture))]</c>; a test class takes it in its constructor.
/// </remarks>
public sealed class MariaDbFixture : IAsyncDisposable
{
    private readonly SharedServer<MariaDbServer> _server = new(() => MariaDbServer.StartNewAsync());

    /// <summary>The server; the test is skipped, or fails under <c>test.sh</c>, where none is installed.</summary>
    public ValueTask<MariaDbServer> ServerAsync() => _server.GetAsync();

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _server.DisposeAsync();
}
