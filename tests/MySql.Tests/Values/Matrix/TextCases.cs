using ConnectRuntime.MySql.Configuration;
using ConnectRuntime.MySql.Tables;

namespace ConnectRuntime.MySql.Tests.Values.Matrix;

/// <summary>Text, bytes, ENUM and SET.</summary>
internal static class TextCases
{
    private const string Shown = "CONVERT(c USING utf8mb4)";

    private static readonly ConversionModel Usual = new();

    public static IEnumerable<TypeCase> All =>
    [
        Text("CHAR(10)", SqlType.Char, 10, "''", "'abc'", "'abc  '", "'€ä😀'"),
        Text("VARCHAR(10)", SqlType.VarChar, 10, "''", "'abc  '", "'äöü€😀'"),
        Text("VARCHAR(300)", SqlType.VarChar, 300, "REPEAT('x', 300)", "REPEAT('😀', 300)", "''"),
        Text("CHAR(100)", SqlType.Char, 100, "REPEAT('😀', 100)", "'a'"),
        Text("TINYTEXT", SqlType.TinyText, -1, "REPEAT('x', 255)"),
        Text("TEXT", SqlType.Text, -1, "REPEAT('x', 65535)", "''"),
        Text("MEDIUMTEXT", SqlType.MediumText, -1, "REPEAT('äb', 40000)"),
        Text("LONGTEXT", SqlType.LongText, -1, "'long'"),
        Charset("utf8mb3", "'€ä'"),
        Charset("latin1", Bytes("latin1", 0x20, 0xFF)),
        Charset("ascii", "'abc'"),

        // Half a pair of surrogates, which MariaDB lets through. Of three bytes that are no character each is one U+FFFD (Unicode 3.9, best practice).
        Charset("utf8mb4", "_utf8mb4 x'61EDA08062'") with
        {
            Servers = Servers.MariaDb,
            Modes = [new TypeMode("", Usual, "IF(HEX(c) = '61EDA08062', 'a\uFFFD\uFFFD\uFFFDb', c)")],
        },
        .. ((string[])["cp1250", "cp1251", "cp1256", "cp1257", "latin2", "latin5", "latin7", "greek", "hebrew", "koi8r", "koi8u", "cp850", "cp852", "cp866",
            "tis620", "armscii8", "geostd8", "keybcs2", "hp8", "dec8", "swe7", "macce", "macroman"]).Select(SingleByte),
        Charset("gbk", "'中文a'", "_gbk x'81408180'"),
        Charset("gb2312", "'中文a'"),
        Charset("big5", "'中文a'"),
        Charset("sjis", "'日本ｱa'"),
        Charset("cp932", "'日本ｱ①a'"),
        Charset("ujis", "'日本ｱa'"),
        Charset("eucjpms", "'日本ｱ①a'"),
        Charset("euckr", "'한국a'"),
        Charset("gb18030", "'中文😀€a'") with { Servers = Servers.MySql },
        Charset("ucs2", "'aä€中'", "''"),
        Charset("utf16", "'aä€中😀'"),
        Charset("utf16le", "'aä€中😀'"),
        Charset("utf32", "'aä€中😀'"),
        Binary("BINARY(4)", SqlType.Binary, 4, "x'01020000'", "''", "x'01020304'"),
        Binary("BINARY(255)", SqlType.Binary, 255, "''", "REPEAT(x'FF', 255)"),
        Binary("VARBINARY(300)", SqlType.VarBinary, 300, "x'010200'", "''", "REPEAT(x'FB', 300)"),
        Binary("TINYBLOB", SqlType.TinyBlob, -1, "x'00FF'"),
        Binary("BLOB", SqlType.Blob, -1, "x'00FF'", "REPEAT(x'3EFBFF', 20000)"),
        Binary("MEDIUMBLOB", SqlType.MediumBlob, -1, "REPEAT(x'00', 70000)"),
        Binary("LONGBLOB", SqlType.LongBlob, -1, "x'00FF'"),
        Members("ENUM('a','b,c','d\\\\e','','ä')", SqlType.Enum, "'a'", "'b,c'", "'d\\\\e'", "'ä'", "4", "'wrong'"),
        new("ENUM of 300 values", new("c", SqlType.Enum) { Charset = "utf8mb4", Members = [.. Enumerable.Range(0, 300).Select(i => $"v{i}")] },
            ["'v0'", "'v299'", "NULL"], new TypeMode("", Usual, Shown)),
        Members("SET('a','b','','ä')", SqlType.Set, "'a'", "'a,b'", "'a,ä'", "''", "4", "15"),
        new("SET of 64 values", new("c", SqlType.Set) { Charset = "utf8mb4", Members = [.. Enumerable.Range(0, 64).Select(i => $"v{i}")] },
            ["'v0'", "'v63'", "18446744073709551615", "NULL"], new TypeMode("", Usual, Shown)),
        new("ENUM('ж','х')", new("c", SqlType.Enum) { Charset = "koi8r", Members = ["ж", "х"] }, ["'х'", "NULL"], new TypeMode("", Usual, Shown))
            { Note = "koi8r" },
    ];

