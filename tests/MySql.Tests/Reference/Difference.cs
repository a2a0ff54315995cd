namespace ConnectRuntime.MySql.Tests.Reference;

/// <summary>One place where our records are others than the reference's, found by comparing them.</summary>
/// <param name="Case">The case with its configuration.</param>
/// <param name="Topic">The topic without its prefix; empty for that of schema changes.</param>
/// <param name="Path">The way to the value: <c>row</c> stands for before and after; <c>(record)</c> for all of it.</param>
/// <param name="Theirs">The reference's value; null for none.</param>
/// <param name="Ours">Our value; null for none.</param>
internal sealed record Difference(string Case, string Topic, string Path, string? Theirs, string? Ours)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Case} | {Topic} | {Path} | theirs {Theirs ?? "(none)"} | ours {Ours ?? "(none)"}";
}
