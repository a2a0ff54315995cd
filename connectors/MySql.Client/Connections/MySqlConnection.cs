using ConnectRuntime.Errors;
using ConnectRuntime.MySql.Client.Errors;
using ConnectRuntime.MySql.Client.Packets;
using ConnectRuntime.MySql.Client.Payloads;
using ConnectRuntime.MySql.Client.Servers;

namespace ConnectRuntime.MySql.Client.Connections;

/// <summary>A session with a server.</summary>
/// <remarks>
/// One owner, one thread at a time, one command at a time: <c>connecting → idle ⇄ busy → closed</c>. A cancelled command costs the connection:
/// the server is told to end it through a second connection, so that it does not go on with a statement that nobody waits for. So does whatever
/// breaks the stream of packets; an error that the server reports does not. Connecting again is the caller's decision.
/// </remarks>
public sealed partial class MySqlConnection : IAsyncDisposable
{
    private readonly MySqlConnectionConfig _config;
    private readonly WireStream _stream;
    private readonly PacketReader _reader;
    private readonly PacketWriter _writer;
    private bool _isBusy;
    private bool _isClosed;

    private MySqlConnection(MySqlConnectionConfig config, WireStream stream)
    {
        _config = config;
        _stream = stream;
        _reader = new PacketReader(stream, config.ReceiveBufferBytes);
        _writer = new PacketWriter(stream, _reader);
        Server = new ServerVersion(ServerFlavor.MySql, 0, 0, 0, "");
    }

    /// <summary>The server's flavour and version.</summary>
    public ServerVersion Server { get; private set; }

    /// <summary>The server's number of this connection, as SHOW PROCESSLIST and KILL know it.</summary>
    public uint ConnectionId { get; private set; }

    /// <summary>What both sides can do.</summary>
    public Capabilities Capabilities { get; private set; }

    /// <summary>The session's state after the last command.</summary>
    public ServerStatus Status { get; private set; }

    /// <summary>Whether the bytes are encrypted.</summary>
    public bool IsEncrypted => _stream.IsEncrypted;

    /// <summary>Whether a command can be sent.</summary>
    public bool IsUsable => !_isBusy && !_isClosed;

    /// <summary>Whether it can be used no more.</summary>
    public bool IsClosed => _isClosed;

    /// <summary>How long the server may be silent while something is expected; zero for ever.</summary>
    public TimeSpan ReadTimeout
    {
        get => _stream.ReadTimeout;
        set => _stream.ReadTimeout = value;
    }

    internal PacketReader Reader => _reader;

    internal string Address => _stream.Server;

    internal bool HasExtendedMetadata { get; private set; }

    /// <summary>Takes leave of the server if that is possible, and closes the socket.</summary>
    public async ValueTask DisposeAsync()
    {
        if (IsUsable)
        {
            try
            {
                using var limit = new CancellationTokenSource(TimeSpan.FromMilliseconds(200));
                _writer.BeginCommand(ServerCommand.Quit);
                await _writer.SendAsync(limit.Token).ConfigureAwait(false);
            }
            catch (Exception e) when (e is ConnectException or OperationCanceledException)
            {
                // It is gone already.
            }
        }

        Close();
    }

    /// <summary>Closes the socket without a word; whoever waits for it fails.</summary>
    public void Abort() => _stream.Dispose();

    internal void Close()
    {
        if (!_isClosed)
        {
            _isClosed = true;
            _stream.Dispose();
            _reader.Dispose();
            _writer.Dispose();
        }
    }

    internal void SetStatus(ServerStatus status) => Status = status;

    internal void EndCommand() => _isBusy = false;

    /// <summary>The exception for the ERR packet that was read; the session goes on.</summary>
    internal ConnectException ServerError(string doing) =>
        ServerErrors.From(ErrPayload.Read(_reader.Payload), $"{doing} at {_stream.Server}");

    /// <summary>What to throw for a failure that leaves the stream in the middle of something: the connection ends.</summary>
    internal async ValueTask BreakAsync(Exception cause)
    {
        if (!_isClosed && cause is OperationCanceledException)
        {
            await KillAsync().ConfigureAwait(false);
        }

        Close();
    }

    // A command that is cancelled before it was sent costs nothing.
    private void BeginCommand(CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(_isClosed, this);
        cancellationToken.ThrowIfCancellationRequested();
        if (_isBusy)
        {
            throw new InvalidOperationException("The result of another command is still open. Read it to its end or dispose of it.");
        }

        _isBusy = true;
    }
}