    /// <summary>The declaration that a case's table has.</summary>
    public static string Declare(TypeCase type) => type.Name switch
    {
        "ENUM of 300 values" => $"ENUM({string.Join(",", type.Column.Members.Select(m => $"'{m}'"))})",
        "SET of 64 values" => $"SET({string.Join(",", type.Column.Members.Select(m => $"'{m}'"))})",
        _ => type.Declaration + (type.Column.Charset is { } charset && charset != "utf8mb4" ? $" CHARACTER SET {charset}" : ""),
    };

    private static TypeCase Text(string declaration, SqlType type, int length, params string[] values) => new(
        declaration, new("c", type) { Length = length, Charset = "utf8mb4" }, [.. values, "NULL"], new TypeMode("", Usual, Shown));

    private static TypeCase Charset(string charset, params string[] values) => new(
        "VARCHAR(250)", new("c", SqlType.VarChar) { Length = 250, Charset = charset }, [.. values, "NULL"], new TypeMode("", Usual, Shown)) { Note = charset };

    // All bytes that are not ASCII. One without a character is a question mark for the server, and U+FFFD for us both ways.
    private static TypeCase SingleByte(string charset) => Charset(charset, Bytes(charset, 0x80, 0xFF), "'ab'") with
    {
        Modes = [new TypeMode("", Usual, $"REPLACE({Shown}, '?', '\uFFFD')")],
    };

    private static TypeCase Binary(string declaration, SqlType type, int length, params string[] values) => new(
        declaration,
        new("c", type) { Length = length },
        [.. values, "NULL"],
        new TypeMode("binary.handling.mode=bytes", Usual, "HEX(c)"),
        new TypeMode("binary.handling.mode=base64", Usual with { Binary = BinaryMode.Base64 }, "REPLACE(TO_BASE64(c), '\\n', '')"),
        new TypeMode(
            "binary.handling.mode=base64-url-safe",
            Usual with { Binary = BinaryMode.Base64UrlSafe },
            "REPLACE(REPLACE(REPLACE(TO_BASE64(c), '\\n', ''), '+', '-'), '/', '_')"),
        new TypeMode("binary.handling.mode=hex", Usual with { Binary = BinaryMode.Hex }, "LOWER(HEX(c))"));

    private static TypeCase Members(string declaration, SqlType type, params string[] values) => new(
        declaration,
        new("c", type) { Charset = "utf8mb4", Members = type == SqlType.Enum ? ["a", "b,c", "d\\e", "", "ä"] : ["a", "b", "", "ä"] },
        [.. values, "NULL"],
        new TypeMode("", Usual, Shown));

    private static string Bytes(string charset, int first, int last) =>
        $"_{charset} x'{string.Concat(Enumerable.Range(first, last - first + 1).Select(b => b.ToString("X2", System.Globalization.CultureInfo.InvariantCulture)))}'";
}
