namespace ConnectRuntime.MySql.History;

/// <summary>A place in the history: how many changes it holds. Kept with a position, it says which definitions the rows after that position have.</summary>
/// <param name="Sequence">The number of the last change; 0 before the first.</param>
internal readonly record struct HistoryMark(long Sequence) : IComparable<HistoryMark>
{
    /// <inheritdoc/>
    public int CompareTo(HistoryMark other) => Sequence.CompareTo(other.Sequence);

    /// <inheritdoc/>
    public override string ToString() => Sequence.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
