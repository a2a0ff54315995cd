using System.Text.Json.Nodes;
using ConnectRuntime.MySql.Client.Servers;
using ConnectRuntime.MySql.Configuration;
using ConnectRuntime.Testing.Generated;

namespace ConnectRuntime.MySql.Tests.Changes.Reference;

/// <summary>One record of a topic as the reference connector wrote it.</summary>
/// <param name="Topic">The topic.</param>
/// <param name="KeySchema">Kafka Connect's schema of the key; null for none.</param>
/// <param name="Key">The key.</param>
/// <param name="ValueSchema">Kafka Connect's schema of the value; null for none.</param>
/// <param name="Value">The value.</param>
/// <param name="Headers">Names and values, with the schema of each.</param>
internal sealed record ReferenceRecord(string Topic, JsonNode? KeySchema, JsonNode? Key, JsonNode? ValueSchema, JsonNode? Value, JsonArray Headers);

/// <summary>What the reference connector wrote to its topics for one configuration, in the order of each topic.</summary>
internal sealed class ReferenceCase
{
    private ReferenceCase(string name, JsonObject config, List<ReferenceRecord> records)
    {
        Name = name;
        Config = config;
        Records = records;
    }

    public string Name { get; }

    public JsonObject Config { get; }

    public IReadOnlyList<ReferenceRecord> Records { get; }

    public string Prefix => (string)Config["topic.prefix"]!;

    public ServerFlavor Flavor => ((string)Config["connector.class"]!).StartsWith("MariaDb", StringComparison.Ordinal) ? ServerFlavor.MariaDb : ServerFlavor.MySql;

    private static string Folder => RepositoryRoot.Full("tests/MySql.Tests/Fixtures/reference/changes");

    public static ReferenceCase Load(string name)
    {
        var schemas = new Dictionary<int, JsonNode>();
        var headers = new Dictionary<int, JsonArray>();
        var records = new List<ReferenceRecord>();
        foreach (var line in File.ReadLines(Path.Combine(Folder, name + ".jsonl")))
        {
            var node = JsonNode.Parse(line)!.AsObject();
            if (node.ContainsKey("is"))
            {
                schemas.Add((int)node["schema"]!, node["is"]!);
            }
            else if (node.ContainsKey("are"))
            {
                headers.Add((int)node["headers"]!, node["are"]!.AsArray());
            }
            else if (node.ContainsKey("topic"))
            {
                records.Add(new ReferenceRecord(
                    (string)node["topic"]!, Schema(node["keySchema"]), node["key"], Schema(node["valueSchema"]), node["value"], headers[(int)node["headers"]!]));
            }
        }

        var configs = JsonNode.Parse(File.ReadAllText(Path.Combine(Folder, "configs.json")))!;
        return new ReferenceCase(name, configs[name]!.AsObject(), records);

        JsonNode? Schema(JsonNode? number) => number is null ? null : schemas[(int)number];
    }

    /// <summary>The case's configuration as our connector reads it.</summary>
    public MySqlSourceModel Model()
    {
        var options = Config.Where(option => option.Key != "connector.class").ToDictionary(option => option.Key, string? (option) => option.Value!.ToString());
        options["database.hostname"] = "localhost";
        options["database.user"] = "test";
        options["database.server.id"] = "1";

        // The reference's default; it writes JSON, where any name will do.
        options.TryAdd("schema.name.adjustment.mode", "none");
        options.TryAdd("field.name.adjustment.mode", "none");
        return MySqlSourceModel.From(MySqlSpec.Spec.Parse(options).Require("the test"), Flavor);
    }
}
