using ConnectRuntime.MySql.History.Ddl;
using ConnectRuntime.MySql.Tables;

namespace ConnectRuntime.MySql.History.Catalog;

/// <summary>What the server makes of the definition of a column, with all that it does not say.</summary>
internal sealed class ColumnPolicy(DdlContext context)
{
    /// <summary>The first of all times, where a TIMESTAMP begins that has no default of its own and may not be NULL.</summary>
    private const string ZeroTimestamp = "0000-00-00 00:00:00";

    private readonly ColumnTypePolicy _types = new(context.Server, context.Charsets);

    /// <summary>The column of a definition.</summary>
    /// <param name="clause">The definition.</param>
    /// <param name="table">The table's character set.</param>
    public ColumnModel Resolve(ColumnClause clause, CharsetModel table)
    {
        var column = _types.Resolve(clause.Name, clause.Type, table);
        var isOldTimestamp = IsOldTimestamp(clause);
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
            return column with { Default = Zero(column.FractionDigits) };
        }

        if (clause.Default is null && column is { IsCompressed: true, IsNullable: false })
        {
            // MariaDB gives these the empty value.
            return column with { Default = DefaultPolicy.Resolve(new SqlLiteral(SqlLiteralKind.Text, ""), column) };
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
            var value = DefaultPolicy.Resolve(literal, column);
            return column.Type == SqlType.Timestamp && value.Kind == DefaultKind.Literal
                ? value with { Text = SessionZone.ToUtc(value.Text!, context.TimeZone) }
                : value;
        }

        return clause.IsNow && column.Type is SqlType.DateTime or SqlType.Timestamp
            ? new ColumnDefault(DefaultKind.Now)
            : new ColumnDefault(DefaultKind.Expression, clause.Expression);
    }

    /// <summary>Whether a definition follows the clock if its column is the first TIMESTAMP of the table, as explicit_defaults_for_timestamp is off.</summary>
    public bool FollowsClock(ColumnClause clause) => IsOldTimestamp(clause) && clause is { Default: null, HasOnUpdate: false, IsNullable: not true };

    private bool IsOldTimestamp(ColumnClause clause) =>
        clause.Type.Type == SqlType.Timestamp && !context.ExplicitDefaultsForTimestamp && !clause.IsGenerated;

    private static ColumnDefault Zero(int digits) =>
        new(DefaultKind.Literal, digits == 0 ? ZeroTimestamp : $"{ZeroTimestamp}.{new string('0', digits)}");

    // MySQL has no literal defaults for these; where the mode is not strict an empty one is passed over.
    private bool IsDropped(DefaultClause clause, ColumnModel column) =>
        !context.Server.IsMariaDb && clause.Literal is { Kind: not SqlLiteralKind.Null }
        && column.Type is (>= SqlType.TinyText and <= SqlType.LongText) or (>= SqlType.TinyBlob and <= SqlType.LongBlob)
            or SqlType.Json or SqlType.Vector or (>= SqlType.Geometry and <= SqlType.GeometryCollection);
}
