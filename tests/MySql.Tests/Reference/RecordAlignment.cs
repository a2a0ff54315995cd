namespace ConnectRuntime.MySql.Tests.Reference;

/// <summary>Pairs the records of a topic on both sides: those of one identity in order, and of a table's also those in between, if they are as many.</summary>
internal static class RecordAlignment
{
    public static IEnumerable<(ReferenceRecord? Theirs, ReferenceRecord? Ours)> Of(IReadOnlyList<ReferenceRecord> theirs, IReadOnlyList<ReferenceRecord> ours)
    {
        var pairs = Common(theirs, ours);
        pairs.Add((theirs.Count, ours.Count));
        var (i, j) = (0, 0);
        foreach (var (nextTheirs, nextOurs) in pairs)
        {
            var isEven = nextTheirs - i == nextOurs - j && (i == nextTheirs || theirs[i].IsOfTable);
            while (i < nextTheirs || j < nextOurs)
            {
                if (isEven)
                {
                    yield return (theirs[i++], ours[j++]);
                }
                else
                {
                    yield return i < nextTheirs ? (theirs[i++], null) : (null, ours[j++]);
                }
            }

            if (nextTheirs < theirs.Count)
            {
                yield return (theirs[i++], ours[j++]);
            }
        }
    }

    // The longest common subsequence.
    private static List<(int Theirs, int Ours)> Common(IReadOnlyList<ReferenceRecord> theirs, IReadOnlyList<ReferenceRecord> ours)
    {
        var lengths = new int[theirs.Count + 1, ours.Count + 1];
        for (var i = theirs.Count - 1; i >= 0; i--)
        {
            for (var j = ours.Count - 1; j >= 0; j--)
            {
                lengths[i, j] = theirs[i].Identity == ours[j].Identity ? lengths[i + 1, j + 1] + 1 : Math.Max(lengths[i + 1, j], lengths[i, j + 1]);
            }
        }

        var pairs = new List<(int, int)>();
        for (var (i, j) = (0, 0); i < theirs.Count && j < ours.Count;)
        {
            if (theirs[i].Identity == ours[j].Identity)
            {
                pairs.Add((i++, j++));
            }
            else if (lengths[i + 1, j] >= lengths[i, j + 1])
            {
                i++;
            }
            else
            {
                j++;
            }
        }

        return pairs;
    }
}
