using ConnectRuntime.Errors;

namespace ConnectRuntime.MySql.Client.Errors;

/// <summary>Failures that the server reports, each class with its code. The words after "says" are the server's own.</summary>
internal static class ServerErrors
{
    /// <summary>The exception for a server's error.</summary>
    /// <param name="error">What the ERR packet holds.</param>
    /// <param name="doing">What was tried, after "Cannot": <c>run a statement at host:3306</c>.</param>
    public static ConnectException From(MySqlServerException error, string doing) => error.Failure switch
    {
        _ when error.DumpFailure != DumpFailure.None => DumpErrors.From(error, doing),
        ServerFailure.AccessDenied => new(ErrorKind.Config, "MYC030", Text(error, doing, "Correct user and password, and grant the user access from this host."), error),
        ServerFailure.UnknownDatabase => new(ErrorKind.Config, "MYC031", Text(error, doing, "Create the database or correct its name."), error),
        ServerFailure.TooManyConnections => new(ErrorKind.Transient, "MYC032", Text(error, doing, "Raise max_connections or the account's limit, or run fewer tasks."), error),
        ServerFailure.TooManyStatements => new(ErrorKind.Transient, "MYC047", Text(error, doing, "Raise max_prepared_stmt_count, or end the sessions that keep so many."), error),
        ServerFailure.HostRefused => new(ErrorKind.Config, "MYC033", Text(error, doing, "Let the account in from this host; if the host was blocked, run FLUSH HOSTS or TRUNCATE performance_schema.host_cache."), error),
        ServerFailure.TlsRequired => new(ErrorKind.Config, "MYC034", Text(error, doing, "Use the SSL mode required or stronger."), error),
        ServerFailure.PluginMissing => new(ErrorKind.Config, "MYC035", Text(error, doing, "Load the authentication plugin at the server, or change the account's plugin."), error),
        ServerFailure.AccountUnusable => new(ErrorKind.Config, "MYC036", Text(error, doing, "Set a new password or unlock the account."), error),
        ServerFailure.Gone => new(ErrorKind.Transient, "MYC037", Text(error, doing, "Connect again."), error),
        ServerFailure.PacketTooLarge => new(ErrorKind.Data, "MYC038", Text(error, doing, "Raise max_allowed_packet at the server, or leave the large value out."), error),
        ServerFailure.LockConflict => new(ErrorKind.Transient, "MYC039", Text(error, doing, "Try the transaction again."), error),
        ServerFailure.PrivilegeMissing => new(ErrorKind.Config, "MYC040", Text(error, doing, "Grant the privilege to the user."), error),
        ServerFailure.ReadOnly => new(ErrorKind.Transient, "MYC041", Text(error, doing, "Connect to the server that takes writes."), error),
        ServerFailure.OutOfSpace => new(ErrorKind.Transient, "MYC042", Text(error, doing, "Free disk or memory at the server."), error),
        ServerFailure.DataRefused => new(ErrorKind.Data, "MYC043", Text(error, doing, "Correct the value or widen the column."), error),
        ServerFailure.NoSuchObject => new(ErrorKind.Config, "MYC044", Text(error, doing, "Check the names and the user's privileges."), error),
        ServerFailure.Interrupted => new(ErrorKind.Transient, "MYC045", Text(error, doing, "Find out who or which time limit ended it."), error),
        _ => new(ErrorKind.Fatal, "MYC046", Text(error, doing, "Correct the statement or the server."), error),
    };

    internal static string Text(MySqlServerException error, string doing, string advice) =>
        $"Cannot {doing}: the server says '{error.Message}' (error {error.Number}, SQLSTATE {error.SqlState}). {advice}";
}
