using ConnectRuntime.Jdbc.Apply;
using ConnectRuntime.Records;

namespace ConnectRuntime.Jdbc.Dialects;

/// <summary>Writes rows of one column list in the form in which the server takes them in bulk. Compiled once, used by one task.</summary>
internal interface IRowEncoder
{
    /// <summary>Appends one row, without allocating.</summary>
    /// <param name="batch">The decoded batch.</param>
    /// <param name="row">The row's index.</param>
    /// <param name="value">Root cell of the value that the columns come from, or −1.</param>
    /// <param name="buffer">Receives the row; after anything but <see cref="EncodeResult.Whole"/> the caller takes back what was written.</param>
    /// <param name="keyEnd">Where the bytes of the key columns end; they begin <see cref="KeyOffset"/> bytes behind the row's start.</param>
    /// <exception cref="Errors.ConnectException">Data: a value does not fit its column.</exception>
    EncodeResult Encode(RecordBatch batch, int row, int value, RowBuffer buffer, out int keyEnd);

    /// <summary>Where in a row the bytes of its key columns begin.</summary>
    int KeyOffset { get; }

    /// <summary>Columns that pass the stage as text and are cast by the server.</summary>
    IReadOnlySet<ColumnModel> Cast { get; }

    /// <summary>Whether keys are equal for the server exactly if their bytes are.</summary>
    bool HasExactKeys { get; }
}

/// <summary>What came of encoding a row.</summary>
internal enum EncodeResult : byte
{
    /// <summary>All columns are written.</summary>
    Whole,

    /// <summary>The source does not know the value of some column.</summary>
    HasUnavailable,
}
