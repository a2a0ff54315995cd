using ConnectRuntime.Connectors;

namespace ConnectRuntime.MySql.Checks;

/// <summary>Gathers findings under the subjects they belong to.</summary>
/// <param name="results">Where they go.</param>
internal sealed class Findings(ICollection<CheckResult> results)
{
    // Names in one message; the rest is a number.
    private const int Shown = 20;

    /// <summary>As it should be.</summary>
    public void Ok(string subject, string message) => results.Add(new(subject, CheckSeverity.Ok, message));

    /// <summary>It works, with a consequence.</summary>
    public void Warn(string subject, string message) => results.Add(new(subject, CheckSeverity.Warning, message));

    /// <summary>It cannot work.</summary>
    public void Fail(string subject, string message) => results.Add(new(subject, CheckSeverity.Error, message));

    /// <summary>Names with commas between them, of many the first ones.</summary>
    public static string List<T>(IReadOnlyCollection<T> items) => items.Count <= Shown
        ? string.Join(", ", items)
        : $"{string.Join(", ", items.Take(Shown))} and {items.Count - Shown} more";

    /// <summary>A number with its noun, such as <c>1 table</c> or <c>3 tables</c>.</summary>
    public static string Count(int number, string noun) => number == 1 ? $"1 {noun}" : $"{number} {noun}s";
}
