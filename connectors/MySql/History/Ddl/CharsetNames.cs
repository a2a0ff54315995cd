using ConnectRuntime.MySql.Client.Servers;

namespace ConnectRuntime.MySql.History.Ddl;

/// <summary>Names of character sets and collations: one spelling each, and which belongs to which.</summary>
/// <remarks>Default collations are those of information_schema.CHARACTER_SETS of MySQL 9.7 and MariaDB 10.11, which differ for utf8mb4 only.</remarks>
internal static class CharsetNames
{
    /// <summary>No text: bytes.</summary>
    public const string Binary = "binary";

    /// <summary>What NCHAR and its like have.</summary>
    public const string National = "utf8mb3";

    /// <summary>What stands for the collation that the set has where none is named.</summary>
    public const string OfSet = "default";

    private static readonly Dictionary<string, string> Defaults = new(StringComparer.Ordinal)
    {
        ["big5"] = "big5_chinese_ci", ["dec8"] = "dec8_swedish_ci", ["cp850"] = "cp850_general_ci", ["hp8"] = "hp8_english_ci",
        ["koi8r"] = "koi8r_general_ci", ["latin1"] = "latin1_swedish_ci", ["latin2"] = "latin2_general_ci", ["swe7"] = "swe7_swedish_ci",
        ["ascii"] = "ascii_general_ci", ["ujis"] = "ujis_japanese_ci", ["sjis"] = "sjis_japanese_ci", ["hebrew"] = "hebrew_general_ci",
        ["tis620"] = "tis620_thai_ci", ["euckr"] = "euckr_korean_ci", ["koi8u"] = "koi8u_general_ci", ["gb2312"] = "gb2312_chinese_ci",
        ["greek"] = "greek_general_ci", ["cp1250"] = "cp1250_general_ci", ["gbk"] = "gbk_chinese_ci", ["latin5"] = "latin5_turkish_ci",
        ["armscii8"] = "armscii8_general_ci", ["utf8mb3"] = "utf8mb3_general_ci", ["ucs2"] = "ucs2_general_ci", ["cp866"] = "cp866_general_ci",
        ["keybcs2"] = "keybcs2_general_ci", ["macce"] = "macce_general_ci", ["macroman"] = "macroman_general_ci", ["cp852"] = "cp852_general_ci",
        ["latin7"] = "latin7_general_ci", ["utf8mb4"] = "utf8mb4_general_ci", ["cp1251"] = "cp1251_general_ci", ["utf16"] = "utf16_general_ci",
        ["utf16le"] = "utf16le_general_ci", ["cp1256"] = "cp1256_general_ci", ["cp1257"] = "cp1257_general_ci", ["utf32"] = "utf32_general_ci",
        ["binary"] = "binary", ["geostd8"] = "geostd8_general_ci", ["cp932"] = "cp932_japanese_ci", ["eucjpms"] = "eucjpms_japanese_ci",
        ["gb18030"] = "gb18030_chinese_ci",
    };

    /// <summary>The one spelling of a set's name: lower case, and utf8 is utf8mb3.</summary>
    public static string Canonical(string charset)
    {
        var name = charset.ToLowerInvariant();
        return name == "utf8" ? "utf8mb3" : name;
    }

    /// <summary>The one spelling of a collation's name.</summary>
    public static string CanonicalCollation(string collation)
    {
        var name = collation.ToLowerInvariant();
        return name.StartsWith("utf8_", StringComparison.Ordinal) ? $"utf8mb3{name[4..]}" : name;
    }

    /// <summary>The set that a collation belongs to; null for one that suits several, such as MariaDB's <c>uca1400_ai_ci</c>.</summary>
    public static string? OfCollation(string collation)
    {
        var name = CanonicalCollation(collation);
        var charset = name.IndexOf('_') is > 0 and var end ? name[..end] : name;
        return Defaults.ContainsKey(charset) ? charset : null;
    }

    /// <summary>The collation that a set has where none is named; null for a set that is not known.</summary>
    public static string? DefaultCollation(string charset, ServerVersion server) =>
        charset == "utf8mb4" && !server.IsMariaDb && server.Major >= 8 ? "utf8mb4_0900_ai_ci" : Defaults.GetValueOrDefault(charset);

    /// <summary>The name of a collation's number, for those that are a server's default somewhere; null for others.</summary>
    public static string? CollationOf(int id) => id switch
    {
        8 => "latin1_swedish_ci",
        33 => "utf8mb3_general_ci",
        45 => "utf8mb4_general_ci",
        46 => "utf8mb4_bin",
        47 => "latin1_bin",
        63 => Binary,
        83 => "utf8mb3_bin",
        192 => "utf8mb3_unicode_ci",
        224 => "utf8mb4_unicode_ci",
        246 => "utf8mb4_unicode_520_ci",
        255 => "utf8mb4_0900_ai_ci",
        309 => "utf8mb4_0900_bin",
        2048 => "utf8mb3_uca1400_ai_ci",
        2304 => "utf8mb4_uca1400_ai_ci",
        _ => null,
    };

    /// <summary>The collation of a set that compares bytes.</summary>
    public static string BinaryCollation(string charset) => charset == Binary ? Binary : $"{charset}_bin";
}
