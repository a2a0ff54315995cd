using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using ConnectRuntime.MySql.Tests.Rig;
using ConnectRuntime.Testing.Generated;

namespace ConnectRuntime.MySql.Tests.Reference;

/// <summary>A folder of the reference: SQL before the connector starts, SQL while it runs, and configurations with what came of each.</summary>
internal sealed partial class ReferenceCase(string name)
{
    private static readonly string Root = RepositoryRoot.Full("tests/MySql.Tests/Fixtures/reference");

    /// <summary>Its name.</summary>
    public string Name => name;

    /// <summary>The statements before the connector starts.</summary>
    public string Setup => File.ReadAllText(Path.Combine(Root, name, "setup.sql"));

    /// <summary>The statements while it runs; between two parts it is started anew.</summary>
    public IEnumerable<string> Changes => RestartLine().Split(File.ReadAllText(Path.Combine(Root, name, "changes.sql")));

    /// <summary>All cases that have a configuration for a flavour of server.</summary>
    public static IEnumerable<string> Names(string flavor) => Directory.GetDirectories(Root).Where(folder => File.Exists(Path.Combine(folder, "setup.sql")))
        .Select(folder => Path.GetFileName(folder)!).Where(name => new ReferenceCase(name).Variants(flavor).Any()).Order(StringComparer.Ordinal);

    /// <summary>The configurations for a flavour of server.</summary>
    public IEnumerable<ReferenceVariant> Variants(string flavor) => Directory.GetFiles(Path.Combine(Root, name), "config*.json")
        .Select(path => Variant(Path.GetFileName(path)[6..^4].Trim('.')))
        .Where(variant => variant.IsMariaDb == (flavor == SourceServers.MariaDb))
        .OrderBy(variant => variant.Name, StringComparer.Ordinal);

    private ReferenceVariant Variant(string suffix)
    {
        var dotted = suffix.Length == 0 ? string.Empty : "." + suffix;
        var config = JsonNode.Parse(File.ReadAllText(Path.Combine(Root, name, $"config{dotted}.json")))!.AsObject();
        config.Remove("capture");

        // The reference's default; it writes JSON, where any name will do.
        config.TryAdd("schema.name.adjustment.mode", "none");
        config.TryAdd("field.name.adjustment.mode", "none");
        return new ReferenceVariant(
            suffix.Length == 0 ? name : $"{name}-{suffix}",
            config.ToDictionary(option => option.Key, string? (option) => option.Value!.GetValue<string>(), StringComparer.Ordinal),
            Path.Combine(Root, name, $"expected{dotted}.jsonl"));
    }

    [GeneratedRegex("^-- @restart\n", RegexOptions.Multiline)]
    private static partial Regex RestartLine();
}

/// <summary>One configuration of a case.</summary>
/// <param name="Name">The connector's name: that of the case, and what tells its configurations apart.</param>
/// <param name="Options">Its options but for those of the connection.</param>
/// <param name="Expected">The path of what came of it.</param>
internal sealed record ReferenceVariant(string Name, Dictionary<string, string?> Options, string Expected)
{
    /// <summary>Whether it is for MariaDB.</summary>
    public bool IsMariaDb => Options["connector.class"] == "MariaDbConnector";

    /// <summary>The first part of its topics' names.</summary>
    public string Prefix => Options["topic.prefix"]!;
}
