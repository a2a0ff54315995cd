namespace ConnectRuntime.FlatFile.Layouts;

/// <summary>What becomes of a record that has fewer or more fields than there are columns.</summary>
public enum RaggedPolicy
{
    /// <summary>It fails.</summary>
    Error,

    /// <summary>Missing fields are null; surplus ones fail.</summary>
    Pad,

    /// <summary>Surplus fields are left out; missing ones fail.</summary>
    Cut,

    /// <summary>Missing fields are null, surplus ones are left out.</summary>
    PadAndCut,
}

/// <summary>What becomes of a line with nothing in it.</summary>
public enum BlankLinePolicy
{
    /// <summary>It is passed over and counted, unless a record has only one column.</summary>
    Skip,

    /// <summary>It is a record of one empty field.</summary>
    Record,
}
