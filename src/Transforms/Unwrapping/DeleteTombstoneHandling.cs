using System.Text.Json.Serialization;

namespace ConnectRuntime.Transforms.Unwrapping;

/// <summary>Values of <c>delete.tombstone.handling.mode</c>.</summary>
internal enum DeleteTombstoneHandling
{
    /// <summary>Deletes and tombstones go.</summary>
    Drop,

    /// <summary>A delete becomes a tombstone; the source's own tombstones go, so that there is one.</summary>
    Tombstone,

    /// <summary>A delete becomes its last row with <c>__deleted</c>; tombstones go.</summary>
    Rewrite,

    /// <summary>A delete becomes its last row with <c>__deleted</c>; tombstones stay.</summary>
    [JsonStringEnumMemberName("rewrite-with-tombstone")]
    RewriteWithTombstone,

    /// <summary>The same as <see cref="Tombstone"/>; in Debezium they differ in the schema of the null.</summary>
    [JsonStringEnumMemberName("delete-to-tombstone")]
    DeleteToTombstone,
}

/// <summary>Values of the older <c>delete.handling.mode</c>.</summary>
internal enum DeleteHandling
{
    /// <summary>Deletes go.</summary>
    Drop,

    /// <summary>A delete becomes its last row with <c>__deleted</c>.</summary>
    Rewrite,

    /// <summary>A delete becomes a tombstone.</summary>
    None,
}
