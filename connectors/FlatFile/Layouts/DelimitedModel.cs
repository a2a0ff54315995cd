namespace ConnectRuntime.FlatFile.Layouts;

/// <summary>The characters that structure a delimited file, as UTF-8, which is what every file is read as.</summary>
/// <param name="Separator">Between fields; empty where a record is one field.</param>
/// <param name="Quote">Around fields; null for none.</param>
/// <param name="Escape">Before a character that stands for itself; null for none.</param>
/// <param name="Terminator">What ends a record, unless <paramref name="TerminatorText"/> does.</param>
/// <param name="TerminatorText">A text that ends a record; null for line ends.</param>
/// <param name="MaxRecordBytes">The largest record.</param>
internal sealed record DelimitedModel(
    byte[] Separator, byte? Quote, byte? Escape, RecordTerminator Terminator, byte[]? TerminatorText, int MaxRecordBytes)
{
    /// <summary>The bytes that a record's end can begin with.</summary>
    public (byte First, byte Second) TerminatorBytes => this switch
    {
        { TerminatorText: { } text } => (text[0], text[0]),
        { Terminator: RecordTerminator.Lf } => ((byte)'\n', (byte)'\n'),
        { Terminator: RecordTerminator.Auto } => ((byte)'\n', (byte)'\r'),
        _ => ((byte)'\r', (byte)'\r'),
    };
}
