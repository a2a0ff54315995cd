using System.Net;
using System.Net.Sockets;

namespace ConnectRuntime.Jdbc.Tests.Rig;

/// <summary>Stands between a client and a server, and once cuts the line when the client has sent certain bytes.</summary>
internal sealed class CuttingProxy : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly int _server;
    private readonly Task _accepting;
    private byte[]? _trigger;
    private bool _deliver;

    public CuttingProxy(int server)
    {
        _server = server;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>Whether the line was cut.</summary>
    public bool HasCut { get; private set; }

    /// <summary>Cuts when these bytes come by.</summary>
    /// <param name="trigger">The bytes.</param>
    /// <param name="deliver">Whether they reach the server, whose answer is then thrown away; or the cut comes before.</param>
    public void CutAt(byte[] trigger, bool deliver)
    {
        HasCut = false;
        _deliver = deliver;
        _trigger = trigger;
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        _listener.Stop();
        await _accepting;
        _end.Dispose();
    }

    private async Task AcceptAsync()
    {
        var lines = new List<Task>();
        try
        {
            while (true)
            {
                lines.Add(ServeAsync(await _listener.AcceptTcpClientAsync(_end.Token)));
            }
        }
        catch (Exception error) when (error is OperationCanceledException or SocketException)
        {
            await Task.WhenAll(lines);
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using (client)
        using (var server = new TcpClient())
        {
            try
            {
                await server.ConnectAsync(IPAddress.Loopback, _server, _end.Token);
                using var silent = new CancellationTokenSource();
                var answers = CopyAsync(server.GetStream(), client.GetStream(), silent.Token);
                await Task.WhenAny(ForwardAsync(client.GetStream(), server.GetStream(), silent), answers);
            }
            catch (Exception error) when (error is IOException or SocketException or OperationCanceledException or ObjectDisposedException)
            {
                // One of the two sides is gone, and so is the other one now.
            }
        }
    }

    private async Task ForwardAsync(NetworkStream client, NetworkStream server, CancellationTokenSource silent)
    {
        var buffer = new byte[64 * 1024];
        for (int count; (count = await client.ReadAsync(buffer, _end.Token)) > 0;)
        {
            if (_trigger is { } trigger && buffer.AsSpan(0, count).IndexOf(trigger) >= 0)
            {
                _trigger = null;
                HasCut = true;
                await silent.CancelAsync();
                if (_deliver)
                {
                    await server.WriteAsync(buffer.AsMemory(0, count), _end.Token);
                    await Task.Delay(300, _end.Token);
                }

                return;
            }

            await server.WriteAsync(buffer.AsMemory(0, count), _end.Token);
        }
    }

    private async Task CopyAsync(NetworkStream from, NetworkStream to, CancellationToken silent)
    {
        var buffer = new byte[64 * 1024];
        for (int count; (count = await from.ReadAsync(buffer, _end.Token)) > 0;)
        {
            if (!silent.IsCancellationRequested)
            {
                await to.WriteAsync(buffer.AsMemory(0, count), _end.Token);
            }
        }
    }
}
