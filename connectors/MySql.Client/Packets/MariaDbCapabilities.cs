namespace ConnectRuntime.MySql.Client.Packets;

/// <summary>What MariaDB can do beyond <see cref="Capabilities"/>. Page: "Connection" in MariaDB's protocol documentation, where they are bits 32 and up.</summary>
[Flags]
public enum MariaDbCapabilities : uint
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>Progress reports; never set here.</summary>
    Progress = 1,

    /// <summary>Bulk execution of statements.</summary>
    StatementBulkOperations = 4,

    /// <summary>Columns carry the names of types such as uuid and of formats such as json.</summary>
    ExtendedMetadata = 8,

    /// <summary>Columns may be left out where they are unchanged; never set here.</summary>
    CacheMetadata = 0x10,
}
