using ConnectRuntime.FlatFile.Columns;
using ConnectRuntime.Records;

namespace ConnectRuntime.FlatFile.Layouts;

/// <summary>Where the rows of one file go and what they carry beside their columns.</summary>
/// <param name="Path">The file, for messages and headers.</param>
/// <param name="Stream">Topic and schemas.</param>
internal sealed record RowTarget(string Path, RecordStream Stream)
{
    /// <summary>Cells of the value that make the key, in the key's order; empty for no key.</summary>
    public IReadOnlyList<int> KeyCells { get; init; } = [];

    /// <summary>Whether the value is the one column itself and not a struct.</summary>
    public bool IsPlain { get; init; }

    /// <summary>The time of every row, or −1.</summary>
    public long Timestamp { get; init; } = -1;

    /// <summary>The cell that holds a row's time in milliseconds times a factor, or −1.</summary>
    public int TimestampCell { get; init; } = -1;

    /// <summary>What turns that cell into milliseconds: positive multiplies, negative divides.</summary>
    public long TimestampFactor { get; init; } = 1;

    /// <summary>Headers that every row gets.</summary>
    public RowHeaders Headers { get; init; } = RowHeaders.None;

    /// <summary>Columns, for messages.</summary>
    public IReadOnlyList<ColumnModel> Columns { get; init; } = [];
}

/// <summary>Headers that tell where a row comes from, under the names that the spool directory connector gives them.</summary>
[Flags]
public enum RowHeaders
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary><c>file.name</c>.</summary>
    FileName = 1,

    /// <summary><c>file.path</c>.</summary>
    FilePath = 2,

    /// <summary><c>file.offset</c>: the record's first byte in the file.</summary>
    FileOffset = 4,
}
