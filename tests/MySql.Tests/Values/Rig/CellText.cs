using System.Globalization;
using System.Text;
using ConnectRuntime.Records;

namespace ConnectRuntime.MySql.Tests.Values.Rig;

/// <summary>Cells as text that shows all there is to them: bits of floats, bytes in hexadecimal.</summary>
internal static class CellText
{
    public const string Null = "∅";

    /// <summary>One cell.</summary>
    public static string Of(RecordBatch batch, Cell cell) => cell.State switch
    {
        CellState.Null => Null,
        CellState.Unavailable => "unavailable",
        _ => cell.Kind switch
        {
            FieldKind.Boolean => cell.Boolean ? "1" : "0",
            FieldKind.Float32 => Of(cell.Float32),
            FieldKind.Float64 => Of(cell.Float64),
            FieldKind.String => new UTF8Encoding(false, true).GetString(batch[cell]),
            FieldKind.Bytes => Convert.ToHexString(batch[cell]),
            FieldKind.Struct => "{" + string.Join(",", Children(batch, cell)) + "}",
            FieldKind.Array => "[" + string.Join(",", Children(batch, cell)) + "]",
            _ => cell.Int64.ToString(CultureInfo.InvariantCulture),
        },
    };

    /// <summary>A float by its bits.</summary>
    public static string Of(float value) => $"f{BitConverter.SingleToUInt32Bits(value):x8}";

    /// <summary>A double by its bits.</summary>
    public static string Of(double value) => $"d{BitConverter.DoubleToUInt64Bits(value):x16}";

    private static IEnumerable<string> Children(RecordBatch batch, Cell cell)
    {
        for (var i = 0; i < cell.Count; i++)
        {
            yield return Of(batch, batch.Cells[cell.First + i]);
        }
    }
}
