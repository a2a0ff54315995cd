namespace ConnectRuntime.FlatFile.Layouts;

/// <summary>What ends a record.</summary>
public enum RecordTerminator
{
    /// <summary>LF, CR LF or CR, whichever comes, also mixed.</summary>
    Auto,

    /// <summary>LF; a CR is text.</summary>
    Lf,

    /// <summary>CR LF; either alone is text.</summary>
    Crlf,

    /// <summary>CR; an LF is text.</summary>
    Cr,
}
