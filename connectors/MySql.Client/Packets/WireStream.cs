using System.Net.Security;
using System.Net.Sockets;
using System.Runtime.CompilerServices;
using ConnectRuntime.MySql.Client.Errors;

namespace ConnectRuntime.MySql.Client.Packets;

/// <summary>The socket of a connection, with TLS on top once that is agreed, and a time limit for every read and write.</summary>
/// <remarks>
/// Owned by its connection, one thread at a time; <see cref="Dispose"/> may come from any. A read or write that was cut short leaves the
/// stream in the middle of a packet, so the connection is of no more use. Nothing is allocated where bytes are there already.
/// </remarks>
public sealed class WireStream : IDisposable
{
    private readonly Socket _socket;
    private readonly CancellationTokenSource _limit = new();
    private Stream _stream;

    /// <summary>Takes over a connected socket.</summary>
    internal WireStream(Socket socket, string server)
    {
        _socket = socket;
        _stream = new EagerNetworkStream(socket);
        Server = server;
    }

    /// <summary>The server's address as the user wrote it, for messages.</summary>
    public string Server { get; }

    /// <summary>How long a read may wait; zero for ever.</summary>
    public TimeSpan ReadTimeout { get; set; }

    /// <summary>How long a write may wait; zero for ever.</summary>
    public TimeSpan WriteTimeout { get; set; }

    /// <summary>Whether bytes are encrypted.</summary>
    public bool IsEncrypted => _stream is SslStream;

    /// <summary>Whether nobody else can listen: encrypted, or within this machine by a Unix socket.</summary>
    public bool IsPrivate => IsEncrypted || _socket.AddressFamily == AddressFamily.Unix;

    /// <summary>The encrypted stream, or null.</summary>
    internal SslStream? Tls => _stream as SslStream;

    /// <summary>Puts TLS on top.</summary>
    internal async Task StartTlsAsync(SslClientAuthenticationOptions options, CancellationToken cancellationToken)
    {
        var tls = new SslStream(new ReadAheadStream(_stream), leaveInnerStreamOpen: false);
        _stream = tls;
        await tls.AuthenticateAsClientAsync(options, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Reads what is there, waiting for at least one byte; zero when the server has closed.</summary>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<int> ReadAsync(Memory<byte> memory, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        try
        {
            var read = _stream.ReadAsync(memory, _limit.Token);
            if (read.IsCompleted)
            {
                return await read.ConfigureAwait(false);
            }

            using var registration = cancellationToken.UnsafeRegister(Cancel, _limit);
            Arm(ReadTimeout);
            var count = await read.ConfigureAwait(false);
            Disarm();
            return count;
        }
        catch (OperationCanceledException)
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw MySqlErrors.ReadTimeout(Server, ReadTimeout);
        }
        catch (Exception e) when (e is IOException or SocketException or ObjectDisposedException)
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw MySqlErrors.ConnectionLost(Server, e);
        }
    }

    /// <summary>Writes all of it.</summary>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    public async ValueTask WriteAsync(ReadOnlyMemory<byte> memory, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        try
        {
            var write = _stream.WriteAsync(memory, _limit.Token);
            if (write.IsCompleted)
            {
                await write.ConfigureAwait(false);
                return;
            }

            using var registration = cancellationToken.UnsafeRegister(Cancel, _limit);
            Arm(WriteTimeout);
            await write.ConfigureAwait(false);
            Disarm();
        }
        catch (OperationCanceledException)
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw MySqlErrors.WriteTimeout(Server, WriteTimeout);
        }
        catch (Exception e) when (e is IOException or SocketException or ObjectDisposedException)
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw MySqlErrors.ConnectionLost(Server, e);
        }
    }

    /// <summary>Closes the socket at once. TLS is not told: a farewell that nobody reads could block.</summary>
    public void Dispose()
    {
        _socket.Dispose();
        _stream.Dispose();
    }

    private static void Cancel(object? source) => ((CancellationTokenSource)source!).Cancel();

    private void Arm(TimeSpan timeout) => _limit.CancelAfter(timeout <= TimeSpan.Zero ? Timeout.InfiniteTimeSpan : timeout);

    // Stops the clock. One that has just struck makes the next read fail, which is as late as the server was.
    private void Disarm() => _limit.TryReset();
}
