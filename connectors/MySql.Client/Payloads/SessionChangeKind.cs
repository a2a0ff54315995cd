namespace ConnectRuntime.MySql.Client.Payloads;

/// <summary>What of a session a server tracks. Page: "enum_session_state_type" in MySQL's source documentation.</summary>
public enum SessionChangeKind
{
    /// <summary>A system variable has a new value.</summary>
    Variable = 0,

    /// <summary>Another database is the current one.</summary>
    Database = 1,

    /// <summary>Something of the session changed.</summary>
    State = 2,

    /// <summary>GTIDs of what was committed.</summary>
    Gtids = 3,

    /// <summary>The statements that make the next transaction what it is.</summary>
    Characteristics = 4,

    /// <summary>The state of the transaction, as eight letters.</summary>
    Transaction = 5,
}
