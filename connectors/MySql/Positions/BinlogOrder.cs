namespace ConnectRuntime.MySql.Positions;

/// <summary>The order of places in the binlogs of one server.</summary>
internal static class BinlogOrder
{
    /// <summary>Below 0 where the first place comes before the other one, above 0 where it comes behind it.</summary>
    public static int Compare(string file, ulong position, string otherFile, ulong otherPosition)
    {
        // The number behind the name's dot gets a digit more once its digits are used up.
        var order = file.Length != otherFile.Length ? file.Length.CompareTo(otherFile.Length) : string.CompareOrdinal(file, otherFile);
        return order != 0 ? order : position.CompareTo(otherPosition);
    }
}
