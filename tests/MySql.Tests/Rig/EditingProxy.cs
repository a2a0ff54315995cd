using System.Net;
using System.Net.Sockets;

namespace ConnectRuntime.MySql.Tests.Rig;

/// <summary>A port of 127.0.0.1 that passes bytes on to a server and back, and exchanges a text for another of its length in what the server sends.</summary>
/// <remarks>The text is found where it arrives in one piece, so what is compressed, encrypted or has a checksum does not pass.</remarks>
public sealed class EditingProxy : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _accepting;
    private readonly (byte[] From, byte[] To) _edit;
    private readonly int _server;

    /// <summary>Listens.</summary>
    /// <param name="server">The server's port.</param>
    /// <param name="from">The text.</param>
    /// <param name="to">What takes its place.</param>
    public EditingProxy(int server, string from, string to)
    {
        (_server, _edit) = (server, (System.Text.Encoding.UTF8.GetBytes(from), System.Text.Encoding.UTF8.GetBytes(to)));
        Assert.Equal(_edit.From.Length, _edit.To.Length);
        _listener.Start();
        _accepting = AcceptAsync();
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
            await Task.WhenAny(CopyAsync(client, server, isEdited: false), CopyAsync(server, client, isEdited: true));
        }
    }

    private async Task CopyAsync(TcpClient from, TcpClient to, bool isEdited)
    {
        var buffer = new byte[1 << 20];
        while (await from.GetStream().ReadAsync(buffer, _stop.Token) is > 0 and var count)
        {
            if (isEdited && buffer.AsSpan(0, count).IndexOf(_edit.From) is >= 0 and var at)
            {
                _edit.To.CopyTo(buffer, at);
            }

            await to.GetStream().WriteAsync(buffer.AsMemory(0, count), _stop.Token);
        }
    }
}
