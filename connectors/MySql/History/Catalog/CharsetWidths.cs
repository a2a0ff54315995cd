namespace ConnectRuntime.MySql.History.Catalog;

/// <summary>The most bytes that one character of a set has, as MAXLEN in information_schema.CHARACTER_SETS.</summary>
internal static class CharsetWidths
{
    /// <summary>The most bytes; 1 for a set that is not known.</summary>
    public static int Of(string? charset) => charset switch
    {
        "utf8mb4" or "utf16" or "utf16le" or "utf32" or "gb18030" => 4,
        "utf8mb3" or "ujis" or "eucjpms" => 3,
        "big5" or "sjis" or "euckr" or "gb2312" or "gbk" or "ucs2" or "cp932" => 2,
        _ => 1,
    };

    /// <summary>Whether ASCII characters have more than one byte in a set.</summary>
    public static bool IsWide(string? charset) => charset is "ucs2" or "utf16" or "utf16le" or "utf32";
}
