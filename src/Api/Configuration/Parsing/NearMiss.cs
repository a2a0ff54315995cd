namespace ConnectRuntime.Configuration.Parsing;

/// <summary>Finds the known name that a misspelt one was meant to be.</summary>
internal static class NearMiss
{
    /// <summary>Names whose lengths differ more are not compared, which also bounds the work for a huge name.</summary>
    private const int Widest = 8;

    /// <summary>The nearest known name; null if none is near enough to be a slip of the keyboard.</summary>
    public static string? Find(string name, IEnumerable<string> known)
    {
        string? best = null;
        var least = int.MaxValue;
        foreach (var candidate in known)
        {
            var limit = Limit(name, candidate);
            if (Math.Abs(name.Length - candidate.Length) > Widest)
            {
                continue;
            }

            var distance = Bare(name) == Bare(candidate) ? 0 : Distance(name, candidate);
            if (distance <= limit && distance < least)
            {
                (best, least) = (candidate, distance);
            }
        }

        return best;
    }

    /// <summary>One slip in a short name, two in a long one: more than that is another word.</summary>
    private static int Limit(string a, string b) => Math.Min(a.Length, b.Length) switch
    {
        < 3 => 0,
        < 8 => 1,
        _ => 2,
    };

    /// <summary>The name without case and separators: <c>batch_size</c>, <c>batchSize</c> and <c>batch.size</c> are one.</summary>
    private static string Bare(string name) =>
        string.Concat(name.Where(char.IsLetterOrDigit).Select(char.ToLowerInvariant));

    /// <summary>Insertions, deletions, replacements and swaps of neighbours that turn one text into the other.</summary>
    private static int Distance(string a, string b)
    {
        var d = new int[a.Length + 1, b.Length + 1];
        for (var i = 0; i <= a.Length; i++)
        {
            for (var j = 0; j <= b.Length; j++)
            {
                d[i, j] = i == 0 || j == 0 ? i + j : Step(a, b, i, j, d);
            }
        }

        return d[a.Length, b.Length];
    }

    private static int Step(string a, string b, int i, int j, int[,] d)
    {
        var same = a[i - 1] == b[j - 1];
        var least = Math.Min(Math.Min(d[i - 1, j], d[i, j - 1]) + 1, d[i - 1, j - 1] + (same ? 0 : 1));
        var swapped = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
        return swapped ? Math.Min(least, d[i - 2, j - 2] + 1) : least;
    }
}
