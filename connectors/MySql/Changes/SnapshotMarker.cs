namespace ConnectRuntime.MySql.Changes;

/// <summary>Where in a snapshot a row stands, as the source block's field <c>snapshot</c> says it.</summary>
internal enum SnapshotMarker : byte
{
    /// <summary>Not of a snapshot: the field is null.</summary>
    None,

    /// <summary><c>true</c>.</summary>
    Inside,

    /// <summary><c>first</c>: of the whole snapshot.</summary>
    First,

    /// <summary><c>first_in_data_collection</c>.</summary>
    FirstOfTable,

    /// <summary><c>last_in_data_collection</c>.</summary>
    LastOfTable,

    /// <summary><c>last</c>: of the whole snapshot.</summary>
    Last,

    /// <summary><c>incremental</c>: read beside the stream.</summary>
    Incremental,
}

/// <summary>The spelling of markers.</summary>
internal static class SnapshotMarkers
{
    /// <summary>All spellings, in the order in which the schema lists them.</summary>
    public const string Allowed = "true,first,first_in_data_collection,last_in_data_collection,last,false,incremental";

    /// <summary>The marker in UTF-8; empty for none.</summary>
    public static ReadOnlySpan<byte> Text(this SnapshotMarker marker) => marker switch
    {
        SnapshotMarker.Inside => "true"u8,
        SnapshotMarker.First => "first"u8,
        SnapshotMarker.FirstOfTable => "first_in_data_collection"u8,
        SnapshotMarker.LastOfTable => "last_in_data_collection"u8,
        SnapshotMarker.Last => "last"u8,
        SnapshotMarker.Incremental => "incremental"u8,
        _ => default,
    };
}
