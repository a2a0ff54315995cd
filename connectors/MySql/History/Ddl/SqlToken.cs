namespace ConnectRuntime.MySql.History.Ddl;

/// <summary>A token: a range of the statement's text, quotes included.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Start">Where it begins.</param>
/// <param name="End">Where it ends, exclusive.</param>
internal readonly record struct SqlToken(SqlTokenKind Kind, int Start, int End);
