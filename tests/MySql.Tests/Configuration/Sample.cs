using ConnectRuntime.Configuration;
using ConnectRuntime.MySql.Client.Servers;
using ConnectRuntime.MySql.Configuration;

namespace ConnectRuntime.MySql.Tests.Configuration;

/// <summary>Configurations with what is required, and what a test adds.</summary>
internal static class Sample
{
    public static Dictionary<string, string?> Values(params (string Name, string Value)[] more)
    {
        var values = new Dictionary<string, string?>
        {
            ["topic.prefix"] = "p",
            ["database.hostname"] = "localhost",
            ["database.user"] = "u",
            ["database.server.id"] = "7",
        };
        foreach (var (name, value) in more)
        {
            values[name] = value;
        }

        return values;
    }

    public static ConfigResult Parse(params (string Name, string Value)[] more) => MySqlSpec.Spec.Parse(Values(more));

    public static MySqlSourceModel Model(params (string Name, string Value)[] more) =>
        MySqlSourceModel.From(Parse(more).Require("a test"), ServerFlavor.MySql);
}
