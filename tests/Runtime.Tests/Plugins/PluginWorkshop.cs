using ConnectRuntime.Testing.Generated;
using ConnectRuntime.Testing.Servers;

namespace ConnectRuntime.Runtime.Tests.Plugins;

/// <summary>Plugins built as a stranger builds them: in folders of their own, against the dll of the contract, by one <c>dotnet build</c>.</summary>
public sealed class PluginWorkshop : IAsyncLifetime
{
    private static readonly string[] Samples = ["CounterSource", "LineSink", "ScaleTransform"];

    private readonly TempFolder _folder = new("plugins");
    private readonly List<string> _projects = [];

    /// <summary>The folder that a project was built into, which is a plugin folder.</summary>
    public string Built(string project) => _folder.Combine(project, "bin", "Debug", "net10.0");

    /// <summary>A copy of a built folder, to be damaged.</summary>
    public string Copy(string project, string name)
    {
        var target = _folder.Combine("copies", name);
        Directory.CreateDirectory(target);
        foreach (var file in Directory.EnumerateFiles(Built(project)))
        {
            File.Copy(file, Path.Combine(target, Path.GetFileName(file)), overwrite: true);
        }

        return target;
    }

    public async ValueTask InitializeAsync()
    {
        foreach (var sample in Samples)
        {
            Directory.CreateDirectory(_folder.Combine(sample));
            foreach (var file in new[] { $"{sample}.cs", $"{sample}.csproj" })
            {
                File.Copy(Path.Combine(RepositoryRoot.Path, "tests", "plugins", sample, file), _folder.Combine(sample, file));
            }

            _projects.Add(sample);
        }

        Library("Shared1", "Shared", "1.0.0");
        Library("Shared2", "Shared", "2.5.0");
        Plugin("First", "Shared1");
        Plugin("Second", "Shared2");
        // Another major version of the contract, as far as a plugin's metadata shows it.
        Write("Api9", "ConnectRuntime.Api", "9.0.0", "", """
            namespace ConnectRuntime.Connectors;
            public sealed class PluginAttribute : System.Attribute;
            public interface ISourceConnector;
            """);
        Write("Future", "Future", "1.0.0", """<ProjectReference Include="../Api9/Api9.csproj" />""", """
            [ConnectRuntime.Connectors.Plugin]
            public sealed class FutureSource : ConnectRuntime.Connectors.ISourceConnector;
            """);
        var api = """<Reference Include="ConnectRuntime.Api" HintPath="$(ConnectHome)/ConnectRuntime.Api.dll" Private="false" />""";
        Write("NoConstructor", "NoConstructor", "1.0.0", api, """
            using ConnectRuntime.Connectors;
            [Plugin]
            public sealed class Awkward(string name) : SourceConnector<AwkwardTask> { public string Name => name; }
            public sealed class AwkwardTask : SourceTask
            {
                public override System.Threading.Tasks.ValueTask<ReadResult> ReadAsync(ConnectRuntime.Records.RecordBatch batch, System.Threading.CancellationToken token) => new(ReadResult.Finished);
            }
            """);
        await BuildAsync();
    }

    public ValueTask DisposeAsync()
    {
        _folder.Dispose();
        return default;
    }

    private void Library(string project, string assembly, string version) => Write(project, assembly, version, "", $$"""
        namespace Shared;
        public static class Library { public const int Number = 1; public static string Version => "{{version}} as " + typeof(Library).Assembly.GetName().Version; }
        """);

    private void Plugin(string name, string library) => Write(name, name, "3.2.1", $"""
        <Reference Include="ConnectRuntime.Api" HintPath="$(ConnectHome)/ConnectRuntime.Api.dll" Private="false" />
        <ProjectReference Include="../{library}/{library}.csproj" />
        """, $$"""
        using System.Threading;
        using System.Threading.Tasks;
        using ConnectRuntime.Connectors;
        using ConnectRuntime.Records;
        [Plugin("{{name}}Alias", Summary = "Says which library it sees.")]
        public sealed class {{name}} : SourceConnector<{{name}}Task>
        {
            public override ValueTask<System.Collections.Generic.IReadOnlyList<TaskPlan>> PlanAsync(ConnectorContext context, int maxTasks, CancellationToken token)
            {
                _ = Shared.Library.Version;
                return base.PlanAsync(context, maxTasks, token);
            }
        }
        public sealed class {{name}}Task : SourceTask
        {
            public override ValueTask<ReadResult> ReadAsync(RecordBatch batch, CancellationToken token)
            {
                var schema = SchemaBuilder.Struct("test.Row").Field("n", RecordSchema.Int64).Field("text", RecordSchema.String).Build();
                var row = batch.Add(new RecordStream("{{name}}", null, schema)).After();
                row.Set("n", Shared.Library.Number);
                row.Set("text", Shared.Library.Version);
                return new(ReadResult.Finished);
            }
        }
        """);

    private void Write(string project, string assembly, string version, string references, string code)
    {
        Directory.CreateDirectory(_folder.Combine(project));
        File.WriteAllText(_folder.Combine(project, $"{project}.cs"), code);
        File.WriteAllText(_folder.Combine(project, $"{project}.csproj"), $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <TargetFramework>net10.0</TargetFramework>
                <AssemblyName>{assembly}</AssemblyName>
                <Version>{version}</Version>
                <EnableDynamicLoading>true</EnableDynamicLoading>
              </PropertyGroup>
              <ItemGroup>{references}</ItemGroup>
            </Project>
            """);
        _projects.Add(project);
    }

    private async Task BuildAsync()
    {
        File.WriteAllText(_folder.Combine("all.slnx"), $"<Solution>{string.Concat(_projects.Select(project => $"""<Project Path="{project}/{project}.csproj" />"""))}</Solution>");
        var home = Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory);
        var result = await ProcessRunner.RunAsync(
            "dotnet", ["build", _folder.Combine("all.slnx"), $"-p:ConnectHome={home}", "-p:RunAnalyzers=false", "-v", "q", "-nologo", "-nodeReuse:false"], timeout: TimeSpan.FromMinutes(3));
        Assert.True(result.ExitCode == 0, $"{result.Output}\n{result.Error}");
    }
}
