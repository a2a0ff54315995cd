using System.Reflection;
using ConnectRuntime.Errors;

namespace ConnectRuntime.Repo.Tests.PublicApi;

/// <summary>What a plugin may see, a member a line, kept in a file so that a change of it is a visible difference.</summary>
public static class ApprovedApi
{
    /// <summary>Where it is kept.</summary>
    public const string Path = "tests/Repo.Tests/ConnectRuntime.Api.approved.txt";

    /// <summary>The contract's public surface.</summary>
    public static string Render() => Render(typeof(ConnectException).Assembly.GetExportedTypes());

    /// <summary>The surface of some types: each type, then its members, in the order of their text.</summary>
    public static string Render(IEnumerable<Type> types) => string.Concat(types
        .OrderBy(t => t.FullName, StringComparer.Ordinal)
        .SelectMany(type => Members(type).Order(StringComparer.Ordinal).Prepend(TypeText.Declaration(type)))
        .Select(line => line + "\n"));

    private static IEnumerable<string> Members(Type type)
    {
        const BindingFlags Declared =
            BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;
        if (typeof(Delegate).IsAssignableFrom(type))
        {
            yield break;
        }

        foreach (var member in type.GetMembers(Declared))
        {
            if (MemberText.Render(member) is { } text)
            {
                // Indented, so that a diff names the type above the changed lines.
                yield return "    " + text;
            }
        }
    }
}
