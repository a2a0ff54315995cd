namespace ConnectRuntime.MySql.Tests.Reference;

/// <summary>The differences that are meant. One that is not here fails, and one that is here and does not occur fails too.</summary>
internal static class IntendedDifferences
{
    public static readonly IReadOnlyList<IntendedDifference> All =
    [
    ];
}
