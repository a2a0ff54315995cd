namespace ConnectRuntime.Configuration;

/// <summary>An option of another product that people bring along.</summary>
/// <param name="Pattern">Its name, or a prefix and <c>*</c>.</param>
/// <param name="Reason">Why it means nothing here, or what is lost without it, as one sentence.</param>
/// <param name="IsError">True if leaving it out would change the data.</param>
public sealed record ForeignOption(string Pattern, string Reason, bool IsError)
{
    internal bool IsPrefix => Pattern.EndsWith('*');

    internal bool Matches(string name) =>
        IsPrefix ? name.AsSpan().StartsWith(Pattern.AsSpan(0, Pattern.Length - 1), StringComparison.Ordinal) : name == Pattern;
}
