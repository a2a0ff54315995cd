namespace ConnectRuntime.MySql.Client.Errors;

/// <summary>What an error number of the server means to a caller.</summary>
public enum ServerFailure
{
    /// <summary>A statement failed in a way that has no class of its own.</summary>
    Statement,

    /// <summary>User or password is wrong, or the user may not enter the database.</summary>
    AccessDenied,

    /// <summary>The database does not exist.</summary>
    UnknownDatabase,

    /// <summary>The server, or the account, has no connection left.</summary>
    TooManyConnections,

    /// <summary>The server keeps no more prepared statements.</summary>
    TooManyStatements,

    /// <summary>The server has blocked our host, or lets no user of it in.</summary>
    HostRefused,

    /// <summary>The server or the account insists on TLS.</summary>
    TlsRequired,

    /// <summary>The server cannot load the account's way of login.</summary>
    PluginMissing,

    /// <summary>The password has expired or the account is locked.</summary>
    AccountUnusable,

    /// <summary>The server ends, or has ended the session.</summary>
    Gone,

    /// <summary>A statement or row is larger than max_allowed_packet.</summary>
    PacketTooLarge,

    /// <summary>Another transaction holds a lock: deadlock or timeout.</summary>
    LockConflict,

    /// <summary>A privilege is missing.</summary>
    PrivilegeMissing,

    /// <summary>The server takes no writes, as a replica or during a switch.</summary>
    ReadOnly,

    /// <summary>Memory or disk is used up.</summary>
    OutOfSpace,

    /// <summary>A value does not fit its column, or a constraint refuses it.</summary>
    DataRefused,

    /// <summary>A table, column or routine does not exist, or exists already.</summary>
    NoSuchObject,

    /// <summary>Somebody killed the statement.</summary>
    Interrupted,
}
