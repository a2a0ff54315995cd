using System.Net.Sockets;
using System.Runtime.InteropServices;
using System.Security.Authentication;
using System.Text;
using ConnectRuntime.Errors;
using ConnectRuntime.MySql.Client.Connections;
using ConnectRuntime.MySql.Client.Errors;
using ConnectRuntime.MySql.Client.Packets;
using ConnectRuntime.MySql.Client.Payloads;
using ConnectRuntime.MySql.Client.Tls;

namespace ConnectRuntime.MySql.Client.Authentication;

/// <summary>The way from a connected socket to a session: greeting → TLS → login → as many exchanges as the plugin needs → OK.</summary>
internal sealed class LoginSequence(WireStream stream, PacketReader reader, PacketWriter writer, MySqlConnectionConfig config)
{
    private const int SaltBytes = 20;

    private const Capabilities Wanted = Capabilities.LongFlag | Capabilities.Protocol41 | Capabilities.Transactions
        | Capabilities.SecureConnection | Capabilities.MultiResults | Capabilities.StatementMultiResults | Capabilities.PluginAuthentication
        | Capabilities.ConnectAttributes | Capabilities.LengthEncodedProof | Capabilities.SessionTrack;

    /// <summary>What both sides can do.</summary>
    public Capabilities Capabilities { get; private set; }

    /// <summary>What both sides can do beyond it.</summary>
    public MariaDbCapabilities MariaDbCapabilities { get; private set; }

    /// <summary>The state of the session after the login.</summary>
    public ServerStatus Status { get; private set; }

    public async Task<GreetingPayload> RunAsync(CancellationToken cancellationToken)
    {
        await reader.ReadAsync(cancellationToken).ConfigureAwait(false);
        ThrowIfError();
        var greeting = GreetingPayload.Read(reader.Payload, stream.Server);
        if (!greeting.Version.IsSupported)
        {
            throw MySqlErrors.ServerTooOld(stream.Server, greeting.Version.Text, "MySQL 5.7 or later, or MariaDB 10.5 or later");
        }

        Agree(greeting);
        var attributes = Attributes();
        var plugin = AuthenticationPlugin.Find(greeting.Plugin) is null ? "mysql_native_password" : greeting.Plugin;
        var login = new LoginPayload(Capabilities, MariaDbCapabilities, config.User, config.Database, plugin, attributes);
        var tls = new TlsPolicy(config, greeting.Version.IsMariaDb && greeting.Version.IsAtLeast(11, 4) && config.Password.Length > 0);
        if (Capabilities.HasFlag(Capabilities.Ssl))
        {
            await StartTlsAsync(login, tls, cancellationToken).ConfigureAwait(false);
        }

        await AuthenticateAsync(login, greeting.Salt, tls, cancellationToken).ConfigureAwait(false);
        return greeting;
    }

    private void Agree(GreetingPayload greeting)
    {
        var offered = greeting.Capabilities;
        var useTls = config.SslMode != SslMode.Disabled && !config.IsUnixSocket;
        if (useTls && config.SslMode != SslMode.Preferred && !offered.HasFlag(Capabilities.Ssl))
        {
            throw MySqlErrors.NoTls(stream.Server, config.SslMode.Name());
        }

        var wanted = Wanted
            | (useTls ? Capabilities.Ssl : 0)
            | (config.Database.Length > 0 ? Capabilities.ConnectWithDatabase : 0)
            | (config.CountFoundRows ? Capabilities.FoundRows : 0)
            | (config.AllowMultiStatements ? Capabilities.MultiStatements : 0)
            | (config.DeprecateEof ? Capabilities.DeprecateEof : 0)
            | (greeting.Version.IsMariaDb ? 0 : Capabilities.LongPassword);
        Capabilities = wanted & (offered | Capabilities.LongPassword);
        MariaDbCapabilities = greeting.MariaDbCapabilities & MariaDbCapabilities.ExtendedMetadata;
    }

