using ConnectRuntime.Connectors;
using ConnectRuntime.MySql.Checks;
using ConnectRuntime.MySql.Client.Servers;
using ConnectRuntime.MySql.Configuration;
using ConnectRuntime.MySql.Tables;
using ConnectRuntime.MySql.Tests.Configuration;

namespace ConnectRuntime.MySql.Tests.Checks;

/// <summary>A server that is as it should be, and what is found when it is not.</summary>
internal static class Judged
{
    public static readonly TableModel Orders = Table("shop.orders", new ColumnModel("id", SqlType.Int) { IsNullable = false }, new ColumnModel("note", SqlType.Text)) with
    {
        PrimaryKey = new KeyModel("PRIMARY", ["id"]),
    };

    public static ServerFacts Good(string version = "9.7.4") => new()
    {
        Version = ServerVersion.Parse(version),
        Address = "db:3306",
        Account = "dbz@%",
        Tls = "TLSv1.3 TLS_AES_128_GCM_SHA256",
        Variables = Variables(version.Contains("Maria", StringComparison.Ordinal)),
        Grants = new GrantModel([Grant(version)]),
        ReplicaIds = [],
        IsReplica = false,
        Tables = [Orders],
    };

    /// <summary>All that an account needs.</summary>
    public static string Grant(string version) =>
        $"GRANT SELECT, RELOAD, REPLICATION SLAVE, REPLICATION CLIENT{(version.Contains("Maria", StringComparison.Ordinal) ? ", BINLOG ADMIN" : "")} ON *.* TO `dbz`@`%`";

    public static ServerFacts With(this ServerFacts facts, params (string Name, string? Value)[] variables)
    {
        var all = facts.Variables.ToDictionary();
        foreach (var (name, value) in variables)
        {
            all.Remove(name);
            if (value is not null)
            {
                all[name] = value;
            }
        }

        return facts with { Variables = all };
    }

    public static TableModel Table(string name, params ColumnModel[] columns) => new(MySqlSourceModel.ReadTable(name)!.Value, [.. columns]);

    public static List<CheckResult> Judge(ServerFacts facts, params (string Name, string Value)[] options)
    {
        var model = MySqlSourceModel.From(Sample.Parse(options).Require("a test"), facts.Version.Flavor);
        var results = new List<CheckResult>();
        MySqlChecks.Judge(facts, model, results);
        return results;
    }

    /// <summary>The one finding that is not Ok.</summary>
    public static CheckResult Single(ServerFacts facts, params (string Name, string Value)[] options) =>
        Assert.Single(Judge(facts, options), result => result.Severity != CheckSeverity.Ok);

    private static Dictionary<string, string> Variables(bool isMariaDb)
    {
        var variables = new Dictionary<string, string>
        {
            ["log_bin"] = "ON",
            ["binlog_format"] = "ROW",
            ["binlog_row_image"] = "FULL",
            ["binlog_row_metadata"] = "FULL",
            ["server_id"] = "1",
            ["binlog_expire_logs_seconds"] = "2592000",
            ["log_slave_updates"] = "ON",
        };
        if (!isMariaDb)
        {
            variables["gtid_mode"] = "ON";
            variables["binlog_row_value_options"] = "";
            variables["log_replica_updates"] = "ON";
        }

        return variables;
    }
}
