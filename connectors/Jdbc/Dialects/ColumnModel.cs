namespace ConnectRuntime.Jdbc.Dialects;

/// <summary>A column of a table as the catalog describes it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="SqlType">Its type as DDL writes it, with length or precision.</param>
/// <param name="TypeId">The dialect's number of the type; for a domain that of the type below it.</param>
/// <param name="Modifier">The dialect's number for length or precision; −1 for none.</param>
internal sealed record ColumnModel(string Name, string SqlType, uint TypeId, int Modifier)
{
    /// <summary>The dialect's number of the element's type; 0 where the type is no array.</summary>
    public uint ElementTypeId { get; init; }

    /// <summary>Whether the values are labels of an enumeration.</summary>
    public bool IsEnum { get; init; }

    /// <summary>Whether two values are equal for the server exactly if their bytes are.</summary>
    public bool HasByteEquality { get; init; }

    /// <summary>Whether null is refused.</summary>
    public bool NotNull { get; init; }

    /// <summary>Whether the server fills it in where an insert leaves it out.</summary>
    public bool HasDefault { get; init; }

    /// <summary>Whether the server computes it, so that nobody may write it.</summary>
    public bool IsGenerated { get; init; }

    /// <summary>Whether it numbers rows by itself and takes a given number only when told so.</summary>
    public bool IsIdentityAlways { get; init; }
}
