using System.Net;
using System.Net.Sockets;
using System.Text;

namespace ConnectRuntime.MySql.Tests.Rig;

/// <summary>A port of 127.0.0.1 that passes bytes on to a server and back, and shows them before they go on.</summary>
/// <remarks>Texts are found where they arrive in one piece, so what is compressed, encrypted or has a checksum does not pass.</remarks>
public sealed class InterceptingProxy : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _accepting;
    private readonly Func<Memory<byte>, ValueTask>? _sent;
    private readonly Func<Memory<byte>, ValueTask>? _received;
    private readonly int _server;

    /// <summary>Listens.</summary>
    /// <param name="server">The server's port.</param>
    /// <param name="sent">Gets what the client sends, which goes on when it is done.</param>
    /// <param name="received">Gets what the server sends, which goes on when it is done.</param>
    public InterceptingProxy(int server, Func<Memory<byte>, ValueTask>? sent = null, Func<Memory<byte>, ValueTask>? received = null)
    {
        (_server, _sent, _received) = (server, sent, received);
        _listener.Start();
        _accepting = AcceptAsync();
    }

    /// <summary>Listens, and exchanges a text for another of its length in what the server sends.</summary>
    /// <param name="server">The server's port.</param>
    /// <param name="from">The text.</param>
    /// <param name="to">What takes its place.</param>
    public static InterceptingProxy Editing(int server, string from, string to)
    {
        Assert.Equal(from.Length, to.Length);
        return new InterceptingProxy(server, received: bytes =>
        {
            if (bytes.Span.IndexOf(Encoding.ASCII.GetBytes(from)) is >= 0 and var at)
            {
                Encoding.ASCII.GetBytes(to, bytes.Span[at..]);
            }

            return ValueTask.CompletedTask;
        });
    }

    /// <summary>The port.</summary>
    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Dispose();
        await _accepting.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        var connections = new List<Task>();
        try
        {
            while (true)
            {
                connections.Add(PassAsync(await _listener.AcceptTcpClientAsync(_stop.Token)));
            }
        }
        finally
        {
            await Task.WhenAll(connections).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task PassAsync(TcpClient client)
    {
        using var server = new TcpClient();
        using (client)
        {
            await server.ConnectAsync(IPAddress.Loopback, _server, _stop.Token);
            await Task.WhenAny(CopyAsync(client, server, _sent), CopyAsync(server, client, _received));
        }
    }

    private async Task CopyAsync(TcpClient from, TcpClient to, Func<Memory<byte>, ValueTask>? hook)
    {
        var buffer = new byte[1 << 20];
        while (await from.GetStream().ReadAsync(buffer, _stop.Token) is > 0 and var count)
        {
            if (hook is not null)
            {
                await hook(buffer.AsMemory(0, count));
            }

            await to.GetStream().WriteAsync(buffer.AsMemory(0, count), _stop.Token);
        }
    }
}
