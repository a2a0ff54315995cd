using System.Net.Sockets;
using System.Security.Authentication;
using Npgsql;

namespace ConnectRuntime.Jdbc.Dialects.Postgres;

/// <summary>Judges failures by SQLSTATE, see the appendix "Error Codes" of PostgreSQL's manual.</summary>
internal static class PgErrorPolicy
{
    public static SqlFailure Judge(Exception error) => error switch
    {
        SqlFailure failure => failure,
        PostgresException server => new(Kind(server.SqlState), server.SqlState, Words(server), server),
        NpgsqlException { InnerException: AuthenticationException tls } => new(SqlFailureKind.Config, "TLS", tls.Message, error),
        NpgsqlException { InnerException: TimeoutException } => new(SqlFailureKind.Transient, "timeout", "the server did not answer in time", error),
        NpgsqlException or SocketException or IOException or TimeoutException => new(SqlFailureKind.Transient, "connection", Deepest(error), error),
        // Npgsql says so of a connection that broke in the middle of something else.
        ObjectDisposedException or InvalidOperationException => new(SqlFailureKind.Transient, "connection", error.Message, error),
        _ => new(SqlFailureKind.Fatal, error.GetType().Name, error.Message, error),
    };

    internal static SqlFailureKind Kind(string state) => state switch
    {
        "40001" or "40P01" or "55P03" => SqlFailureKind.Conflict,
        "42P01" or "42703" or "42804" or "42846" => SqlFailureKind.TableChanged,
        "0A000" or "428C9" => SqlFailureKind.Config,
        "22012" or "P0001" => SqlFailureKind.Data,
        _ => state[..Math.Min(2, state.Length)] switch
        {
            // Cardinality, data exception, integrity, check option, row too big for an index.
            "21" or "22" or "23" or "44" or "54" => SqlFailureKind.Data,
            // Connection, transaction state and rollback, resources, object state, operator intervention, system error.
            "08" or "25" or "40" or "53" or "55" or "57" or "58" => SqlFailureKind.Transient,
            "28" or "3D" or "3F" or "42" => SqlFailureKind.Config,
            _ => SqlFailureKind.Fatal,
        },
    };

    // The detail may hold a whole row; the message and the names of what was hit do not.
    private static string Words(PostgresException server)
    {
        var text = server.MessageText;
        if (server.ColumnName is { } column && !text.Contains(column, StringComparison.Ordinal))
        {
            text += $" (column {column})";
        }

        return server.ConstraintName is { } constraint && !text.Contains(constraint, StringComparison.Ordinal) ? $"{text} (constraint {constraint})" : text;
    }

    private static string Deepest(Exception error)
    {
        var text = error.Message;
        for (var inner = error.InnerException; inner is not null; inner = inner.InnerException)
        {
            text = inner.Message;
        }

        return text;
    }
}
