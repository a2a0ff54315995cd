using System.Net;
using System.Net.Sockets;

namespace ConnectRuntime.Testing.Servers;

/// <summary>Ports of 127.0.0.1 that nothing listens on.</summary>
/// <remarks>
/// They come from below the range that the system gives to outgoing connections, so that none of those takes one between
/// this call and the start of the server. Another process may still: a server that finds its port taken asks again.
/// </remarks>
public static class FreePort
{
    private const int First = 20_000;
    private const int Last = 32_000;

    private static readonly HashSet<int> Given = [];

    /// <summary>The next one; never the same twice in a process.</summary>
    public static int Next() => Next(1);

    /// <summary>The first of several that follow each other.</summary>
    public static int Next(int count)
    {
        lock (Given)
        {
            for (var attempt = 0; attempt < 1_000; attempt++)
            {
                var port = Random.Shared.Next(First, Last - count);
                var range = Enumerable.Range(port, count).ToList();
                if (!range.Exists(Given.Contains) && range.TrueForAll(IsFree))
                {
                    Given.UnionWith(range);
                    return port;
                }
            }
        }

        throw new InvalidOperationException($"No {count} free ports between {First} and {Last}; end the processes that hold them.");
    }

    private static bool IsFree(int port)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            socket.Bind(new IPEndPoint(IPAddress.Loopback, port));
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
