using System.Collections.Immutable;
using System.Text;
using ConnectRuntime.MySql.Configuration;
using ConnectRuntime.MySql.Tables;
using ConnectRuntime.MySql.Values.Defaults;
using ConnectRuntime.MySql.Values.Rules;
using ConnectRuntime.Records;

namespace ConnectRuntime.MySql.Values;

/// <summary>One column of one definition, compiled: its field, and what its values become. Immutable.</summary>
internal sealed class ColumnPlan
{
    private ColumnPlan(ColumnModel column, ColumnShape shape, ConversionModel conversion, ColumnRule? rule, string fieldName, RecordSchema schema)
    {
        Column = column;
        Kind = shape.Kind;
        Conversion = conversion;
        Rule = CellRule.For(rule, column);
        FieldName = fieldName;
        Schema = schema;
        Members = [.. column.Members.Select(Encoding.UTF8.GetBytes)];
    }

    /// <summary>The column.</summary>
    public ColumnModel Column { get; }

    /// <summary>The name of its field.</summary>
    public string FieldName { get; }

    /// <summary>The schema of its field.</summary>
    public RecordSchema Schema { get; }

    /// <summary>What its values become.</summary>
    public ValueKind Kind { get; }

    /// <summary>The modes it was compiled for.</summary>
    public ConversionModel Conversion { get; }

    /// <summary>What is done with its values afterwards; null for nothing.</summary>
    public CellRule? Rule { get; }

    /// <summary>The values of ENUM and SET in UTF-8.</summary>
    public ImmutableArray<byte[]> Members { get; }

    /// <summary>Compiles a column.</summary>
    /// <param name="column">The column.</param>
    /// <param name="conversion">The modes.</param>
    /// <param name="rule">What the options say about this column.</param>
    /// <param name="fieldName">The field's name; the column's if there is none.</param>
    /// <param name="withComment">Whether the column's comment is told.</param>
    public static ColumnPlan For(
        ColumnModel column, ConversionModel conversion, ColumnRule? rule = null, string? fieldName = null, bool withComment = false)
    {
        var shape = ColumnShape.Of(column, conversion);
        var builder = shape.Schema;
        CellRule.Describe(rule, column, builder);
        if (rule is { PropagatesType: true })
        {
            SourceType.Describe(column, withComment, builder);
        }

        if (column.IsNullable)
        {
            builder.Nullable();
        }

        if (withComment && column.Comment is { } comment)
        {
            builder.Doc(comment);
        }

        if (DefaultReader.Read(column, shape.Kind, conversion) is { } value)
        {
            builder.Default(value);
        }

        return new ColumnPlan(column, shape, conversion, rule, fieldName ?? column.Name, builder.Build());
    }
}
