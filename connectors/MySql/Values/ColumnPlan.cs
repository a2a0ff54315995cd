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
    private ColumnPlan(
        ColumnModel column, ColumnShape shape, ConversionModel conversion, ColumnRule? rule, string fieldName, RecordSchema schema, RecordSchema? keySchema)
    {
        Column = column;
        Kind = shape.Kind;
        Conversion = conversion;
        Rule = CellRule.For(rule, column);
        FieldName = fieldName;
        Schema = schema;
        KeySchema = keySchema;
        IsRead = keySchema is not null || Rule is not MaskRule;
        Members = [.. column.Members.Select(Encoding.UTF8.GetBytes)];
    }

    /// <summary>The column.</summary>
    public ColumnModel Column { get; }

    /// <summary>The name of its field.</summary>
    public string FieldName { get; }

    /// <summary>The schema of its field in a row.</summary>
    public RecordSchema Schema { get; }

    /// <summary>The schema of its field in a key, which tells of no rule and not of the source's type; null for a column of no key.</summary>
    public RecordSchema? KeySchema { get; }

    /// <summary>What its values become.</summary>
    public ValueKind Kind { get; }

    /// <summary>The modes it was compiled for.</summary>
    public ConversionModel Conversion { get; }

    /// <summary>What is done with its values in rows, but not in keys; null for nothing.</summary>
    public CellRule? Rule { get; }

    /// <summary>Whether its values are decoded: not where every row has a mask in their place and no key has them.</summary>
    public bool IsRead { get; }

    /// <summary>The values of ENUM and SET in UTF-8.</summary>
    public ImmutableArray<byte[]> Members { get; }

    /// <summary>Compiles a column.</summary>
    /// <param name="column">The column.</param>
    /// <param name="conversion">The modes.</param>
    /// <param name="rule">What the options say about this column.</param>
    /// <param name="fieldName">The field's name; the column's if there is none.</param>
    /// <param name="withComment">Whether the column's comment is told.</param>
    /// <param name="isKey">Whether it is one of the key's.</param>
    public static ColumnPlan For(
        ColumnModel column, ConversionModel conversion, ColumnRule? rule = null, string? fieldName = null, bool withComment = false, bool isKey = false)
    {
        var shape = ColumnShape.Of(column, conversion);
        var schema = SchemaOf(column, shape, conversion, rule, withComment);
        var keySchema = !isKey ? null : rule is null ? schema : SchemaOf(column, ColumnShape.Of(column, conversion), conversion, rule: null, withComment);
        return new ColumnPlan(column, shape, conversion, rule, fieldName ?? column.Name, schema, keySchema);
    }

    private static RecordSchema SchemaOf(ColumnModel column, ColumnShape shape, ConversionModel conversion, ColumnRule? rule, bool withComment)
    {
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

        return builder.Build();
    }
}
