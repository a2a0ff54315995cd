using ConnectRuntime.FlatFile.Tailing;
using ConnectRuntime.Records;

namespace ConnectRuntime.FlatFile.Layouts;

/// <summary>How one file is cut into records and how those become rows. One instance per open file.</summary>
internal interface IRecordLayout
{
    /// <summary>Blank lines that were passed over so far.</summary>
    long BlankLines { get; }

    /// <summary>Turns whole records at the beginning of the window into rows.</summary>
    /// <param name="window">What is there of the file; the layout takes what it has used.</param>
    /// <param name="batch">Where rows go.</param>
    /// <param name="maxRows">How many rows the batch may have.</param>
    TakeResult Take(RecordWindow window, RecordBatch batch, int maxRows);
}

/// <summary>Why a layout has stopped taking records.</summary>
internal enum TakeResult
{
    /// <summary>The next record is not whole, or there is none.</summary>
    NeedsMore,

    /// <summary>The batch is full.</summary>
    Full,
}
