using ConnectRuntime.MySql.History.Catalog;
using ConnectRuntime.MySql.Tables;

namespace ConnectRuntime.MySql.History.Notes;

/// <summary>What a name stood for from one change on, up to its next version.</summary>
/// <param name="Mark">The change.</param>
/// <param name="Kind">What it stood for.</param>
/// <param name="Table">The definition of a table.</param>
/// <param name="Charset">The character set of a database.</param>
internal sealed record HistoryVersion(HistoryMark Mark, HistoryVersionKind Kind, TableModel? Table = null, CharsetModel Charset = default)
{
    /// <summary>Whether both say the same, whenever they came.</summary>
    public bool IsSameAs(HistoryVersion other) => Kind == other.Kind && Table == other.Table && Charset == other.Charset;
}

/// <summary>Kinds of versions; the numbers are in notes.</summary>
internal enum HistoryVersionKind : byte
{
    /// <summary>Nothing: it was dropped.</summary>
    Nothing = 0,
    Table = 1,
    Sequence = 2,
    Database = 3,
}
