using System.Text.RegularExpressions;
using ConnectRuntime.Repo.Tests.Source;

namespace ConnectRuntime.Repo.Tests.Rules;

/// <summary>The words and calls that the tree does without. Patterns are spelt so that they do not match themselves.</summary>
public static partial class WordRules
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<WordRule> All { get; } =
    [
        new("names", Names(), FilePart.Code, IsCode,
            "Name the type after what it is: a policy, a plan, a reader, a store, a tracker…"),
        new("marks", Marks(), FilePart.All, Any,
            "Finish it, or describe the limit where a user looks for it."),
        new("blocking", Blocking(), FilePart.Code, IsProduct,
            "Await it; where that is impossible write `// waiver: blocking <reason>` on the line or above it.") { Waiver = "blocking" },
        new("registry", Registry(), FilePart.All, Any,
            "The feed is the user's choice: leave the host out."),
        new("machine path", MachinePath(), FilePart.All, Any,
            "Use a path in the tree, in the user's folder by a variable, or below a temporary folder."),
        new("issue number", IssueNumber(), FilePart.Words, Any,
            "Say the reason itself; a number means nothing without the place it points into."),
        new("history", History(), FilePart.Words, Any,
            "Say how things are and why; how they came about is in the commits."),
    ];

    private static bool Any(TreeFile file) => true;

    private static bool IsCode(TreeFile file) => file.Is(".cs");

    private static bool IsProduct(TreeFile file) => IsCode(file) && file.IsUnder("src", "connectors");

    [GeneratedRegex(@"\b(class|struct|interface|record|enum|delegate)\s+(\w+\s+)*\w*"
        + @"(Helpers?|Util|Utils|Utility|Utilities)\b")]
    private static partial Regex Names();

    [GeneratedRegex(@"\b(TO[D]O|FIX[M]E|HAC[K])\b|(?<![A-Za-z])X{3}(?![A-Za-z])|NotImplemented[E]xception")]
    private static partial Regex Marks();

    // The result of a call or of something named a task; other properties may be called Result.
    [GeneratedRegex(@"\bThread\.Sleep\b|\.GetAwaiter\(\)\s*\.GetResult\(|(\)|[tT]ask\w*)\.(Result\b(?!\s*\()|Wait\(\s*\))"
        + @"|\bTask\.Wait(All|Any)\(")]
    private static partial Regex Blocking();

    [GeneratedRegex(
        @"\b(nuget|npmjs|pypi|pythonhosted|crates|rubygems|sonatype)\.(org|io|com)\b|\brepo1?\.maven\b|\bmaven\.org\b"
        + @"|\bjfrog\b|\bartifactory\b|\bpackages\.confluent\.io\b|\bproxy\.golang\b",
        RegexOptions.IgnoreCase)]
    private static partial Regex Registry();

    [GeneratedRegex(@"(?<![\w.~:}*-])/(work|root|home)/")]
    private static partial Regex MachinePath();

    [GeneratedRegex(
        @"(?<![\w&/#({$""'-])#\d{1,6}\b(?!-)|\b(issue|bug|ticket|pull request|PR|GH)[ -]#?\d+\b",
        RegexOptions.IgnoreCase)]
    private static partial Regex IssueNumber();

    [GeneratedRegex(
        @"\b(for now|quick fix|dirty fix|temporary hack|coming soon|(not yet|to be|will be) implemented|work in progress|WIP"
        + @"|as (requested|discussed|agreed)|the brief|sub-?agents?|other helpers?|(milestone|phase|sprint) \d)\b",
        RegexOptions.IgnoreCase)]
    private static partial Regex History();
}
