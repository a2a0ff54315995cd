using System.Text;
using ConnectRuntime.MySql.Tables;
using ConnectRuntime.MySql.Values.Spatial;
using ConnectRuntime.Records;

namespace ConnectRuntime.MySql.Values;

/// <summary>A column of a row's plan as its converters see it: its plan, and what stands in the place of a value that has none.</summary>
/// <remarks>Immutable but for the report behind it; the batch's thread.</remarks>
internal sealed class CellTarget
{
    private readonly TableId _table;
    private readonly ConversionReport _report;
    private readonly object? _fallback;
    private readonly bool _isPoint;

    public CellTarget(TableId table, ColumnPlan plan, ConversionReport report)
    {
        _table = table;
        _report = report;
        Plan = plan;
        _fallback = plan.Schema.IsNullable ? null : Fallback(plan);
        _isPoint = plan.Kind == ValueKind.Point && _fallback is not null;
    }

    /// <summary>The column.</summary>
    public ColumnPlan Plan { get; }

    /// <summary>Whether years below 100 are taken for two digits.</summary>
    public bool AdjustsYears => Plan.Conversion.AdjustsYears;

    /// <summary>The cell of a value that is not there: null, or where the schema has no null its default, or zero.</summary>
    public Cell Missing(RecordBatch batch) => _fallback is null ? Cell.Null
        : _isPoint ? GeometryCells.WriteEmptyPoint(batch) : Write(_fallback, Plan.Schema.Kind, batch);

    /// <summary>The cell of a value that has no place in its schema: it is reported, and then taken for one that is not there.</summary>
    public Cell Reject(RecordBatch batch, Misfit misfit, long found, string? problem = null)
    {
        _report.Add(_table, Plan.Column, misfit, found, problem);
        return Missing(batch);
    }

    private static Cell Write(object? value, FieldKind kind, RecordBatch batch)
    {
        switch (value)
        {
            case bool flag:
                return Cell.Of(flag);
            case long number:
                return Cell.OfInteger(kind, number);
            case double number:
                return kind == FieldKind.Float32 ? Cell.Of((float)number) : Cell.Of(number);
            case string text:
                return batch.AddText(text);
            case byte[] bytes:
                return Cell.Bytes(batch.AddBytes(bytes), bytes.Length);
            case IReadOnlyList<object?> { Count: 0 }:
                return Cell.Array(0, 0);
            default:
                return Cell.Null;
        }
    }

    private static object Fallback(ColumnPlan plan) => plan.Schema.Default ?? plan.Kind switch
    {
        ValueKind.Boolean or ValueKind.Bit => false,
        ValueKind.Float32 or ValueKind.Float64 or ValueKind.DecimalDouble => 0d,
        ValueKind.DecimalText => Zero(Math.Max(plan.Column.Scale, 0)),
        ValueKind.Decimal or ValueKind.UnsignedDecimal => new byte[1],
        ValueKind.Bits => new byte[(plan.Column.Length + 7) / 8],
        ValueKind.Bytes => Array.Empty<byte>(),
        ValueKind.Json => "{}",
        ValueKind.DateIso => "1970-01-01Z",
        ValueKind.TimeIso => "00:00:00Z",
        ValueKind.DateTimeIso or ValueKind.Zoned => "1970-01-01T00:00:00Z",
        ValueKind.Vector => Array.Empty<object?>(),
        _ => plan.Schema.Kind == FieldKind.String ? "" : 0L,
    };

    private static string Zero(int scale) => scale == 0 ? "0" : "0." + new StringBuilder().Append('0', scale);
}
