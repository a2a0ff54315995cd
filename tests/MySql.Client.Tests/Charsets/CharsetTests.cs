using System.Text;
using ConnectRuntime.Errors;
using ConnectRuntime.MySql.Client.Charsets;
using ConnectRuntime.MySql.Client.Connections;
using ConnectRuntime.MySql.Client.Tests.Rig;

namespace ConnectRuntime.MySql.Client.Tests.Charsets;

/// <summary>What bytes mean in each character set is what the servers' CONVERT says.</summary>
public class CharsetTests(ClientServers servers)
{
    private const string SingleByte =
        "armscii8 ascii cp1250 cp1251 cp1256 cp1257 cp850 cp852 cp866 dec8 geostd8 greek hebrew hp8 keybcs2 koi8r koi8u latin1 latin2 latin5 latin7 "
        + "macce macroman swe7 tis620";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(Names.MariaDb)]
    [InlineData(Names.MySql)]
    public async Task All_bytes_of_single_byte_sets(string name)
    {
        await using var connection = await servers.ConnectAsync(name);
        var differences = new List<string>();
        foreach (var set in SingleByte.Split(' '))
        {
            var cells = Enumerable.Range(0, 256).Select(b => $"HEX(CONVERT(CONVERT(X'{b:X2}' USING {set}) USING utf8mb4))");
            var rows = await connection.RowsAsync("SELECT " + string.Join(", ", cells), Cancel);
            for (var b = 0; b < 256; b++)
            {
                // The server has no character for the byte: it says "?", or NULL where it refuses the byte.
                var expected = rows[0][b] is { Length: > 0 } hex && (hex != "3F" || b == '?') ? Encoding.UTF8.GetString(Convert.FromHexString(hex)) : "\uFFFD";
                var found = MySqlCharset.OfName(set)!.ToText([(byte)b]);
                if (found != expected)
                {
                    differences.Add($"{set} {b:X2}: {found}, the server says {expected}");
                }
            }
        }

        Assert.Empty(differences);
    }

    [Theory]
    [InlineData(Names.MariaDb, "big5", 13_000)]
    [InlineData(Names.MariaDb, "cp932", 9_000)]
    [InlineData(Names.MariaDb, "eucjpms", 15_000)]
    [InlineData(Names.MariaDb, "euckr", 17_000)]
    [InlineData(Names.MariaDb, "gb2312", 7_000)]
    [InlineData(Names.MariaDb, "gbk", 21_000)]
    [InlineData(Names.MariaDb, "sjis", 6_000)]
    [InlineData(Names.MariaDb, "ujis", 14_000)]
    [InlineData(Names.MySql, "big5", 13_000)]
    [InlineData(Names.MySql, "cp932", 9_000)]
    [InlineData(Names.MySql, "eucjpms", 15_000)]
    [InlineData(Names.MySql, "euckr", 17_000)]
    [InlineData(Names.MySql, "gb18030", 23_000)]
    [InlineData(Names.MySql, "gb2312", 7_000)]
    [InlineData(Names.MySql, "gbk", 21_000)]
    [InlineData(Names.MySql, "sjis", 6_000)]
    [InlineData(Names.MySql, "ujis", 14_000)]
    public async Task All_codes_of_multi_byte_sets(string name, string set, int atLeast)
    {
        await using var connection = await servers.ConnectAsync(name);
        await FillCodesAsync(connection, set);
        var charset = MySqlCharset.OfName(set)!;
        var differences = new List<string>();
        var known = 0;
        var sql = $"SELECT HEX(v), HEX(CONVERT(CONVERT(v USING {set}) USING utf8mb4)) FROM codes WHERE LENGTH(CONVERT(v USING {set})) = LENGTH(v)";
        foreach (var row in await connection.RowsAsync(sql, Cancel))
        {
            var code = Convert.FromHexString(row[0]!);
            var expected = row[1] is null ? "" : Encoding.UTF8.GetString(Convert.FromHexString(row[1]!));

            // A code that the server has no character for becomes "?", or nothing; what we make of it is not its business.
            if (expected.EnumerateRunes().Count() != 1 || expected is "?" or "\0")
            {
                continue;
            }

            known++;
            var found = charset.ToText(code);
            if (found != expected)
            {
                differences.Add($"{row[0]}: {found}, the server says {expected}");
            }
        }

        Assert.Empty(differences.Take(20));
        Assert.True(known >= atLeast, $"{known} codes were compared");
    }

    [Theory]
    [InlineData(Names.MariaDb)]
    [InlineData(Names.MySql)]
    [InlineData(Names.NewMariaDb)]
    public async Task Texts_in_every_set_that_can_hold_them(string name)
    {
        await using var connection = await servers.ConnectAsync(name);
        string[] texts = ["", "plain", "äöüß é", "Ωμέγα", "Привет", "日本語テスト", "한국어", "中文繁體", "שלום", "ไทย", "𝄞 😀"];
        foreach (var set in await connection.RowsAsync("SELECT CHARACTER_SET_NAME FROM information_schema.CHARACTER_SETS", Cancel))
        {
            var charset = MySqlCharset.OfName(set[0]!);
            Assert.True(charset is not null, set[0]);
            foreach (var text in texts)
            {
                if (set[0] == "binary")
                {
                    continue;
                }

                var row = (await connection.RowsAsync(
                    $"SELECT HEX(CONVERT('{text}' USING {set[0]})), CONVERT(CONVERT('{text}' USING {set[0]}) USING utf8mb4)", Cancel))[0];
                Assert.Equal(row[1], charset.ToText(Convert.FromHexString(row[0]!)));
            }
        }
    }

    [Theory]
    [InlineData(Names.MariaDb, "SELECT ID, CHARACTER_SET_NAME FROM information_schema.COLLATION_CHARACTER_SET_APPLICABILITY WHERE ID IS NOT NULL")]
    [InlineData(Names.NewMariaDb, "SELECT ID, CHARACTER_SET_NAME FROM information_schema.COLLATION_CHARACTER_SET_APPLICABILITY WHERE ID IS NOT NULL")]
    [InlineData(Names.MySql, "SELECT ID, CHARACTER_SET_NAME FROM information_schema.COLLATIONS")]
    public async Task Every_collation_of_the_server_is_known(string name, string sql)
    {
        await using var connection = await servers.ConnectAsync(name);
        var rows = await connection.RowsAsync(sql, Cancel);
        Assert.True(rows.Count > 250, $"{rows.Count} collations");
        Assert.Empty(rows.Where(r => CollationTable.CharsetOf(int.Parse(r[0]!, null)) != r[1]).Select(r => $"{r[0]} {r[1]}"));
        Assert.All(rows, r => Assert.Equal(r[1], MySqlCharset.OfCollation(int.Parse(r[0]!, null)).Name));
    }

    [Theory]
    [InlineData("utf16", "D83D", "\uFFFD")]
    [InlineData("utf16", "D83D0041", "\uFFFDA")]
    [InlineData("utf16", "00410", "A\uFFFD")]
    [InlineData("utf16le", "41003DD8", "A\uFFFD")]
    [InlineData("utf32", "0011000000000041", "\uFFFDA")]
    [InlineData("utf32", "0000004100", "A\uFFFD")]
    [InlineData("sjis", "41FC", "A\uFFFD")]
    [InlineData("gbk", "8141", "丄")]
    [InlineData("gbk", "8131", "\uFFFD1")]
    [InlineData("ujis", "8FB0", "\uFFFD")]
    [InlineData("gb18030", "8135F4", "\uFFFD5\uFFFD")]
    [InlineData("utf8", "C3A4", "ä")]
    public void Bytes_that_are_cut_off_or_mean_nothing_are_seen(string set, string hex, string expected) =>
        Assert.Equal(expected, MySqlCharset.OfName(set)!.ToText(Convert.FromHexString(hex.Length % 2 == 0 ? hex : hex + "0")));

    [Fact]
    public void An_unknown_collation_is_refused()
    {
        Assert.Equal("MYC025", Assert.Throws<ConnectException>(() => MySqlCharset.OfCollation(9999)).Code);
        Assert.False(MySqlCharset.TryOfCollation(0, out _));
        Assert.Null(MySqlCharset.OfName("klingon"));
        Assert.True(MySqlCharset.OfCollation(CollationTable.Binary).IsBinary);
    }

    private static async Task FillCodesAsync(MySqlConnection connection, string set)
    {
        IEnumerable<string> codes = from lead in Enumerable.Range(0x80, 128) from trail in Enumerable.Range(0x40, 191) select $"{lead:X2}{trail:X2}";
        codes = codes.Concat(Enumerable.Range(0, 256).Select(b => $"{b:X2}"));
        if (set is "ujis" or "eucjpms")
        {
            codes = codes.Concat(from second in Enumerable.Range(0xA1, 94) from third in Enumerable.Range(0xA1, 94) select $"8F{second:X2}{third:X2}");
        }

        if (set == "gb18030")
        {
            codes = codes.Concat(from a in Enumerable.Range(0x81, 0x7E) from b in Enumerable.Range(0x30, 10) from c in new[] { 0x81, 0x95, 0xA2, 0xD3, 0xFE }
                                 from d in new[] { 0x30, 0x37, 0x39 } select $"{a:X2}{b:X2}{c:X2}{d:X2}");
            codes = codes.Append("8135F437");
        }

        await connection.ExecuteAsync("CREATE TEMPORARY TABLE codes (v VARBINARY(4)); SET sql_mode=''", Cancel);
        foreach (var chunk in codes.Chunk(20_000))
        {
            await connection.ExecuteAsync("INSERT INTO codes VALUES " + string.Join(",", chunk.Select(c => $"(X'{c}')")), Cancel);
        }
    }
}
