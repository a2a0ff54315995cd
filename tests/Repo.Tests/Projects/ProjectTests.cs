using System.Text.RegularExpressions;
using ConnectRuntime.Repo.Tests.Source;

namespace ConnectRuntime.Repo.Tests.Projects;

/// <summary>Projects refer to each other in one direction, are in the solution, and share their package versions.</summary>
public partial class ProjectTests
{
    private const string Versions = "Directory.Packages.props";

    private static string Solution => TreeFile.All.Single(f => f.Path == "ConnectRuntime.sln").Text;

    [Fact]
    public void The_tree_has_projects_to_judge() =>
        Assert.True(ProjectFile.All.Count >= 15, $"only {ProjectFile.All.Count} projects were found");

    [Fact]
    public void References_follow_the_dependency_rule() => Offender.ExpectNone(
        DependencyRule.Check(ProjectFile.All),
        "Remove the reference, or change the table in DependencyRule together with the design, with the reason in the commit.");

    [Fact]
    public void Every_project_is_in_the_solution() => Offender.ExpectNone(
        MissingFrom(Solution, ProjectFile.All.Where(p => !p.Folder.StartsWith(DependencyRule.Samples, StringComparison.Ordinal)).Select(p => p.Path)),
        "Run `dotnet sln ConnectRuntime.sln add <project>`.");

    [Fact]
    public void The_solution_names_only_projects_that_exist() => Offender.ExpectNone(
        ProjectsIn(Solution).Except(ProjectFile.All.Select(p => p.Path)).Select(p => new Offender("ConnectRuntime.sln", 0, p)),
        "Run `dotnet sln ConnectRuntime.sln remove <project>`.");

    [Fact]
    public void Package_versions_are_in_one_file() => Offender.ExpectNone(
        ProjectFile.All.SelectMany(p => p.VersionedPackages.Select(v => new Offender(p.Path, 0, v)))
            .Concat(TreeFile.All.Where(f => f.Is(".props", ".targets", ".csproj") && f.Path != Versions)
                .Where(f => f.Text.Contains("<PackageVersion", StringComparison.Ordinal))
                .Select(f => new Offender(f.Path, 0, "a PackageVersion"))),
        $"Write the version into {Versions} and leave it out here.");

    [Fact]
    public void Every_package_has_a_version() => Offender.ExpectNone(
        ProjectFile.All.SelectMany(p => p.Packages.Where(v => !HasVersion(v)).Select(v => new Offender(p.Path, 0, v))),
        $"Add a PackageVersion to {Versions}.");

    [Fact]
    public void Every_project_has_its_mirror_in_tests() => Offender.ExpectNone(
        WithoutMirror(ProjectFile.All),
        "Make tests/X.Tests for src/X or connectors/X and let it refer to that project.");

    [Fact]
    public void A_wrong_reference_is_seen()
    {
        var connector = ProjectFile.Parse("connectors/S3/ConnectRuntime.S3.csproj", """
            <Project Sdk="Microsoft.NET.Sdk"><ItemGroup>
              <ProjectReference Include="..\..\src\Api\ConnectRuntime.Api.csproj" />
              <ProjectReference Include="../../src/Runtime/ConnectRuntime.Runtime.csproj" />
              <PackageReference Include="AWSSDK.S3" Version="4.0.0" />
              <PackageReference Include="Npgsql"><Version>1</Version></PackageReference>
            </ItemGroup></Project>
            """);
        var stranger = ProjectFile.Parse("src/New/New.csproj", "<Project />");
        var mirror = ProjectFile.Parse("tests/New.Tests/T.csproj", """<P><ProjectReference Include="../../src/New/New.csproj" /></P>""");

        Assert.Equal(["AWSSDK.S3", "Npgsql"], connector.VersionedPackages);
        Assert.Equal(
            ["refers to src/Runtime", "refers to the package Npgsql", "is not in the table"],
            DependencyRule.Check([connector, stranger]).Select(o => o.What));
        Assert.Equal(["connectors/S3", "src/New"], WithoutMirror([connector, stranger]).Select(o => o.Path));
        Assert.Empty(WithoutMirror([stranger, mirror]));
        Assert.Single(MissingFrom("""= "Api", "src\Api\A.csproj", """, ["src/Api/A.csproj", "src/Avro/B.csproj"]));
    }

    private static IEnumerable<Offender> MissingFrom(string solution, IEnumerable<string> projects) =>
        projects.Except(ProjectsIn(solution)).Select(p => new Offender(p, 0, "is not in the solution"));

    private static IEnumerable<string> ProjectsIn(string solution) =>
        ProjectEntry().Matches(solution).Select(m => m.Groups[1].Value.Replace('\\', '/'));

    private static IEnumerable<Offender> WithoutMirror(IReadOnlyList<ProjectFile> projects) =>
        from project in projects
        where !project.Folder.StartsWith("tests/", StringComparison.Ordinal)
        let mirror = $"tests/{Path.GetFileName(project.Folder)}.Tests"
        where !projects.Any(p => p.Folder == mirror && p.References.Contains(project.Folder))
        select new Offender(project.Folder, 0, $"no {mirror} refers to it");

    private static bool HasVersion(string package) => TreeFile.All.Single(f => f.Path == Versions).Text
        .Contains($"<PackageVersion Include=\"{package}\"", StringComparison.OrdinalIgnoreCase);

    [GeneratedRegex("\"([^\"]+\\.csproj)\"")]
    private static partial Regex ProjectEntry();
}
