namespace ConnectRuntime.MySql.Tests.Reference;

/// <content>JSON.</content>
internal static partial class IntendedDifferences
{
    private const string
        Document = "A document has one text, without spaces and with a float's shortest digits, in snapshot and stream.",
        Opaque = "Values in a document that JSON has no type for are as the server itself writes them.",
        Alias = "JSON is LONGTEXT with a check on MariaDB, and known by it in a snapshot too.";

    private static IEnumerable<IntendedDifference> Documents =>
    [
        When("json json-opaque json-big loses-partial-json", "ref.*", "row.*", IsSameDocument, Document),
        When("json-opaque", "ref.*", "row.j", (theirs, ours) => Text(theirs) == """["13:0-35:0-56"]""" && Text(ours) == """["-12:34:56.000000"]""", Opaque),
        When("json-opaque", "ref.*", "row.j", (theirs, ours) => Text(theirs) == """["YWJj","BQ==","/w=="]"""
            && Text(ours) == """["base64:type15:YWJj","base64:type15:BQ==","base64:type15:/w=="]""", Opaque),
        When("json-opaque", "ref.*", "row.j", (theirs, ours) => Text(ours) == Text(theirs)
            .Replace("\"12:34:56.5\"", "\"12:34:56.500000\"", StringComparison.Ordinal)
            .Replace("\"2024-02-29 12:34:56\"", "\"2024-02-29 12:34:56.000000\"", StringComparison.Ordinal), Opaque),
        new("json-mariadb mariadb-types-mariadb", "ref.*", "schema.row.*.(name)", null, "\"io.debezium.data.Json\"", Alias),
        new("json-mariadb mariadb-types-mariadb", "ref.*", "schema.row.*.(version)", null, "1", Alias),
    ];
}
