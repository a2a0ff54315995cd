using ConnectRuntime.Repo.Tests.Errors;
using ConnectRuntime.Repo.Tests.PublicApi;
using ConnectRuntime.Testing.Generated;

namespace ConnectRuntime.Repo.Tests.Generated;

/// <summary>The files of the tree that are made from the code are fresh.</summary>
public class GeneratedTests
{
    /// <summary>All of them. A file that needs a connector's assembly is checked in that connector's tests instead.</summary>
    private static readonly GeneratedFile[] Files =
    [
        GeneratedFile.Whole(ErrorPage.Path, () => ErrorPage.Render(ErrorCodeTests.All)),
        GeneratedFile.Whole(ApprovedApi.Path, ApprovedApi.Render),
        Sample("counter-source", "CounterSource/CounterSource.cs"),
        Sample("line-sink", "LineSink/LineSink.cs"),
        Sample("plugin-project", "LineSink/LineSink.csproj"),
    ];

    // What the README shows is what the tests of the runtime build and run.
    private static GeneratedFile Sample(string section, string path) => GeneratedFile.Section(
        "README.md", section, () => $"```{(path.EndsWith(".cs", StringComparison.Ordinal) ? "csharp" : "xml")}\n{File.ReadAllText(RepositoryRoot.Full($"tests/plugins/{path}")).TrimEnd()}\n```");

    /// <summary>Their names.</summary>
    public static TheoryData<string> Names => [.. Files.Select(f => f.ToString())];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_generated_file_is_fresh(string name) => Files.Single(f => f.ToString() == name).Check();
}
