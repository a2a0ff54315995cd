using ConnectRuntime.Records;

namespace ConnectRuntime.MySql.Changes;

/// <summary>A text that many rows repeat: kept here, and once in the arena of each batch for as long as it stays the same.</summary>
/// <remarks>One owner. Grows to the longest text and then allocates nothing.</remarks>
internal sealed class KeptText
{
    private byte[] _bytes = [];
    private int _length;

    /// <summary>The text in the batch; null where it is empty.</summary>
    public Cell Cell { get; private set; }

    /// <summary>Puts the text into another batch.</summary>
    public void BeginBatch(RecordBatch batch) => Cell = _length == 0 ? Cell.Null : Cell.Text(batch.AddBytes(_bytes.AsSpan(0, _length)), _length);

    /// <summary>Changes the text.</summary>
    public void Set(RecordBatch batch, ReadOnlySpan<byte> text)
    {
        if (_bytes.AsSpan(0, _length).SequenceEqual(text))
        {
            return;
        }

        if (text.Length > _bytes.Length)
        {
            _bytes = new byte[Math.Max(64, 2 * text.Length)];
        }

        text.CopyTo(_bytes);
        _length = text.Length;
        BeginBatch(batch);
    }
}
