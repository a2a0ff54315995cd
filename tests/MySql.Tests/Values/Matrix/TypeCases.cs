namespace ConnectRuntime.MySql.Tests.Values.Matrix;

/// <summary>All types.</summary>
internal static class TypeCases
{
    public static readonly IReadOnlyList<TypeCase> All = [.. NumberCases.All, .. TimeCases.All, .. TextCases.All, .. DocumentCases.All];

    /// <summary>Those that a server has.</summary>
    public static IEnumerable<TypeCase> Of(string server) => All.Where(type => type.IsFor(server));
}
