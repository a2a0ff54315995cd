using ConnectRuntime.Records;

namespace ConnectRuntime.Avro.Reading;

/// <summary>The symbols of an enum, and where each was last put into an arena.</summary>
/// <remarks>
/// A cell's text must lie in its batch's arena, and an enum's datum is only a number. A symbol is copied into a batch once: the
/// last place is used again if the symbol is there, which is checked, so threads and batches may share this object.
/// </remarks>
internal sealed class EnumSymbols(byte[][] symbols)
{
    private const int Stripes = 16;
    private readonly int[]?[] _places = new int[Stripes][];

    public int Count => symbols.Length;

    /// <summary>A cell with a symbol's text.</summary>
    public Cell Cell(RecordBatch batch, int index)
    {
        var symbol = symbols[index];
        ref var places = ref _places[Environment.CurrentManagedThreadId % Stripes];
        places ??= new int[symbols.Length];
        var place = places[index];
        var arena = batch.Arena;
        if ((uint)place > (uint)arena.Length || !arena[place..].StartsWith(symbol))
        {
            place = batch.AddBytes(symbol);
            places[index] = place;
        }

        return Records.Cell.Text(place, symbol.Length);
    }
}
