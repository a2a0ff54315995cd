namespace ConnectRuntime.Repo.Tests.Source;

/// <summary>A place in the tree that breaks a rule.</summary>
/// <param name="Path">From the root of the repository.</param>
/// <param name="Line">From 1, or 0 for the file as a whole.</param>
/// <param name="What">What was found there.</param>
public sealed record Offender(string Path, int Line, string What)
{
    /// <summary>Fails with every offender, one a line, and what to do about them.</summary>
    public static void ExpectNone(IEnumerable<Offender> offenders, string whatToDo)
    {
        var all = offenders.Distinct().OrderBy(o => o.Path, StringComparer.Ordinal).ThenBy(o => o.Line).ToList();
        if (all.Count > 0)
        {
            Assert.Fail($"{all.Count} found. {whatToDo}\n  " + string.Join("\n  ", all));
        }
    }

    /// <inheritdoc/>
    public override string ToString() => Line > 0 ? $"{Path}:{Line}: {What}" : $"{Path}: {What}";
}