    private async Task StartTlsAsync(LoginPayload login, TlsPolicy tls, CancellationToken cancellationToken)
    {
        // Bytes that came before TLS would be read as if they had come through it.
        if (!reader.IsEmpty)
        {
            throw MySqlErrors.Malformed("the server goes on before the answer to its greeting");
        }

        var options = tls.Options();
        writer.Begin();
        login.WriteTlsRequest(writer);
        await writer.SendAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            await stream.StartTlsAsync(options, cancellationToken).ConfigureAwait(false);
        }
        catch (AuthenticationException e)
        {
            throw tls.Problem is { } problem ? MySqlErrors.CertificateRefused(stream.Server, problem) : MySqlErrors.TlsFailed(stream.Server, e);
        }
        catch (Exception e) when (e is IOException or SocketException or ObjectDisposedException)
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw MySqlErrors.TlsFailed(stream.Server, e);
        }
    }

    private async Task AuthenticateAsync(LoginPayload login, byte[] salt, TlsPolicy tls, CancellationToken cancellationToken)
    {
        var firstSalt = salt;
        var context = new AuthenticationContext(
            stream.Server,
            Encoding.UTF8.GetBytes(config.Password),
            salt,
            stream.IsPrivate,
            tls.IsVerified || (stream.IsPrivate && !stream.IsEncrypted),
            tls.NeedsProof,
            config.ServerPublicKey,
            config.AllowPublicKeyRetrieval);
        var plugin = AuthenticationPlugin.Find(login.Plugin)!;

        writer.Begin();
        login.Write(writer, plugin.Begin(context));
        await SendSecretAsync(cancellationToken).ConfigureAwait(false);
        while (true)
        {
            await reader.ReadAsync(cancellationToken).ConfigureAwait(false);
            ThrowIfError();
            byte[]? answer;
            switch (reader.Payload)
            {
                case [0x00, ..]:
                    Finish(plugin, context, firstSalt, tls);
                    return;
                case [EofPayload.Header, .. var rest]:
                    (plugin, context) = Switch(rest, context);
                    answer = plugin.Begin(context);
                    break;
                case [0x01, .. var data]:
                    answer = plugin.Continue(context, data);
                    break;
                case var data:
                    answer = plugin.Continue(context, data);
                    break;
            }

            if (answer is not null)
            {
                writer.Begin();
                writer.WriteBytes(answer);
                await SendSecretAsync(cancellationToken).ConfigureAwait(false);
            }
        }
    }

    // The plugin's name, a zero, and its salt, which most servers end by a zero that is not part of it.
    private (AuthenticationPlugin Plugin, AuthenticationContext Context) Switch(ReadOnlySpan<byte> payload, AuthenticationContext context)
    {
        var data = new WireReader(payload);
        var name = payload.IsEmpty ? "mysql_old_password" : Encoding.UTF8.GetString(data.ReadNulTerminated());
        var plugin = AuthenticationPlugin.Find(name) ?? throw MySqlErrors.PluginUnsupported(stream.Server, name);
        var salt = data.ReadToEnd();
        if (salt.Length < SaltBytes && plugin is not ClearPassword)
        {
            throw MySqlErrors.Malformed($"the salt of the plugin {name} has {salt.Length} bytes, at least {SaltBytes} are required");
        }

        return (plugin, context with { Salt = salt is [.. var bytes, 0] && salt.Length % 2 == 1 ? bytes.ToArray() : salt.ToArray() });
    }

    private void Finish(AuthenticationPlugin plugin, AuthenticationContext context, byte[] salt, TlsPolicy tls)
    {
        var ok = OkPayload.Read(reader.Payload, Capabilities);
        Status = ok.Status;
        if (tls.NeedsProof)
        {
            ServerProof.Check(stream.Server, ok.Info, plugin.Kept(context), salt, tls.Fingerprint);
        }
    }

    private async Task SendSecretAsync(CancellationToken cancellationToken)
    {
        await writer.SendAsync(cancellationToken).ConfigureAwait(false);
        writer.Wipe();
    }

    private List<KeyValuePair<string, string>> Attributes()
    {
        var attributes = new Dictionary<string, string>
        {
            ["_client_name"] = "ConnectRuntime.MySql.Client",
            ["_client_version"] = typeof(LoginSequence).Assembly.GetName().Version?.ToString(3) ?? "0",
            ["_os"] = RuntimeInformation.OSDescription,
            ["_platform"] = RuntimeInformation.ProcessArchitecture.ToString(),
            ["_pid"] = $"{Environment.ProcessId}",
        };
        foreach (var (name, value) in config.Attributes)
        {
            attributes[name] = value;
        }

        return [.. attributes];
    }

    private void ThrowIfError()
    {
        if (ErrPayload.Is(reader.Payload))
        {
            throw ServerErrors.From(ErrPayload.Read(reader.Payload), $"log in to {stream.Server} as '{config.User}'");
        }
    }
}
