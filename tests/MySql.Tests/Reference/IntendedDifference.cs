using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace ConnectRuntime.MySql.Tests.Reference;

/// <summary>A difference that is meant: where, what, and why. <c>connectors/MySql/DIFFERENCES.md</c> says the same to users.</summary>
/// <remarks>Case, topic and path are patterns in which <c>*</c> stands for anything; several are separated by spaces.</remarks>
/// <param name="Case">Of which cases.</param>
/// <param name="Topic">In which topics.</param>
/// <param name="Path">At which place.</param>
/// <param name="Theirs">The reference's value as JSON; null where <paramref name="Holds"/> decides.</param>
/// <param name="Ours">Our value as JSON; null where <paramref name="Holds"/> decides.</param>
/// <param name="Reason">Why ours is right.</param>
internal sealed record IntendedDifference(string Case, string Topic, string Path, string? Theirs, string? Ours, string Reason)
{
    private readonly Regex _case = Pattern(Case), _topic = Pattern(Topic), _path = Pattern(Path);

    /// <summary>What ours must be, given theirs, where there is more than one value.</summary>
    public Func<JsonNode?, JsonNode?, bool>? Holds { get; init; }

    /// <summary>Whether it is of a case; then it must occur there.</summary>
    public bool Concerns(string @case) => _case.IsMatch(@case);

    /// <summary>Whether it is this one.</summary>
    public bool Covers(Difference found) =>
        _case.IsMatch(found.Case) && _topic.IsMatch(found.Topic) && _path.IsMatch(found.Path)
        && (Holds is null ? found.Theirs == Theirs && found.Ours == Ours : Holds(Parse(found.Theirs), Parse(found.Ours)));

    private static JsonNode? Parse(string? json) => json is null ? null : JsonNode.Parse(json);

    private static Regex Pattern(string text) => new(
        $"^({string.Join('|', text.Split(' ').Select(name => Regex.Escape(name).Replace("\\*", ".*", StringComparison.Ordinal)))})$",
        RegexOptions.CultureInvariant | RegexOptions.Singleline);
}
