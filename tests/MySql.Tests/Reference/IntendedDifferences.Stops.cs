using System.Text.Json.Nodes;

namespace ConnectRuntime.MySql.Tests.Reference;

/// <content>What ends the reference's task and not ours: the records that are missing there.</content>
internal static partial class IntendedDifferences
{
    private const string
        GoesOn = "The task goes on.",
        NoSuchDay = "A day that does not exist is null.",
        BeyondADay = "A time beyond a day is null, and in a column without nulls its fallback.",
        Ansi = "Double quotes are names under ANSI_QUOTES.",
        Versions = "Of a system-versioned table the current rows are told, not its history.",
        Image = "Columns that the session did not log are unavailable.";

    private static IEnumerable<IntendedDifference> Stops =>
    [
        When("stops-ansi stops-comment-hint-mariadb stops-compressed-columns-mariadb stops-inet-mariadb stops-invalid-date "
            + "stops-replace-table-mariadb stops-row-image "
            + "stops-sequence-mariadb stops-time-notnull* stops-vector-name stops-versioned-mariadb stops-year-mariadb stops-zerofill",
            SchemaChanges, "(task)", (theirs, ours) => theirs is not null && ours is null, GoesOn),
        When("stops-inet-mariadb stops-year-mariadb stops-zerofill", SchemaChanges, Record, (theirs, ours) => theirs is null
            && (Text(ours!["ddl"]).StartsWith("CREATE TABLE `a` (", StringComparison.Ordinal)
                || Text(ours["ddl"]) is "USE `ref`" or "DROP DATABASE IF EXISTS `ref`" or "DROP TABLE IF EXISTS `ref`.`a`"
                || Text(ours["ddl"]).StartsWith("CREATE DATABASE `ref` CHARSET ",
                    StringComparison.Ordinal) || Text(ours["ddl"]).StartsWith("SET character_set_server=", StringComparison.Ordinal)), GoesOn),
        When("stops-ansi stops-vector-name stops-comment-hint-mariadb stops-versioned-mariadb", SchemaChanges, Record, (theirs, ours) => theirs is null
            && Text(ours!["ddl"]).StartsWith("create table ref.", StringComparison.Ordinal), GoesOn),
        When("stops-replace-table-mariadb", SchemaChanges, Record, (theirs, ours) => theirs is null
            && Text(ours!["ddl"]).StartsWith("create or replace table ref.a ", StringComparison.Ordinal), GoesOn),
        OnlyOurs("stops-ansi stops-vector-name stops-comment-hint-mariadb stops-versioned-mariadb stops-sequence-mariadb", "ref.a",
            """{"key":{"id":1},"op":"c","before":null,"after":{"id":1}}""", GoesOn),
        OnlyOurs("stops-sequence-mariadb", SchemaChanges, """{"key":{"databaseName":"ref"},"ddl":"create sequence ref.s","tableChanges":[]}""", GoesOn),
        OnlyOurs("stops-sequence-mariadb", "ref.a", """{"key":{"id":2},"op":"c","before":null,"after":{"id":2}}""", GoesOn),
        OnlyOurs("stops-ansi", "ref.b", """{"key":{"id":1},"op":"c","before":null,"after":{"id":1,"s":"y"}}""", Ansi),
        OnlyOurs("stops-vector-name", "ref.b", """{"key":{"id":1},"op":"c","before":null,"after":{"id":1,"vector":2}}""", GoesOn),
        OnlyOurs("stops-comment-hint-mariadb", "ref.b", """{"key":{"id":1},"op":"c","before":null,"after":{"id":1,"v":null}}""", GoesOn),
        OnlyOurs("stops-replace-table-mariadb", "ref.a", """{"key":{"id":1},"op":"c","before":null,"after":{"id":1,"v":1}}""", GoesOn),
        When("stops-versioned-mariadb", "ref.v", Record, (theirs, ours) => theirs is null
            && Version(ours!) is ("c", null, 1) or ("u", 1, 2) or ("d", 2, null), Versions),
        OnlyOurs("stops-versioned-mariadb", "ref.v", """{"key":{"id":1},"tombstone":true}""", Versions),
        When("stops-compressed-columns-mariadb", "ref.a", Record, (theirs, ours) => theirs is null && Text(ours!["after"]!["v"]) == new string('y', 400)
            && Convert.FromBase64String(Text(ours["after"]!["b"])).AsSpan().SequenceEqual(Enumerable.Repeat((byte)'z', 300).ToArray()), GoesOn),
        OnlyOurs("stops-inet-mariadb", "ref.a", """{"key":{"id":1},"op":"r","before":null,"after":{"id":1,"i":"::1","f":"10.0.0.1"}}""", GoesOn),
        OnlyOurs("stops-inet-mariadb", "ref.a", """{"key":{"id":2},"op":"c","before":null,"after":{"id":2,"i":"2001:db8::","f":"0.0.0.0"}}""", GoesOn),
        OnlyOurs("stops-invalid-date", "ref.a", """{"key":{"id":1},"op":"c","before":null,"after":{"id":1,"d":null}}""", NoSuchDay),
        OnlyOurs("stops-invalid-date", "ref.a", """{"key":{"id":2},"op":"c","before":null,"after":{"id":2,"d":19781}}""", NoSuchDay),
        OnlyOurs("stops-row-image", "ref.a",
            """{"key":{"id":1},"op":"u","before":{"id":1,"a":"a","b":"__debezium_unavailable_value","c":1}"""
            + ""","after":{"id":1,"a":"a","b":"__debezium_unavailable_value","c":2}}""", Image),
        OnlyOurs("stops-row-image", "ref.a",
            """{"key":{"id":1},"op":"u","before":null,"after":{"id":1,"a":"__debezium_unavailable_value","b":"__debezium_unavailable_value","c":3}}""", Image),
        OnlyOurs("stops-row-image", "ref.a",
            """{"key":{"id":1},"op":"d","before":{"id":1,"a":"__debezium_unavailable_value","b":"__debezium_unavailable_value"},"after":null}""", Image),
        OnlyOurs("stops-row-image", "ref.a", """{"key":{"id":1},"tombstone":true}""", Image),
        OnlyOurs("stops-time-notnull", "ref.a", """{"key":{"id":2},"op":"c","before":null,"after":{"id":2,"t":36000000,"u":null}}""", BeyondADay),
        OnlyOurs("stops-time-notnull", "ref.a", """{"key":{"id":3},"op":"c","before":null,"after":{"id":3,"t":0,"u":3600000}}""", BeyondADay),
        OnlyOurs("stops-time-notnull-isostring", "ref.a", """{"key":{"id":2},"op":"c","before":null,"after":{"id":2,"t":"10:00:00Z","u":null}}""", BeyondADay),
        OnlyOurs("stops-time-notnull-isostring", "ref.a", """{"key":{"id":3},"op":"c","before":null,"after":{"id":3,"t":"00:00:00Z","u":"01:00:00Z"}}""",
            BeyondADay),
        OnlyOurs("stops-year-mariadb", "ref.a", """{"key":{"id":1},"op":"r","before":null,"after":{"id":1,"y":0}}""", GoesOn),
        OnlyOurs("stops-year-mariadb", "ref.a", """{"key":{"id":2},"op":"c","before":null,"after":{"id":2,"y":0}}""", GoesOn),
        OnlyOurs("stops-zerofill", "ref.a", """{"key":{"id":1},"op":"r","before":null,"after":{"id":1,"d":"AeJA"}}""", GoesOn),
        OnlyOurs("stops-zerofill", "ref.a", """{"key":{"id":2},"op":"c","before":null,"after":{"id":2,"d":"AJY="}}""", GoesOn),
    ];

    // The columns that say since and until when hold other moments in every run.
    private static (string? Operation, int? Before, int? After) Version(JsonNode record) =>
        (record["op"]?.GetValue<string>(), record["before"]?["v"]?.GetValue<int>(), record["after"]?["v"]?.GetValue<int>());
}
