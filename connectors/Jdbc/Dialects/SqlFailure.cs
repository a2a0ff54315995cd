namespace ConnectRuntime.Jdbc.Dialects;

/// <summary>What a failed statement means for whoever ran it.</summary>
internal enum SqlFailureKind
{
    /// <summary>Something in the rows; the other rows can be written.</summary>
    Data,

    /// <summary>Another session was in the way; the same statement may succeed at once.</summary>
    Conflict,

    /// <summary>The server is away, busy, full or shutting down.</summary>
    Transient,

    /// <summary>A table is not what it was when its catalog entry was read.</summary>
    TableChanged,

    /// <summary>Something that only the owner of server or configuration can change.</summary>
    Config,

    /// <summary>Anything else.</summary>
    Fatal,
}

/// <summary>A statement or connection that failed, judged by its dialect. It does not leave the connector.</summary>
internal sealed class SqlFailure(SqlFailureKind kind, string state, string text, Exception inner) : Exception(text, inner)
{
    public SqlFailureKind Kind { get; } = kind;

    /// <summary>The SQLSTATE, or the name of what happened to the connection.</summary>
    public string State { get; } = state;
}
