namespace ConnectRuntime.FlatFile.Layouts;

/// <summary>What stands before the first record of a file.</summary>
/// <param name="Position">The first byte of the first record.</param>
/// <param name="Lines">Lines before it.</param>
/// <param name="Names">The header's names; null without a header.</param>
/// <param name="FieldCount">Fields of the first record where nothing else tells the columns; 0 otherwise.</param>
internal sealed record Preamble(long Position, long Lines, IReadOnlyList<string>? Names, int FieldCount);
