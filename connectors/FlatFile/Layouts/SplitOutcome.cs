namespace ConnectRuntime.FlatFile.Layouts;

/// <summary>What came of looking for the next record.</summary>
internal enum SplitOutcome : byte
{
    /// <summary>A field with more to follow; never the outcome for a record.</summary>
    Field,

    /// <summary>A whole record.</summary>
    Record,

    /// <summary>The text ends before the record does.</summary>
    Incomplete,

    /// <summary>A field goes on after its closing quote.</summary>
    TextAfterQuote,

    /// <summary>A quote is opened and never closed.</summary>
    UnclosedQuote,
}
