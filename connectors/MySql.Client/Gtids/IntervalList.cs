namespace ConnectRuntime.MySql.Client.Gtids;

/// <summary>Operations on lists of intervals that are sorted, apart from each other and never touch.</summary>
internal static class IntervalList
{
    /// <summary>All numbers of both.</summary>
    public static GtidInterval[] Union(ReadOnlySpan<GtidInterval> left, ReadOnlySpan<GtidInterval> right)
    {
        GtidInterval[] all = [.. left, .. right];
        return Normalize(all);
    }

    /// <summary>Sorted and joined.</summary>
    public static GtidInterval[] Normalize(GtidInterval[] all)
    {
        Array.Sort(all, static (a, b) => a.First.CompareTo(b.First));
        var joined = new List<GtidInterval>(all.Length);
        foreach (var next in all)
        {
            if (joined.Count > 0 && next.First <= joined[^1].Last + 1)
            {
                joined[^1] = joined[^1] with { Last = Math.Max(joined[^1].Last, next.Last) };
            }
            else
            {
                joined.Add(next);
            }
        }

        return [.. joined];
    }

    /// <summary>The numbers of the left that the right has not.</summary>
    public static GtidInterval[] Subtract(ReadOnlySpan<GtidInterval> left, ReadOnlySpan<GtidInterval> right)
    {
        var rest = new List<GtidInterval>(left.Length);
        var at = 0;
        foreach (var interval in left)
        {
            var first = interval.First;
            while (at < right.Length && right[at].Last < first)
            {
                at++;
            }

            for (var i = at; i < right.Length && right[i].First <= interval.Last; i++)
            {
                if (right[i].First > first)
                {
                    rest.Add(new GtidInterval(first, right[i].First - 1));
                }

                first = right[i].Last + 1;
            }

            if (first <= interval.Last)
            {
                rest.Add(interval with { First = first });
            }
        }

        return [.. rest];
    }

    /// <summary>Whether a number is in it.</summary>
    public static bool Contains(ReadOnlySpan<GtidInterval> intervals, long number)
    {
        int low = 0, high = intervals.Length - 1;
        while (low <= high)
        {
            var middle = (low + high) / 2;
            if (number < intervals[middle].First)
            {
                high = middle - 1;
            }
            else if (number > intervals[middle].Last)
            {
                low = middle + 1;
            }
            else
            {
                return true;
            }
        }

        return false;
    }
}
