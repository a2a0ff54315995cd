namespace ConnectRuntime.MySql.Tests.Reference;

/// <content>Which records there are, and where they come from.</content>
internal static partial class IntendedDifferences
{
    // Before, between and after the two partial updates.
    private const string
        Whole = """{"id":1,"j":"{\"a\":\"some text that is long enough\",\"b\":2}"}""",
        Set = """{"id":1,"j":"{\"a\":\"some text that is long enough\",\"b\":3}"}""",
        Removed = """{"id":1,"j":"{\"b\":3}"}""";

    private const string
        First = "The first row of a snapshot is marked so, even where empty tables come before its table.",
        Xa = "Rows of a prepared transaction come with its XA COMMIT, and never if it is rolled back.",
        Engine = "Every transaction of the log is one, that of a table without transactions too.",
        Repeated = "After a restart a transaction is not ended once more.",
        Ddl = "A schema change is no transaction.",
        Truncated = "A truncate is no part of a transaction.",
        Partial = "An update that logs only what changes in a document is told with the whole document.";

    private static IEnumerable<IntendedDifference> Changes =>
    [
        new("transactions transactions-mariadb", "ref.child", "source.snapshot", "\"first_in_data_collection\"", "\"first\"", First),
        When("transactions transactions-mariadb", "ref.a", "source.gtid", IsAnything, Xa),
        When("transactions transactions-mariadb", "ref.a", "source.pos", IsAnything, Xa),
        new("transactions", "ref.a", "source.thread", "\"(null)\"", "\"<thread>\"", Xa),
        new("transactions", "ref.a", "transaction", "\"(null)\"", """{"id":"<uuid>:+6","total_order":1,"data_collection_order":1}""", Xa),
        new("transactions", "ref.a", "transaction", "\"(null)\"", """{"id":"<uuid>:+7","total_order":1,"data_collection_order":1}""", Xa),
        new("transactions-mariadb", "ref.a", "transaction.id", "\"0-1-<+5>\"", "\"0-1-<+6>\"", Xa),
        When("transactions*", "transaction", Record, (theirs, ours) => theirs is null && Text(ours!["id"])[^2..] is "+5" or "+6" or "5>" or "6>", Xa),
        When("transactions", "transaction", Record, (theirs, ours) => theirs is null && Text(ours!["id"])[^2..] is "+7", Engine),
        OnlyTheirs("transactions-mariadb", "transaction", """{"key":{"id":"0-1-<+5>"},"status":"BEGIN","id":"0-1-<+5>"}""", Xa),
        OnlyTheirs("loses-xa-rollback", "ref.a", """{"key":{"id":1},"op":"c","before":null,"after":{"id":1,"v":1}}""", Xa),
        OnlyTheirs("restart", "transaction", """{"key":{"id":"<uuid>:+2"},"status":"END","id":"<uuid>:+2"}""", Repeated),
        OnlyTheirs("restart", "transaction", """{"key":{"id":"<uuid>:+5"},"status":"END","id":"<uuid>:+5"}""", Repeated),
        When("restart-mariadb", "transaction", Record, (theirs, ours) => ours is null && Text(theirs!["id"]) is "0-1-<+2>" or "0-1-<+5>", Repeated),
        OnlyTheirs("restart-mariadb", "transaction", """{"key":{"id":"0-1-<+4>"},"status":"BEGIN","id":"0-1-<+4>"}""", Ddl),
        When("events-mariadb", "transaction", Record, (theirs, ours) => ours is null && Text(theirs!["status"]) == "BEGIN", Ddl),
        new("events-mariadb", "ref.later", "transaction", """{"id":"0-1-<+17>","total_order":1,"data_collection_order":1}""", "\"(null)\"", Truncated),
        OnlyOurs("loses-partial-json", "ref.a", $$"""{"key":{"id":1},"op":"u","before":{{Whole}},"after":{{Set}}}""", Partial),
        OnlyOurs("loses-partial-json", "ref.a", $$"""{"key":{"id":1},"op":"u","before":{{Set}},"after":{{Removed}}}""", Partial),
    ];
}
