namespace ConnectRuntime.MySql.Client.Packets;

/// <summary>The state of a session after a statement. Page: "SERVER_STATUS_flags_enum" in MySQL's source documentation.</summary>
[Flags]
public enum ServerStatus : ushort
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>A transaction is open.</summary>
    InTransaction = 1,

    /// <summary>Every statement commits.</summary>
    AutoCommit = 2,

    /// <summary>Another result follows.</summary>
    MoreResults = 8,

    /// <summary>The current database was dropped.</summary>
    DatabaseDropped = 0x100,

    /// <summary>A backslash is a character like any other in a string literal.</summary>
    NoBackslashEscapes = 0x200,

    /// <summary>The session became what OK says.</summary>
    SessionStateChanged = 0x4000,
}
