using System.Text.RegularExpressions;

namespace ConnectRuntime.Repo.Tests.Source;

/// <summary>A comment that lets one place break one rule, for a reason that it states: <c>waiver: file-size reason</c>.</summary>
/// <param name="Rule">The rule's name.</param>
/// <param name="Reason">Why the place is better so.</param>
/// <param name="Line">Where the comment stands, from 1.</param>
public sealed partial record Waiver(string Rule, string Reason, int Line)
{
    /// <summary>Every waiver in a file's comments, without regard to whether it has a reason.</summary>
    public static IReadOnlyList<Waiver> In(CSharpText source) =>
    [
        .. Words().Matches(source.Comments).Select(m => new Waiver(m.Groups[1].Value, m.Groups[2].Value.Trim(), source.LineAt(m.Index))),
    ];

    /// <summary>Whether the waiver is for a rule and says why.</summary>
    public bool Covers(string rule) => Rule == rule && Reason.Length > 0;

    [GeneratedRegex(@"^[ \t]*(?:[^\n]*[ \t])?//[ \t]*waiver:[ \t]*([\w-]+)([^\n]*)", RegexOptions.Multiline)]
    private static partial Regex Words();
}
