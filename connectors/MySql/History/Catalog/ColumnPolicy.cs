using ConnectRuntime.MySql.History.Ddl;
using ConnectRuntime.MySql.Tables;

namespace ConnectRuntime.MySql.History.Catalog;

/// <summary>What the server makes of the definition of a column, with all that it does not say.</summary>
internal sealed class ColumnPolicy(DdlContext context)
{
    private const string ZeroTimestamp = "0000-00-00 00:00:00";

    private readonly ColumnTypePolicy _types = new(context.Server, context.Charsets);

    /// <summary>The column of a definition.</summary>
    /// <param name="clause">The definition.</param>
    /// <param name="table">The table's character set.</param>
    /// <param name="isFirstTimestamp">Whether it is the first TIMESTAMP that the statement defines.</param>
    public ColumnModel Resolve(ColumnClause clause, CharsetModel table, bool isFirstTimestamp)
    {
        var column = _types.Resolve(clause.Name, clause.Type, table);
        var isOldTimestamp = column.Type == SqlType.Timestamp && !context.ExplicitDefaultsForTimestamp && !clause.IsGenerated;
        column = column with
        {
            IsAutoIncrement = clause.IsAutoIncrement,
            IsGenerated = clause.IsGenerated,
            IsInvisible = clause.IsInvisible,
            IsNullable = clause.IsNullable ?? !(clause.IsAutoIncrement || clause.IsPrimary || clause.IsRowStart || clause.IsRowEnd || isOldTimestamp),
            IsJson = context.Server.IsMariaDb ? clause.HasJsonCheck || (clause.Type.IsJson && !clause.HasCheck) : clause.Type.IsJson,
            Srid = clause.Srid,
            Comment = clause.Comment,
        };
        if (isOldTimestamp && clause.Default is null && !column.IsNullable)
        {
            return column with { Default = OldTimestamp(column, isFirstTimestamp && !clause.HasOnUpdate) };
        }

        return column with { Default = Default(clause.Default, column) };
    }

    /// <summary>The default of a column; null where there is no clause.</summary>
    public ColumnDefault Default(DefaultClause? clause, ColumnModel column)
    {
        if (clause is null || column.IsGenerated || column.IsAutoIncrement || IsDropped(clause, column))
        {
            return DefaultPolicy.Absent(column);
        }

        if (clause.Literal is { } literal)
        {
            return DefaultPolicy.Resolve(literal, column);
        }

        return clause.IsNow && column.Type is SqlType.DateTime or SqlType.Timestamp
            ? new ColumnDefault(DefaultKind.Now)
            : new ColumnDefault(DefaultKind.Expression, clause.Expression);
    }

    // The first TIMESTAMP of a statement follows the clock, the others begin at zero.
    private static ColumnDefault OldTimestamp(ColumnModel column, bool isPromoted) => isPromoted
        ? new ColumnDefault(DefaultKind.Now)
        : new ColumnDefault(DefaultKind.Literal, column.FractionDigits == 0 ? ZeroTimestamp : $"{ZeroTimestamp}.{new string('0', column.FractionDigits)}");

    // MySQL has no literal defaults for these; where the mode is not strict an empty one is passed over.
    private bool IsDropped(DefaultClause clause, ColumnModel column) =>
        !context.Server.IsMariaDb && clause.Literal is { Kind: not SqlLiteralKind.Null }
        && column.Type is (>= SqlType.TinyText and <= SqlType.LongText) or (>= SqlType.TinyBlob and <= SqlType.LongBlob)
            or SqlType.Json or (>= SqlType.Geometry and <= SqlType.GeometryCollection);
}
