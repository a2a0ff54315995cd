namespace ConnectRuntime.MySql.History.Ddl;

/// <summary>A column's default as it is written: a literal, the current time, or another expression.</summary>
/// <param name="Literal">The literal; null if it is none.</param>
/// <param name="IsNow">Whether it is CURRENT_TIMESTAMP in one of its spellings.</param>
/// <param name="Expression">The expression's text; null if it is none.</param>
internal sealed record DefaultClause(SqlLiteral? Literal, bool IsNow, string? Expression);
