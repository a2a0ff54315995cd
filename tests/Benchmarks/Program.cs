using ConnectRuntime.Benchmarks;
using ConnectRuntime.Benchmarks.Avro;
using ConnectRuntime.Benchmarks.Binlog;
using ConnectRuntime.Benchmarks.Pipelines;

var rigs = new SortedDictionary<string, Func<Task<IReadOnlyList<RigResult>>>>(StringComparer.Ordinal)
{
    ["avro-flat"] = () => AvroRigs.FlatAsync(),
    ["avro-decode"] = () => AvroRigs.DecodeAsync(),
    ["avro-project"] = () => AvroRigs.ProjectAsync(),
    ["avro-envelope"] = () => AvroRigs.EnvelopeAsync(),
    ["file-topic"] = () => FileTopicRig.RunAsync(),
    ["topic-postgres"] = () => TopicPostgresRig.RunAsync(),
    ["binlog-decode"] = () => CapturedRigs.DecodeAsync(),
    ["binlog-avro"] = () => CapturedRigs.AvroAsync(),
    ["binlog-wire"] = () => LiveRigs.WireAsync(),
    ["binlog-topic"] = () => LiveRigs.TopicAsync(),
    ["snapshot"] = () => LiveRigs.SnapshotAsync(),
    ["vs-reference"] = () => ReferenceRig.RunAsync(),
    ["memory"] = () => MemoryRig.RunAsync(),
    ["start"] = () => StartRig.RunAsync(),
};
if (args.Length == 0 || args.Any(name => name != "all" && !rigs.ContainsKey(name)))
{
    Console.Error.WriteLine($"Usage: dotnet run -c Release --project tests/Benchmarks -- RIG…\nRigs: all, {string.Join(", ", rigs.Keys)}");
    return 2;
}

foreach (var name in args.Contains("all") ? rigs.Keys : (IEnumerable<string>)args)
{
    foreach (var result in await rigs[name]())
    {
        Console.WriteLine(result.ToJson());
    }
}

return 0;
