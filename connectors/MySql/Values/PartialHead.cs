using ConnectRuntime.MySql.Tables;
using ConnectRuntime.MySql.Values.Json;

namespace ConnectRuntime.MySql.Values;

/// <summary>What stands before each row of a PARTIAL_UPDATE_ROWS event as it is after the change: which of its documents are differences.</summary>
/// <remarks>
/// <code>
/// options lenenc, 1 for partial JSON | if it is 1: a bit for each JSON column | null bitmap and values as in every row
/// </code>
/// The bits count the JSON columns of the TABLE_MAP event, present in the row or not, lowest bit first. A column that has its bit holds differences
/// (<see cref="PartialJson"/>) where other rows hold a document. Page: "Rows_event" in MySQL's source documentation, value_options.
/// </remarks>
internal readonly ref struct PartialHead
{
    private const byte PartialJsonOption = 1;

    private readonly ReadOnlySpan<byte> _bits;

    private PartialHead(ReadOnlySpan<byte> bits) => _bits = bits;

    /// <summary>Bytes before the row's null bitmap.</summary>
    public int Length => 1 + _bits.Length;

    /// <summary>Whether any document may be differences.</summary>
    public bool IsPartial => _bits.IndexOfAnyExcept((byte)0) >= 0;

    /// <summary>Whether the document of a JSON column is differences.</summary>
    /// <param name="column">Its number among the table's JSON columns.</param>
    public bool this[int column] => _bits.Length > 0 && (_bits[column >> 3] & (1 << (column & 7))) != 0;

    /// <summary>Reads it.</summary>
    /// <param name="rows">The row after the change, and what follows it.</param>
    /// <param name="table">The table, for messages.</param>
    /// <param name="jsonColumns">JSON columns of the TABLE_MAP event.</param>
    /// <exception cref="Errors.ConnectException">Data: options that are not known, or fewer bytes than it needs.</exception>
    public static PartialHead Read(ReadOnlySpan<byte> rows, TableId table, int jsonColumns)
    {
        if (rows.Length == 0 || rows[0] > PartialJsonOption)
        {
            throw ValueErrors.BadHead(table, $"a row begins with {(rows.Length == 0 ? "nothing" : $"options {rows[0]}")}, options 0 or 1 are required");
        }

        var size = rows[0] == PartialJsonOption ? (jsonColumns + 7) / 8 : 0;
        return rows.Length > size
            ? new PartialHead(rows.Slice(1, size))
            : throw ValueErrors.BadHead(table, $"a row ends before the {size} bytes that say which documents are partial");
    }
}
