using System.Net;
using System.Net.Sockets;
using ConnectRuntime.MySql.Client.Errors;

namespace ConnectRuntime.MySql.Client.Connections;

/// <summary>The way to a connected socket: each address of the host in turn, until one answers.</summary>
internal static class SocketConnector
{
    public static async Task<Socket> ConnectAsync(MySqlConnectionConfig config, CancellationToken cancellationToken)
    {
        try
        {
            return config.IsUnixSocket
                ? await ConnectAsync(new UnixDomainSocketEndPoint(config.Host), config, cancellationToken).ConfigureAwait(false)
                : await ConnectAnyAsync(config, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is SocketException or ArgumentException)
        {
            throw MySqlErrors.Unreachable(config.Server, e);
        }
    }

    private static async Task<Socket> ConnectAnyAsync(MySqlConnectionConfig config, CancellationToken cancellationToken)
    {
        var addresses = IPAddress.TryParse(config.Host, out var literal)
            ? [literal]
            : await Dns.GetHostAddressesAsync(config.Host, cancellationToken).ConfigureAwait(false);
        for (var i = 0; ; i++)
        {
            try
            {
                return await ConnectAsync(new IPEndPoint(addresses[i], config.Port), config, cancellationToken).ConfigureAwait(false);
            }
            catch (SocketException) when (i + 1 < addresses.Length)
            {
                // The next address may answer, as with a host that has IPv6 without a server there.
            }
        }
    }

    private static async Task<Socket> ConnectAsync(EndPoint endPoint, MySqlConnectionConfig config, CancellationToken cancellationToken)
    {
        var isUnix = endPoint is UnixDomainSocketEndPoint;
        var socket = new Socket(endPoint.AddressFamily, SocketType.Stream, isUnix ? ProtocolType.Unspecified : ProtocolType.Tcp);
        try
        {
            if (!isUnix)
            {
                SetOptions(socket, config.KeepAlive);
            }

            await socket.ConnectAsync(endPoint, cancellationToken).ConfigureAwait(false);
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private static void SetOptions(Socket socket, TimeSpan keepAlive)
    {
        socket.NoDelay = true;
        socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.KeepAlive, true);
        if (keepAlive > TimeSpan.Zero)
        {
            var seconds = Math.Max(1, (int)keepAlive.TotalSeconds);
            socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveTime, seconds);
            socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveInterval, Math.Max(1, seconds / 6));
        }
    }
}
