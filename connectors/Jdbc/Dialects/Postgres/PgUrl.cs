using System.Globalization;
using Npgsql;

namespace ConnectRuntime.Jdbc.Dialects.Postgres;

/// <summary>Translates connection URLs of pgjdbc and libpq for Npgsql.</summary>
internal static class PgUrl
{
    private static readonly string[] Schemes = ["jdbc:postgresql:", "postgresql:", "postgres:"];

    // Tuning of another driver that changes no data.
    private static readonly HashSet<string> Idle = new(StringComparer.OrdinalIgnoreCase)
    {
        "reWriteBatchedInserts", "prepareThreshold", "preparedStatementCacheQueries", "preparedStatementCacheSizeMiB", "defaultRowFetchSize",
        "stringtype", "binaryTransfer", "loggerLevel", "loggerFile", "loginTimeout", "socketTimeout", "cancelSignalTimeout", "assumeMinServerVersion",
        "autosave", "escapeSyntaxCallMode", "allowEncodingChanges", "logUnclosedConnections", "preferQueryMode", "readOnly", "disableColumnSanitiser",
        "databaseMetadataCacheFields", "databaseMetadataCacheFieldsMiB", "hostRecheckSeconds", "receiveBufferSize", "sendBufferSize", "sslfactory",
        "provider", "restart.on.errors", "sslResponseTimeout", "unknownLength", "cleanupSavepoints", "rewriteBatchedStatements", "gssEncMode",
    };

    /// <summary>The connection string.</summary>
    /// <exception cref="Errors.ConnectException">Config: the URL cannot be read. It is not repeated, because it may hold a password.</exception>
    public static NpgsqlConnectionStringBuilder Parse(string url, string? user, string? password, IReadOnlyDictionary<string, string> further)
    {
        var builder = Array.Find(Schemes, scheme => url.StartsWith(scheme, StringComparison.OrdinalIgnoreCase)) is { } found
            ? FromUrl(url[found.Length..])
            : FromString(url);
        foreach (var (name, value) in further)
        {
            Set(builder, name, value);
        }

        builder.Username = user ?? builder.Username;
        builder.Passfile = null;
        if (password is not null)
        {
            builder.Password = password;
        }

        return builder;
    }

    /// <summary>What is wrong with a parameter, or null.</summary>
    public static string? RefuseParameter(string name, string value)
    {
        try
        {
            Set(new NpgsqlConnectionStringBuilder(), name, value);
            return null;
        }
        catch (Errors.ConnectException error)
        {
            return error.Message;
        }
    }

    private static NpgsqlConnectionStringBuilder FromString(string text)
    {
        if (text.StartsWith("jdbc:", StringComparison.OrdinalIgnoreCase))
        {
            throw JdbcErrors.BadUrl("its database is not PostgreSQL");
        }

        try
        {
            return text.Contains('=', StringComparison.Ordinal)
                ? new NpgsqlConnectionStringBuilder(text)
                : throw JdbcErrors.BadUrl("it is neither a URL nor a connection string");
        }
        catch (Exception error) when (error is ArgumentException or FormatException)
        {
            throw JdbcErrors.BadUrl("it has a parameter that Npgsql does not know");
        }
    }

    private static NpgsqlConnectionStringBuilder FromUrl(string rest)
    {
        var builder = new NpgsqlConnectionStringBuilder();
        var question = rest.IndexOf('?', StringComparison.Ordinal);
        var place = question < 0 ? rest : rest[..question];
        if (place.StartsWith("//", StringComparison.Ordinal))
        {
            place = place[2..];
            var slash = place.IndexOf('/', StringComparison.Ordinal);
            var database = slash < 0 ? "" : Unescape(place[(slash + 1)..]);
            Hosts(builder, slash < 0 ? place : place[..slash]);
            builder.Database = database.Length > 0 ? database : null;
        }
        else
        {
            builder.Host = "localhost";
            builder.Database = Unescape(place.TrimStart('/'));
        }

        foreach (var pair in question < 0 ? [] : rest[(question + 1)..].Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var equals = pair.IndexOf('=', StringComparison.Ordinal);
            Set(builder, equals < 0 ? pair : pair[..equals], equals < 0 ? "" : Unescape(pair[(equals + 1)..]));
        }

        return builder;
    }

    private static void Hosts(NpgsqlConnectionStringBuilder builder, string authority)
    {
        var at = authority.LastIndexOf('@');
        if (at >= 0)
        {
            var colon = authority.IndexOf(':', 0, at);
            builder.Username = Unescape(authority[..(colon < 0 ? at : colon)]);
            builder.Password = colon < 0 ? null : Unescape(authority[(colon + 1)..at]);
            authority = authority[(at + 1)..];
        }

        builder.Host = authority.Length == 0 ? "localhost" : authority;
        if (!authority.Contains(',', StringComparison.Ordinal) && authority.LastIndexOf(':') is var port and > 0 && authority[^1] != ']')
        {
            builder.Host = authority[..port].Trim('[', ']');
            builder.Port = int.TryParse(authority[(port + 1)..], CultureInfo.InvariantCulture, out var number) && number is > 0 and < 65_536
                ? number
                : throw JdbcErrors.BadUrl("its port is no number from 1 to 65535");
        }
    }

    private static void Set(NpgsqlConnectionStringBuilder builder, string name, string value)
    {
        try
        {
            Apply(builder, name, value);
        }
        catch (Exception error) when (error is ArgumentException or FormatException or OverflowException or KeyNotFoundException)
        {
            throw JdbcErrors.BadUrl($"the parameter '{name}' is unknown or has a bad value");
        }
    }

    private static void Apply(NpgsqlConnectionStringBuilder builder, string name, string value)
    {
        switch (name)
        {
            case "user": builder.Username = value; break;
            case "password": builder.Password = value; break;
            case "ssl": builder.SslMode = value is "false" ? SslMode.Disable : SslMode.VerifyFull; break;
            case "sslmode": builder.SslMode = Enum.Parse<SslMode>(value.Replace("-", "", StringComparison.Ordinal), ignoreCase: true); break;
            case "sslrootcert": builder.RootCertificate = value; break;
            case "sslcert": builder.SslCertificate = value; break;
            case "sslkey": builder.SslKey = value; break;
            case "sslpassword": builder.SslPassword = value; break;
            case "currentSchema": builder.SearchPath = value; break;
            case "ApplicationName" or "application_name": builder.ApplicationName = value; break;
            case "connectTimeout" or "connect_timeout": builder.Timeout = Number(value); break;
            case "tcpKeepAlive": builder.TcpKeepAlive = bool.Parse(value); break;
            case "targetServerType": builder["Target Session Attributes"] = value is "primary" or "master" ? "primary" : value; break;
            case "target_session_attrs": builder["Target Session Attributes"] = value; break;
            case "loadBalanceHosts": builder.LoadBalanceHosts = bool.Parse(value); break;
            case "options": builder.Options = value; break;
            case "kerberosServerName": builder.KerberosServiceName = value; break;
            case "channelBinding" or "channel_binding": builder.ChannelBinding = Enum.Parse<ChannelBinding>(value, ignoreCase: true); break;
            default:
                if (!Idle.Contains(name) && !name.StartsWith("pool.", StringComparison.Ordinal))
                {
                    builder[name] = value;
                }

                break;
        }
    }

    private static int Number(string value) => int.Parse(value, NumberStyles.None, CultureInfo.InvariantCulture);

    private static string Unescape(string text) => Uri.UnescapeDataString(text.Replace('+', ' '));
}
