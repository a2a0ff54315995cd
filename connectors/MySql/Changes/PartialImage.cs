using ConnectRuntime.MySql.Tables;
using ConnectRuntime.MySql.Values;
using ConnectRuntime.Records;

namespace ConnectRuntime.MySql.Changes;

/// <summary>What follows from an image that leaves columns out, as the server logs them with <c>binlog_row_image</c> MINIMAL or NOBLOB.</summary>
/// <remarks>
/// What MySQL 9.7 and MariaDB 10.11 log of a row:
/// <code>
///            before                            after an insert                          after an update
/// MINIMAL    the key                           what is not a constant default           what changes
/// NOBLOB     all but TEXT and BLOB             all but TEXT and BLOB without value      all but TEXT and BLOB that stay
/// </code>
/// Without a key the row before is whole, and MariaDB's rows after are too. What expressions, the clock or a trigger give is logged.
/// NOBLOB leaves out JSON on MariaDB, where it is a LONGTEXT, and logs it on MySQL.
/// </remarks>
internal static class PartialImage
{
    /// <summary>Puts what an update has not changed into the image after it.</summary>
    public static void CompleteUpdate(RecordBatch batch, CapturedTable table, int before, int after)
    {
        var cells = batch.Cells;
        for (var i = 1; i <= table.CellCount; i++)
        {
            if (cells[after + i].State == CellState.Unavailable)
            {
                cells[after + i] = cells[before + i];
            }
        }
    }

    /// <summary>Puts constant defaults into the image of an insert.</summary>
    public static void CompleteInsert(RecordBatch batch, CapturedTable table, int after)
    {
        var place = after;
        foreach (var plan in table.Columns)
        {
            if (plan is not null && batch.Cells[++place].State == CellState.Unavailable && Default(batch, plan) is { } value)
            {
                batch.Cells[place] = value;
            }
        }
    }

    /// <summary>Whether an image can be written with a schema: text and bytes have a placeholder for what is not known, nothing else has.</summary>
    public static bool IsWhole(RecordBatch batch, RecordSchema schema, int image)
    {
        for (var i = 0; i < schema.Fields.Count; i++)
        {
            var field = schema.Fields[i];
            if (batch.Cells[image + 1 + field.Ordinal].State == CellState.Unavailable && !HasPlaceholder(field.Schema))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Whether an unknown value of a schema is written as a placeholder.</summary>
    public static bool HasPlaceholder(RecordSchema schema) => schema.Kind is FieldKind.String or FieldKind.Bytes;

    // What is computed is not known here.
    private static Cell? Default(RecordBatch batch, ColumnPlan plan) => plan.Column switch
    {
        { IsGenerated: true } or { IsAutoIncrement: true } => null,
        { Default.Kind: DefaultKind.Literal or DefaultKind.Hex } => Constant(batch, plan.Schema),
        { Default.Kind: DefaultKind.None or DefaultKind.Null, IsNullable: true } => Cell.Null,
        _ => null,
    };

    private static Cell? Constant(RecordBatch batch, RecordSchema schema) => schema.Default switch
    {
        bool flag => Cell.Of(flag),
        long number => Cell.OfInteger(schema.Kind, number),
        double number => schema.Kind == FieldKind.Float32 ? Cell.Of((float)number) : Cell.Of(number),
        string text => batch.AddText(text),
        byte[] bytes => Cell.Bytes(batch.AddBytes(bytes), bytes.Length),
        _ => null,
    };
}
