using System.Text.Json;
using System.Text.RegularExpressions;
using ConnectRuntime.Configuration;
using ConnectRuntime.Configuration.Rendering;
using ConnectRuntime.Connectors;
using ConnectRuntime.MySql.Checks;
using ConnectRuntime.MySql.Client.Servers;
using ConnectRuntime.MySql.Configuration;
using ConnectRuntime.MySql.Tests.Rig;
using ConnectRuntime.Testing.Connectors;
using ConnectRuntime.Testing.Generated;
using ConnectRuntime.Testing.Servers;

namespace ConnectRuntime.MySql.Tests.Configuration;

/// <summary>The pages and examples agree with the code. <c>UPDATE_GENERATED=1</c> writes the table of options.</summary>
public sealed partial class DocumentTests(SourceServers servers)
{
    private const string Readme = "connectors/MySql/README.md";

    // What the runtime adds to every connector.
    private static readonly string[] Common = ["connector.class", "tasks.max"];

    public static TheoryData<string> Examples => [.. new[] { "mysql-*.json", "mariadb-*.json" }
        .SelectMany(pattern => Directory.GetFiles(RepositoryRoot.Full("config/examples"), pattern)).Select(path => Path.GetFileName(path)).Order()];

    private static string Page => File.ReadAllText(RepositoryRoot.Full(Readme));

    [Fact]
    public void The_table_of_options_is_fresh()
    {
        var fresh = ConfigMarkdown.Replace(Page, MySqlSpec.Spec);
        if (Environment.GetEnvironmentVariable(GeneratedFile.UpdateVariable) == "1")
        {
            File.WriteAllText(RepositoryRoot.Full(Readme), fresh);
        }
        else
        {
            Assert.Equal(fresh, Page);
        }
    }

    [Theory]
    [MemberData(nameof(Examples))]
    public void An_example_has_no_problem_but_what_is_foreign(string name)
    {
        var config = JsonDocument.Parse(File.ReadAllText(RepositoryRoot.Full("config/examples/" + name))).RootElement.GetProperty("config").EnumerateObject()
            .Where(option => !Common.Contains(option.Name)).ToDictionary(option => option.Name, option => (string?)option.Value.GetString());
        var result = MySqlSpec.Spec.Parse(config);
        Assert.Empty(result.Errors);
        Assert.All(result.Warnings, warning => Assert.StartsWith("schema.history.internal.kafka.", warning.Key, StringComparison.Ordinal));
        Assert.NotNull(MySqlSourceModel.From(result.Require("the example"), ServerFlavor.MySql));
    }

    [Fact]
    public void Every_default_that_differs_stands_on_the_page_of_differences()
    {
        var page = File.ReadAllText(RepositoryRoot.Full("connectors/MySql/DIFFERENCES.md"));
        Assert.All(SpecTests.OtherDefaults.Keys, name => Assert.Contains($"`{name}`", page, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(SourceServers.MySql)]
    [InlineData(SourceServers.MariaDb)]
    public async Task The_privileges_on_the_page_are_enough(string name)
    {
        var server = await servers.GetAsync(name);
        var database = await server.CreateDatabaseAsync();
        await server.QueryAsync("CREATE TABLE orders (id INT PRIMARY KEY)", database);
        var sql = Grants().Matches(Page).Single(match => match.Groups["server"].Value == name).Groups["sql"].Value;
        await server.QueryAsync(sql.Replace("shop.*", $"{database}.*", StringComparison.Ordinal).Replace("…", server.Password, StringComparison.Ordinal));

        var config = Sample.Parse(
            ("database.hostname", "127.0.0.1"), ("database.port", $"{server.Port}"), ("database.user", "connect"), ("database.password", server.Password),
            ("database.include.list", database)).Require("a test");
        var results = new List<CheckResult>();
        var flavor = name == SourceServers.MySql ? ServerFlavor.MySql : ServerFlavor.MariaDb;
        await MySqlChecks.RunAsync(new ConnectorContext("c", config, new MemoryLog()), flavor, results, default);
        Assert.Contains(results, result => result.Subject == "tables" && result.Message.Contains($"{database}.orders", StringComparison.Ordinal));
        Assert.All(results.Where(result => result.Subject == "privileges"), result => Assert.Equal((CheckSeverity.Ok, result.Message), (result.Severity, result.Message)));
        Assert.Contains(results, result => result.Message.Contains("without a lock", StringComparison.Ordinal));
    }

    [GeneratedRegex("<!-- grants: (?<server>\\w+) -->\n```sql\n(?<sql>[^`]+)```")]
    private static partial Regex Grants();
}
