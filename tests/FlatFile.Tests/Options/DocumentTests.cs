using System.Text.Json;
using ConnectRuntime.Configuration.Rendering;
using ConnectRuntime.Testing.Generated;

namespace ConnectRuntime.FlatFile.Tests.Options;

/// <summary>The pages and examples agree with the code. <c>UPDATE_GENERATED=1</c> writes the table of options.</summary>
public sealed class DocumentTests : FlatFileTest
{
    private const string Readme = "connectors/FlatFile/README.md";

    public static TheoryData<string> Examples =>
        [.. Directory.GetFiles(RepositoryRoot.Full("config/examples"), "file-*.json").Select(path => Path.GetFileName(path)).Order()];

    [Fact]
    public void The_table_of_options_is_fresh()
    {
        var path = RepositoryRoot.Full(Readme);
        var page = File.ReadAllText(path);
        var fresh = ConfigMarkdown.Replace(page, new FlatFileSourceConnector().Config);
        if (Environment.GetEnvironmentVariable(GeneratedFile.UpdateVariable) == "1")
        {
            File.WriteAllText(path, fresh);
        }
        else
        {
            Assert.Equal(fresh, page);
        }
    }

    [Theory]
    [MemberData(nameof(Examples))]
    public async Task An_example_reads_the_sample_it_is_written_for(string name)
    {
        var example = JsonDocument.Parse(File.ReadAllText(RepositoryRoot.Full("config/examples/" + name))).RootElement;
        var config = example.GetProperty("config").EnumerateObject()
            .Where(option => !option.Name.StartsWith("value.converter", StringComparison.Ordinal) && option.Name is not ("tasks.max" or "errors.tolerance"))
            .ToDictionary(option => option.Name, option => (string?)option.Value.GetString());
        var sample = Samples[name];
        Write(sample.File, System.Text.Encoding.GetEncoding(config.GetValueOrDefault("csv.file.charset") is "ISO-8859-1" ? "latin1" : "utf-8").GetBytes(sample.Text));
        var place = config.ContainsKey("file") ? "file" : "input.path";
        config[place] = place == "file" ? Folder.Combine(sample.File) : Folder.Path;
        config["file.complete.after.ms"] = "0";
        config.Remove("file.minimum.age.ms");
        var parsed = new FlatFileSourceConnector().Config.Parse(config);
        Assert.Empty(parsed.Errors);
        Assert.Equal(sample.Row, Values(await AllAsync(parsed.Require("the example"))).First());
    }

    private static readonly Dictionary<string, (string File, string Text, string Row)> Samples = new()
    {
        ["file-orders.json"] = (
            "orders-1.csv",
            "order_id,customer,amount,ordered_on,paid_at\n7,\"Meyer, Ann\",19.90,2024-02-29,2024-03-01T10:00:00Z\n",
            """{"order_id":7,"customer":"Meyer, Ann","amount":"19.90","ordered_on":19782,"paid_at":1709287200000000}"""),
        ["file-latin1.json"] = (
            "kunden.txt",
            "Nr;Name;Saldo;Seit\r\n0012;Jürgen Groß;1.234,56-;29.02.2024\r\n",
            """{"nr":12,"name":"Jürgen Groß","saldo":"-1234.56","seit":19782}"""),
        ["file-log.json"] = ("app.log", "2024-01-01 INFO started\n", "\"2024-01-01 INFO started\""),
    };
}
