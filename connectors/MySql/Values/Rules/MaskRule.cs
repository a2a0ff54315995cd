using ConnectRuntime.Records;

namespace ConnectRuntime.MySql.Values.Rules;

/// <summary>Puts asterisks in the place of every value, NULL and what the source did not log too: nothing is told, not even which rows have a value.</summary>
internal sealed class MaskRule : CellRule
{
    private readonly byte[] _mask;

    public MaskRule(int number)
    {
        _mask = new byte[number];
        _mask.AsSpan().Fill((byte)'*');
    }

    /// <inheritdoc/>
    public override Cell Apply(Cell cell, RecordBatch batch) => Cell.Text(batch.AddBytes(_mask), _mask.Length);
}
