using System.Runtime.CompilerServices;
using ConnectRuntime.Errors;
using ConnectRuntime.Records;

namespace ConnectRuntime.MySql.Changes;

/// <summary>Streams of rows that lack columns which have no placeholder: of the same topic, and with a schema that lacks those columns too.</summary>
/// <remarks>
/// Owner: one <see cref="ChangeWriter"/>; its thread. A row without a field says that the field's value is not known, where a null would say
/// that it is null and a sink would write that. Other fields but those of the key may be null, so that every such schema is compatible with the
/// whole one and with each other. Bounded by <see cref="Most"/> sets of columns per definition.
/// </remarks>
internal sealed class PartialStreams
{
    /// <summary>Most sets of missing columns per definition of a table, as each is a schema in the registry.</summary>
    public const int Most = 64;

    private readonly ConditionalWeakTable<CapturedTable, List<Variant>> _variants = [];

    private sealed record Variant(bool[] Missing, RecordStream Stream);

    /// <summary>The stream for an image: the table's own where nothing is missing that has no placeholder.</summary>
    /// <returns>Null where there are too many already.</returns>
    public RecordStream? For(RecordBatch batch, CapturedTable table, int image)
    {
        if (PartialImage.IsWhole(batch, table.Stream.ValueSchema!, image))
        {
            return table.Stream;
        }

        var variants = _variants.GetOrCreateValue(table);
        foreach (var variant in variants)
        {
            if (Fits(batch, table, image, variant.Missing))
            {
                return variant.Stream;
            }
        }

        if (variants.Count == Most)
        {
            return null;
        }

        var added = Make(batch, table, image);
        variants.Add(added);
        return added.Stream;
    }

    /// <summary>What to say of a row for which there is none.</summary>
    public static ConnectException TooMany(CapturedTable table) => new(
        ErrorKind.Data,
        "MYW002",
        $"Cannot write a row of {table.Id}: the binlog holds a part of its columns only, and {Most} other such parts were written already, which is the limit. "
        + "Set binlog_row_image=FULL on the server and in its sessions.");

    private static bool Fits(RecordBatch batch, CapturedTable table, int image, bool[] missing)
    {
        var fields = table.Stream.ValueSchema!.Fields;
        for (var i = 0; i < missing.Length; i++)
        {
            if (missing[i] != IsMissing(batch, fields[i], image))
            {
                return false;
            }
        }

        return true;
    }

    private static Variant Make(RecordBatch batch, CapturedTable table, int image)
    {
        var whole = table.Stream.ValueSchema!;
        var missing = new bool[whole.Fields.Count];
        var fields = new List<RecordField>();
        for (var i = 0; i < missing.Length; i++)
        {
            var field = whole.Fields[i];
            missing[i] = IsMissing(batch, field, image);
            if (!missing[i])
            {
                fields.Add(table.KeyCells.Contains(field.Ordinal) ? field : field with { Schema = field.Schema.WithNullable(true) });
            }
        }

        return new Variant(missing, table.Stream with { ValueSchema = whole.WithFields(fields) });
    }

    private static bool IsMissing(RecordBatch batch, RecordField field, int image) =>
        batch.Cells[image + 1 + field.Ordinal].State == CellState.Unavailable && !PartialImage.HasPlaceholder(field.Schema);
}
