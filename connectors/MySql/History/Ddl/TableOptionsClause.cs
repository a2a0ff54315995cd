namespace ConnectRuntime.MySql.History.Ddl;

/// <summary>The options of a table that change what its rows mean or how it is described.</summary>
/// <param name="Charset">Its character set.</param>
/// <param name="Comment">Its comment; null where none is said.</param>
/// <param name="IsVersioned">Whether it says WITH SYSTEM VERSIONING.</param>
/// <param name="IsSequence">Whether it says SEQUENCE=1, which makes a sequence of what is written as a table.</param>
internal readonly record struct TableOptionsClause(CharsetClause Charset, string? Comment, bool IsVersioned, bool IsSequence);
