namespace ConnectRuntime.MySql.Client.Gtids;

/// <summary>Who numbers transactions: a server by its UUID, and within it a tag, empty for none (MySQL 8.3 and later).</summary>
public readonly record struct GtidSource(Guid Uuid, string Tag) : IComparable<GtidSource>
{
    /// <summary>By UUID, as its digits read, then by tag.</summary>
    public int CompareTo(GtidSource other)
    {
        var order = Uuid.CompareTo(other.Uuid);
        return order != 0 ? order : string.CompareOrdinal(Tag, other.Tag);
    }

    /// <inheritdoc/>
    public override string ToString() => Tag.Length == 0 ? $"{Uuid:D}" : $"{Uuid:D}:{Tag}";

    /// <summary>Order.</summary>
    public static bool operator <(GtidSource left, GtidSource right) => left.CompareTo(right) < 0;

    /// <summary>Order.</summary>
    public static bool operator >(GtidSource left, GtidSource right) => left.CompareTo(right) > 0;

    /// <summary>Order.</summary>
    public static bool operator <=(GtidSource left, GtidSource right) => left.CompareTo(right) <= 0;

    /// <summary>Order.</summary>
    public static bool operator >=(GtidSource left, GtidSource right) => left.CompareTo(right) >= 0;
}
