namespace ConnectRuntime.MySql.Binlog;

/// <summary>Types of binlog events. Pages: "Log_event_type" in MySQL's source documentation, "Replication protocol" in MariaDB's knowledge base.</summary>
internal enum BinlogEventType : byte
{
    /// <summary>None; no server writes it.</summary>
    Unknown = 0,

    /// <summary>A statement.</summary>
    Query = 2,

    /// <summary>The server shut down.</summary>
    Stop = 3,

    /// <summary>The next file.</summary>
    Rotate = 4,

    /// <summary>LAST_INSERT_ID of the statement that follows.</summary>
    IntVar = 5,

    /// <summary>Another part of a file that a statement loads.</summary>
    AppendBlock = 9,

    /// <summary>The parts of a file are not needed any more, as the statement failed.</summary>
    DeleteFile = 11,

    /// <summary>Random seeds of the statement that follows.</summary>
    Rand = 13,

    /// <summary>A user variable of the statement that follows.</summary>
    UserVar = 14,

    /// <summary>What the events after it look like.</summary>
    FormatDescription = 15,

    /// <summary>A transaction's commit.</summary>
    Xid = 16,

    /// <summary>The first part of a file that a statement loads.</summary>
    BeginLoadQuery = 17,

    /// <summary>A statement that loads a file.</summary>
    ExecuteLoadQuery = 18,

    /// <summary>The shape of rows that follow.</summary>
    TableMap = 19,

    /// <summary>Inserted rows, version 1.</summary>
    WriteRowsV1 = 23,

    /// <summary>Updated rows, version 1.</summary>
    UpdateRowsV1 = 24,

    /// <summary>Deleted rows, version 1.</summary>
    DeleteRowsV1 = 25,

    /// <summary>The server could not log a change.</summary>
    Incident = 26,

    /// <summary>A sign of life.</summary>
    Heartbeat = 27,

    /// <summary>Nothing that matters.</summary>
    Ignorable = 28,

    /// <summary>The statement that made the rows that follow.</summary>
    RowsQuery = 29,

    /// <summary>Inserted rows.</summary>
    WriteRows = 30,

    /// <summary>Updated rows.</summary>
    UpdateRows = 31,

    /// <summary>Deleted rows.</summary>
    DeleteRows = 32,

    /// <summary>MySQL's name of the transaction that follows.</summary>
    Gtid = 33,

    /// <summary>The same without a name.</summary>
    AnonymousGtid = 34,

    /// <summary>The transactions of all earlier files.</summary>
    PreviousGtids = 35,

    /// <summary>Group replication.</summary>
    TransactionContext = 36,

    /// <summary>Group replication.</summary>
    ViewChange = 37,

    /// <summary>The first phase of an XA transaction.</summary>
    XaPrepare = 38,

    /// <summary>Updated rows whose JSON columns hold changes.</summary>
    PartialUpdateRows = 39,

    /// <summary>A whole transaction, compressed.</summary>
    TransactionPayload = 40,

    /// <summary>A sign of life with a 64-bit position.</summary>
    HeartbeatV2 = 41,

    /// <summary>MySQL's name of the transaction that follows, with a tag.</summary>
    GtidTagged = 42,

    /// <summary>MariaDB: the statement that made the rows that follow.</summary>
    AnnotateRows = 160,

    /// <summary>MariaDB: the oldest file that crash recovery needs.</summary>
    BinlogCheckpoint = 161,

    /// <summary>MariaDB's name of the transaction that follows.</summary>
    MariaDbGtid = 162,

    /// <summary>MariaDB: the last transactions of all earlier files.</summary>
    GtidList = 163,

    /// <summary>MariaDB: the file is encrypted from here on; what a dump sends is not.</summary>
    StartEncryption = 164,

    /// <summary>MariaDB: a compressed statement.</summary>
    QueryCompressed = 165,

    /// <summary>MariaDB: inserted rows, compressed.</summary>
    WriteRowsCompressed = 166,

    /// <summary>MariaDB: updated rows, compressed.</summary>
    UpdateRowsCompressed = 167,

    /// <summary>MariaDB: deleted rows, compressed.</summary>
    DeleteRowsCompressed = 168,
}
