namespace ConnectRuntime.MySql.Tests.Reference;

/// <content>Texts and their character sets.</content>
internal static partial class IntendedDifferences
{
    private const string
        Charset = "Every character set of the server is decoded as the server means it.",
        DdlCharset = "A statement's own character sets count: ALTER TABLE and CHAR … UNICODE.",
        Binary = "VARCHAR with the character set binary is VARBINARY for the server.",
        Escape = "A member of an ENUM is what the server has; only the list of members in the schema is escaped.",
        Uuid = "A UUID that ends in zero bytes is filled up at its end.";

    private static IEnumerable<IntendedDifference> Texts =>
    [
        new("charsets-rare*", "ref.*", "row.armscii8", "\"³µ\"", "\"աբ\"", Charset),
        new("charsets-rare*", "ref.*", "row.geostd8", "\"ÀÁ\"", "\"აბ\"", Charset),
        new("charsets-rare*", "ref.*", "row.keybcs2", "\"łĘç\"", "\"ěšč\"", Charset),
        new("charsets-rare*", "ref.*", "row.hp8", "\"ÌÎÏ\"", "\"äöü\"", Charset),
        new("charsets-rare*", "ref.*", "row.swe7", "\"}{|\"", "\"åäö\"", Charset),
        new("charsets-western*", "ref.*", "row.koi8u", "\"Прив╕т\"", "\"Привіт\"", Charset),
        When("charsets-eastern-mariadb", "ref.*", "row.cp932", (_, ours) => Text(ours) == "日本①", Charset),
        When("changes-ddl-charset", "ref.s", "row.u", (_, ours) => Text(ours) == "ü€", DdlCharset),
        new("changes-ddl-charset", "ref.t", "row.b", "\"Ã¼â‚¬\"", "\"ü€\"", DdlCharset),
        new("characters characters-mariadb", "ref.s", "schema.row.vb.(type)", "\"string\"", "\"bytes\"", Binary),
        new("characters characters-mariadb", "ref.s", "row.vb", "\"raw\"", "\"cmF3\"", Binary),
        new("enums-escaped", "ref.*", "row.a", """ "comma\\,here" """.Trim(), "\"comma,here\"", Escape),
        new("enums-escaped", "ref.*", "row.a", """ "back\\\\slash" """.Trim(), """ "back\\slash" """.Trim(), Escape),
        new("events*", "ref.later", "row.kind", """ "b\\,c" """.Trim(), "\"b,c\"", Escape),
        new("mariadb-types-mariadb", "ref.u", "row.u", "\"0000123e-4567-e89b-12d3-a45642665544\"", "\"123e4567-e89b-12d3-a456-426655440000\"", Uuid),
    ];
}
