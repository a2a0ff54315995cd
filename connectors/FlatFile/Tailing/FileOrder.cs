namespace ConnectRuntime.FlatFile.Tailing;

/// <summary>By what files are ordered.</summary>
public enum FileOrder
{
    /// <summary>Name, ordinal.</summary>
    NameAsc,

    /// <summary>Name, backwards.</summary>
    NameDesc,

    /// <summary>Size, smallest first.</summary>
    LengthAsc,

    /// <summary>Size, largest first.</summary>
    LengthDesc,

    /// <summary>Time of change, oldest first.</summary>
    LastModifiedAsc,

    /// <summary>Time of change, youngest first.</summary>
    LastModifiedDesc,
}
