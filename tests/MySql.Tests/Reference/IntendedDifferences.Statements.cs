using System.Text.Json.Nodes;

namespace ConnectRuntime.MySql.Tests.Reference;

/// <content>Records of schema changes.</content>
internal static partial class IntendedDifferences
{
    private const string
        Catalog = "A type is described as the server's catalog has it, whatever words the statement used.",
        Expression = "The expression of a default is the value that the server stores, whatever words the statement used; of bytes in hexadecimal digits.",
        Generated = "A generated column is one, and ON UPDATE CURRENT_TIMESTAMP is neither generated nor counted up.",
        Utf8 = "The name that the server has.",
        TableCharset = "The table's character set follows ALTER DATABASE and ALTER TABLE.",
        Index = "An index changes its table, in whose database the record lies.",
        NoChange = "What changes no table is not told.",
        Renames = "Of a statement that renames several tables each record has a whole statement.",
        Dropped = "A drop of tables of which some are not there is one record with what was there.",
        NotARow = "A schema change is no row of the snapshot, so it is not its last one.",
        AsWritten = "The statement is told as it is in the binary log.",
        Row = "A schema change is in no row of its event.",
        // Cases whose tables are described in other words.
        Words = "binaries* bits* changes-real-bool characters-mariadb charsets-*-mariadb ddl-mariadb decimals-mariadb defaults defaults-mariadb-mariadb "
            + "defaults-quoted-mariadb enums-mariadb events-mariadb floats* generated-mariadb geometry-mariadb-mariadb integers* json-mariadb keys-mariadb "
            + "restart-mariadb temporal-defaults-mariadb temporal-extremes* temporal temporal-connect temporal-isostring "
            + "temporal-mariadb temporal-microseconds "
            + "temporal-nanoseconds temporal-zero-mariadb vector years*";

