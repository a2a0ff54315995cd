using System.Text.Json.Nodes;
using ConnectRuntime.MySql.Tests.Rig;

namespace ConnectRuntime.MySql.Tests.Reference;

/// <summary>The comparison itself: it finds nothing where nothing is, and whatever is changed.</summary>
public sealed class RecordComparisonTests
{
    private static readonly ReferenceVariant Variant = new ReferenceCase("events").Variants(SourceServers.MySql).Single(variant => variant.Name == "events");
    private static readonly GoldenFile Golden = new(Variant.Expected);

    [Fact]
    public void A_file_equals_itself() => Assert.Empty(Compare(Golden.Records));

    [Fact]
    public void A_record_that_is_missing_is_found_alone()
    {
        var found = Assert.Single(Compare([.. Golden.Records.Where((_, i) => i != 40)]));
        Assert.Equal(("(record)", null), (found.Path, found.Ours));
    }

    [Fact]
    public void A_record_that_is_doubled_is_found_alone()
    {
        var found = Assert.Single(Compare([.. Golden.Records, Golden.Records[^1]]));
        Assert.Equal(("(record)", null), (found.Path, found.Theirs));
    }

    [Fact]
    public void Two_records_in_another_order_are_found()
    {
        var records = Golden.Records.ToList();
        var at = records.FindIndex(record => record.Topic.EndsWith(".item", StringComparison.Ordinal));
        (records[at], records[at + 1]) = (records[at + 1], records[at]);
        Assert.NotEmpty(Compare(records));
    }

    [Theory]
    [InlineData("row.id", "after", "id")]
    [InlineData("source.row", "source", "row")]
    [InlineData("transaction.total_order", "transaction", "total_order")]
    public void A_value_that_is_changed_is_found_with_its_path(string path, string part, string field)
    {
        var records = Golden.Records.ToList();
        var at = records.FindIndex(record => record.Value?["op"]?.GetValue<string>() == "c" && record.Value["transaction"] is not null);
        var value = records[at].Value!.DeepClone();
        value[part]![field] = 4711;
        records[at] = records[at] with { Value = value };
        var found = Assert.Single(Compare(records));
        Assert.Equal((path, "4711"), (found.Path, found.Ours));
    }

    [Fact]
    public void A_schema_that_is_changed_is_found_with_its_path()
    {
        var records = Golden.Records.ToList();
        var at = records.FindIndex(record => record.Topic.EndsWith(".item", StringComparison.Ordinal));
        var schema = records[at].ValueSchema!.DeepClone();
        schema["fields"]!.AsArray()[1]!["fields"]!.AsArray()[2]!["parameters"]!["scale"] = "3";
        records[at] = records[at] with { ValueSchema = schema };
        var found = Assert.Single(Compare(records));
        Assert.Equal(("schema.row.price.(parameters).scale", "\"2\"", "\"3\""), (found.Path, found.Theirs, found.Ours));
    }

    [Fact]
    public void A_header_that_is_changed_is_found()
    {
        var records = Golden.Records.ToList();
        records[10] = records[10] with { Headers = [new("__debezium.context.taskId", JsonValue.Create("1")), .. records[10].Headers.Skip(1)] };
        Assert.NotEmpty(Compare(records));
    }

    [Fact]
    public void Every_golden_file_has_records_or_says_why_not() =>
        Assert.All([SourceServers.MySql, SourceServers.MariaDb], flavor => Assert.All(
            ReferenceCase.Names(flavor).SelectMany(name => new ReferenceCase(name).Variants(flavor)).Select(variant => new GoldenFile(variant.Expected)),
            golden => Assert.True(golden.Records.Count > 0 || golden.Failure is not null)));

    private static IReadOnlyList<Difference> Compare(IReadOnlyList<ReferenceRecord> ours) => RecordComparison.Of(Variant, Golden, ours, null);
}
