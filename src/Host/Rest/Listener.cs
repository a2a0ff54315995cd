using System.Net;
using System.Net.Sockets;
using ConnectRuntime.Errors;

namespace ConnectRuntime.Host.Rest;

/// <summary>One address of <c>listeners</c>.</summary>
/// <param name="Text">As it was written.</param>
/// <param name="Endpoints">Addresses and port to listen on.</param>
internal sealed record Listener(string Text, IReadOnlyList<IPEndPoint> Endpoints)
{
    private const string Scheme = "http://";

    /// <summary>Reads the option; a host name is looked up, so that nothing else is listened on than what it names.</summary>
    public static async Task<IReadOnlyList<Listener>> ParseAsync(string listeners, CancellationToken cancellationToken)
    {
        var found = new List<Listener>();
        foreach (var text in listeners.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            found.Add(await ParseOneAsync(text, cancellationToken));
        }

        return found.Count > 0 ? found : throw Wrong(listeners, "it names no address");
    }

    /// <summary>The address at which a process on this machine reaches what listens there.</summary>
    public static string Local(string url)
    {
        var port = url[(url.LastIndexOf(':') + 1)..].TrimEnd('/');
        return url.Contains("//0.0.0.0:", StringComparison.Ordinal) || url.Contains("//[::]:", StringComparison.Ordinal)
            ? $"{Scheme}127.0.0.1:{port}"
            : url.TrimEnd('/');
    }

    /// <summary>The error of a port that is taken or forbidden.</summary>
    public static ConnectException CannotListen(string listeners, Exception reason) => new(
        ErrorKind.Config,
        "HST002",
        $"Cannot listen on '{listeners}': {reason.Message.TrimEnd('.')}, a free address is required. "
        + "End what listens there, or choose another port with --set listeners=http://127.0.0.1:PORT.",
        reason);

    private static async Task<Listener> ParseOneAsync(string text, CancellationToken cancellationToken)
    {
        if (!text.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase))
        {
            throw Wrong(text, "it does not begin with http://");
        }

        var authority = text[Scheme.Length..].TrimEnd('/');
        var colon = authority.LastIndexOf(':');
        if (colon < 0 || !ushort.TryParse(authority[(colon + 1)..], out var port))
        {
            throw Wrong(text, "it has no port");
        }

        var host = authority[..colon].TrimStart('[').TrimEnd(']');
        var addresses = host switch
        {
            "" or "*" or "+" => [IPAddress.Any],
            "localhost" => [IPAddress.Loopback],
            _ when IPAddress.TryParse(host, out var address) => [address],
            _ => await LookUpAsync(text, host, cancellationToken),
        };
        return new Listener(text, [.. addresses.Select(address => new IPEndPoint(address, port))]);
    }

    private static async Task<IPAddress[]> LookUpAsync(string text, string host, CancellationToken cancellationToken)
    {
        try
        {
            return await Dns.GetHostAddressesAsync(host, cancellationToken);
        }
        catch (SocketException)
        {
            throw Wrong(text, "its host is not known");
        }
    }

    private static ConnectException Wrong(string text, string found) => new(
        ErrorKind.Config,
        "HST001",
        $"Cannot use listener '{text}': {found}, http://HOST:PORT is required. Correct the option listeners.");
}
