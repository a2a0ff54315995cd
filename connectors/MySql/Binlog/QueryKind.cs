namespace ConnectRuntime.MySql.Binlog;

/// <summary>What a QUERY event is for the stream of transactions.</summary>
internal enum QueryKind : byte
{
    /// <summary>Something else: DDL, or a change of data that was logged as a statement.</summary>
    Other,

    /// <summary>A transaction begins.</summary>
    Begin,

    /// <summary>It is committed.</summary>
    Commit,

    /// <summary>It is rolled back as a whole.</summary>
    Rollback,

    /// <summary>SAVEPOINT.</summary>
    Savepoint,

    /// <summary>RELEASE SAVEPOINT.</summary>
    Release,

    /// <summary>ROLLBACK TO a savepoint: what it takes back was logged before it.</summary>
    RollbackTo,

    XaStart,
    XaEnd,

    /// <summary>XA PREPARE as a statement.</summary>
    XaPrepare,
    XaCommit,
    XaRollback,
}
