using ConnectRuntime.Repo.Tests.Source;

namespace ConnectRuntime.Repo.Tests.Projects;

/// <summary>Who may refer to whom. A project that is not in the table is refused, so that a new one gets its line here first.</summary>
public static class DependencyRule
{
    private const string Logging = "Microsoft.Extensions.Logging.Abstractions";

    /// <summary>Projects below tests that are not the mirror of a project: they have rules of their own.</summary>
    public const string Testing = "tests/Testing";

    /// <summary>Plugins as strangers write them: built by a test outside the tree, so no part of the solution.</summary>
    public const string Samples = "tests/plugins/";

    private static readonly string[] Product =
        ["src/Api", "src/Avro", "src/Codecs", "src/Transport", "src/Runtime", "src/Transforms"];

    private static readonly string[] ForConnectors =
        ["src/Api", "src/Codecs", "connectors/MySql.Client", "connectors/Storage"];

    private static readonly Dictionary<string, Allowed> Table = new()
    {
        ["src/Api"] = new([], [Logging]),
        ["src/Codecs"] = new([], []),
        ["src/Avro"] = new(["src/Api", "src/Codecs"], []),
        ["src/Transport"] = new(["src/Codecs"], ["Confluent.Kafka", Logging]),
        ["src/Transforms"] = new(["src/Api"], []),
        ["src/Runtime"] = new(["src/Api", "src/Avro", "src/Transport", "src/Codecs"], [Logging, "OpenTelemetry*"]),
        ["src/Host"] = new(Product, ["System.CommandLine", "Spectre.Console", "OpenTelemetry*"]),
        ["connectors/MySql.Client"] = new(["src/Api", "src/Codecs"], []),
        ["connectors/Storage"] = new(["src/Api", "src/Codecs"], []),
        ["connectors/MySql"] = new(ForConnectors, []),
        ["connectors/FlatFile"] = new(ForConnectors, []),
        ["connectors/Jdbc"] = new(ForConnectors, ["Npgsql"]),
        ["connectors/Hdfs"] = new(ForConnectors, []),
        ["connectors/S3"] = new(ForConnectors, ["AWSSDK.*"]),
        // What every test project loads stays small: no driver of a database, no connector.
        [Testing] = new(Product, ["xunit.v3.*"]),
    };

    /// <summary>References that the table does not allow.</summary>
    public static IEnumerable<Offender> Check(IEnumerable<ProjectFile> projects)
    {
        foreach (var project in projects.Where(p => p.Folder == Testing || !p.Folder.StartsWith("tests/", StringComparison.Ordinal)))
        {
            if (!Table.TryGetValue(project.Folder, out var allowed))
            {
                yield return new Offender(project.Path, 0, "is not in the table");
                continue;
            }

            foreach (var reference in project.References.Except(allowed.Projects))
            {
                yield return new Offender(project.Path, 0, $"refers to {reference}");
            }

            foreach (var package in project.Packages.Where(p => !allowed.Packages.Any(a => Matches(a, p))))
            {
                yield return new Offender(project.Path, 0, $"refers to the package {package}");
            }
        }
    }

    private static bool Matches(string pattern, string package) =>
        pattern.EndsWith('*') ? package.StartsWith(pattern[..^1], StringComparison.Ordinal) : package == pattern;

    private sealed record Allowed(string[] Projects, string[] Packages);
}
