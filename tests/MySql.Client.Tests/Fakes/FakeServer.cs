using System.Net;
using System.Net.Sockets;

namespace ConnectRuntime.MySql.Client.Tests.Fakes;

/// <summary>A server that does what a test's script says, byte by byte, and shares no code with the client.</summary>
public sealed class FakeServer : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);

    /// <summary>Listens; every connection runs the script.</summary>
    public FakeServer(Func<FakeSession, Task> script)
    {
        _listener.Start();
        _ = ServeAsync(script);
    }

    /// <summary>Its port.</summary>
    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>Connections so far.</summary>
    public int Connections { get; private set; }

    /// <inheritdoc/>
    public void Dispose() => _listener.Dispose();

    private async Task ServeAsync(Func<FakeSession, Task> script)
    {
        while (true)
        {
            TcpClient client;
            try
            {
                client = await _listener.AcceptTcpClientAsync();
            }
            catch (Exception e) when (e is SocketException or ObjectDisposedException)
            {
                return;
            }

            Connections++;
            _ = RunAsync(client, script);
        }
    }

    private static async Task RunAsync(TcpClient client, Func<FakeSession, Task> script)
    {
        using (client)
        {
            try
            {
                await script(new FakeSession(client.GetStream()));
            }
            catch (Exception e) when (e is IOException or EndOfStreamException)
            {
                // The client went away, which is what many tests want.
            }
        }
    }
}
