using ConnectRuntime.Records;

namespace ConnectRuntime.MySql.Values.Rules;

/// <summary>Cuts text to a number of UTF-16 units, which is how Java counts, and binary values to a number of bytes.</summary>
/// <remarks>A character of two units is kept whole or left out.</remarks>
internal sealed class TruncateRule(int most) : CellRule
{
    /// <inheritdoc/>
    public override Cell Apply(Cell cell, RecordBatch batch)
    {
        // No text has more units than bytes.
        if (!cell.HasValue || cell.Length <= most)
        {
            return cell;
        }

        return cell.Kind switch
        {
            FieldKind.String => Cell.Text(cell.Start, Fitting(batch[cell])),
            FieldKind.Bytes => Cell.Bytes(cell.Start, most),
            _ => cell,
        };
    }

    // Bytes of the longest beginning that fits. In UTF-8 a byte from 0xF0 on begins a character of two units, 10xxxxxx begins none.
    private int Fitting(ReadOnlySpan<byte> utf8)
    {
        var units = 0;
        for (var i = 0; i < utf8.Length; i++)
        {
            var b = utf8[i];
            units += (b & 0xC0) == 0x80 ? 0 : b >= 0xF0 ? 2 : 1;
            if (units > most)
            {
                return i;
            }
        }

        return utf8.Length;
    }
}