    private static IEnumerable<IntendedDifference> Statements =>
    [
        When(Words, SchemaChanges, "tableChanges*.length", IsAnything, Catalog),
        When("integers*", SchemaChanges, "tableChanges*.type*",
            (theirs, ours) => Text(ours) == Text(theirs).Replace(" UNSIGNED", string.Empty, StringComparison.Ordinal), Catalog),
        new("json-mariadb", SchemaChanges, "tableChanges*.jdbcType", "1111", "12", Catalog),
        new("json-mariadb", SchemaChanges, "tableChanges*.charsetName", "\"(null)\"", "\"utf8mb4\"", Catalog),
        new("characters*", SchemaChanges, "tableChanges*.jdbcType", "12", "-3", Binary),
        new("characters*", SchemaChanges, "tableChanges*.charsetName", "\"binary\"", "\"(null)\"", Binary),
        new("floats*", SchemaChanges, "tableChanges*.jdbcType", "6", "8", Catalog),
        new("characters* ddl ddl-mariadb", SchemaChanges, "tableChanges*.charsetName", "\"utf8\"", "\"utf8mb3\"", Utf8),
        new("changes-ddl-charset", SchemaChanges, "tableChanges*.charsetName", "\"latin1\"", "\"utf8mb4\"", DdlCharset),
        new("changes-ddl-charset", SchemaChanges, "tableChanges*.charsetName", "\"utf8mb4\"", "\"ucs2\"", DdlCharset),
        new("changes-ddl-charset ddl", SchemaChanges, "tableChanges*.defaultCharsetName", "\"latin1\"", "\"utf8mb4\"", TableCharset),
        When("decimals*", SchemaChanges, Default, (theirs, ours) => Text(theirs) == "-1" && Text(ours) == "-1.000", Expression),
        When("floats*", SchemaChanges, Default, (theirs, ours) => Text(theirs) == "-2.25e10" && Text(ours) == "-22500000000", Expression),
        When("defaults defaults-mariadb-mariadb", SchemaChanges, Default,
            (theirs, ours) => (Text(theirs), Text(ours)) is ("1.5", "1.500") or ("1e3", "1000"), Expression),
        When("temporal-zero*", SchemaChanges, Default, (theirs, ours) => Text(ours) == Text(theirs) + ".000", Expression),
        When("bits*", SchemaChanges, Default, (theirs, ours) => (Text(theirs), Text(ours)) is ("5", "101"), Expression),
        When("bits* defaults defaults-mariadb-mariadb changes-real-bool", SchemaChanges, Default,
            (theirs, ours) => (Text(theirs), Text(ours)) is ("true", "1") or ("false", "0"), Expression),
        When("binaries*", SchemaChanges, Default, (theirs, ours) => Convert.ToHexString(System.Text.Encoding.ASCII.GetBytes(Text(theirs))) == Text(ours),
            Expression),
        When("defaults-quoted*", SchemaChanges, Default, (theirs, ours) => Unquoted(theirs) == Text(ours), Quotes),
        When("enums*", SchemaChanges, "tableChanges*.enumValues*",
            (theirs, ours) => Unquoted(theirs) == Text(ours).Replace("''", "'", StringComparison.Ordinal), Quotes),
        When("generated* temporal-defaults temporal-defaults-isostring temporal-defaults-microseconds temporal-defaults-nanoseconds ddl", SchemaChanges,
            "tableChanges*.generated", IsAnything, Generated),
        new("temporal-defaults temporal-defaults-isostring temporal-defaults-microseconds temporal-defaults-nanoseconds ddl", SchemaChanges,
            "tableChanges*.autoIncremented", "true", "false", Generated),
        When("ddl-mariadb events-mariadb", SchemaChanges, "tableChanges*.comment", (theirs, ours) => Text(ours) == "(null)", Comments),
        new("keys*", SchemaChanges, "tableChanges*.primaryKeyColumnNames", "[]", """["b"]""", Key),
        new("events events-nodata events-mariadb", SchemaChanges, "(record)",
            """{"key":{"databaseName":""},"ddl":"create index i on ref.latest (kind)","tableChanges":[]}""", null, Index),
        When("events events-comments events-nodata events-mariadb", SchemaChanges, "(record)", (theirs, ours) => theirs is null
            && IsDdl(ours, "create index i on ref.latest (kind)"), Index),
        When("ddl", SchemaChanges, "(record)", (theirs, ours) => ours is null && IsDdl(theirs, "create table if not exists t2 (x int)"), NoChange),
        When("ddl ddl-mariadb", SchemaChanges, "(record)", (theirs, ours) => ours is null && IsDdl(theirs, "flush tables"), NoChange),
        When("ddl ddl-mariadb", SchemaChanges, "(record)", (theirs, ours) => ours is null && (IsDdl(theirs, "rename table t2 to t3")
            || IsDdl(theirs, "rename table multi to multi2")), Renames),
        When("ddl ddl-mariadb", SchemaChanges, "(record)", (theirs, ours) => theirs is null && (IsDdl(ours, "RENAME TABLE `ref`.`t2` TO `ref`.`t3`")
            || IsDdl(ours, "RENAME TABLE `ref`.`multi` TO `ref`.`multi2`")), Renames),
        When("ddl ddl-mariadb", SchemaChanges, "(record)", (theirs, ours) => ours is null && (IsDdl(theirs, "DROP TABLE IF EXISTS `ref`.`like_t`")
            || IsDdl(theirs, "DROP TABLE IF EXISTS `ref`.`nothing_there`")), Dropped),
        OnlyOurs("ddl ddl-mariadb", SchemaChanges,
            """{"key":{"databaseName":"ref"},"ddl":"DROP TABLE IF EXISTS `like_t`,`nothing_there` /* generated by server */","tableChanges":"""
            + """[{"type":"DROP","id":"\"ref\".\"like_t\"","table":null}]}""", Dropped),
        new("changes-ddl-charset empty events-nodata loses-xa-rollback stops-ansi stops-comment-hint-mariadb "
            + "stops-invalid-date stops-sequence-mariadb stops-vector-name stops-versioned-mariadb",
            SchemaChanges, "source.snapshot", "\"last\"", "\"true\"", NotARow),
        When("defaults-quoted", SchemaChanges, "(record)", (theirs, ours) => ours is null
            ? Text(theirs!["ddl"]).Contains("default 'dou\\\"ble'", StringComparison.Ordinal)
            : Text(ours["ddl"]).Contains("default \"dou\\\"ble\"", StringComparison.Ordinal), AsWritten),
        new("ddl-mariadb", SchemaChanges, "source.row", "1", "0", Row),
    ];

    private const string Default = "tableChanges*.defaultValueExpression";

    private static bool IsDdl(JsonNode? record, string sql) => record is not null && Text(record["ddl"]) == sql;

    private static string Unquoted(JsonNode? text) =>
        Text(text).Replace("''", "'", StringComparison.Ordinal).Replace("\\'", "'", StringComparison.Ordinal).Replace("\\\"", "\"",
            StringComparison.Ordinal).Replace("\\\\", "\\", StringComparison.Ordinal);
}
