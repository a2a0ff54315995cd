using System.Globalization;
using ConnectRuntime.MySql.Changes;
using ConnectRuntime.MySql.Client.Connections;
using ConnectRuntime.MySql.Configuration;
using ConnectRuntime.MySql.Positions;
using ConnectRuntime.MySql.Snapshot.Copies;
using ConnectRuntime.MySql.Snapshot.Tables;
using ConnectRuntime.MySql.Tables;
using ConnectRuntime.MySql.Tests.Rig;
using ConnectRuntime.MySql.Values;

namespace ConnectRuntime.MySql.Tests.Snapshot;

/// <summary>A snapshot that breaks off at any batch goes on behind its last row, whatever the type of the key.</summary>
public sealed class SnapshotResumeTests(SourceServers servers)
{
    /// <summary>The columns of a key, and its values.</summary>
    public static TheoryData<string, string, string> Keys
    {
        get
        {
            var data = new TheoryData<string, string, string>();
            foreach (var (definition, values) in Both)
            {
                data.Add(SourceServers.MariaDb, definition, values);
                data.Add(SourceServers.MySql, definition, values);
            }

            foreach (var (definition, values) in MariaDbOnly)
            {
                data.Add(SourceServers.MariaDb, definition, values);
            }

            foreach (var (definition, values) in MySqlOnly)
            {
                data.Add(SourceServers.MySql, definition, values);
            }

            return data;
        }
    }

    private static readonly (string Definition, string Values)[] Both =
    [
        ("k TINYINT", "(-128),(-1),(0),(1),(127),(5),(6)"),
        ("k BIGINT UNSIGNED", "(0),(9223372036854775807),(9223372036854775808),(18446744073709551615),(7)"),
        ("k MEDIUMINT(7) ZEROFILL", "(0),(7),(42),(16777215),(8)"),
        ("k DECIMAL(30,10)", "(-12345678901234567890.0123456789),(-0.0000000001),(0),(0.5),(99999999999999999999.9999999999),(1)"),
        ("k DECIMAL(8,3) ZEROFILL", "(0),(1.5),(99999.999),(2),(3)"),
        ("k VARCHAR(20) COLLATE utf8mb4_general_ci", "('a'),('B'),(''),('ä-'),('C''\\\\x'),('😀'),('z\\n'),('a b'),('%_'),('\"')"),
        ("k VARCHAR(20) COLLATE utf8mb4_bin", "('a'),('A'),('b'),('B'),(''),('ä'),('Ä'),('😀'),('ab')"),
        ("k CHAR(10) CHARACTER SET latin1", "('a'),('B'),('ÿ'),('€'),(''),('ß'),('z'),('œ')"),
        ("k VARCHAR(10) CHARACTER SET latin1 COLLATE latin1_german2_ci", "('ß'),('st'),('sr'),('ae'),('ö'),('of'),('a')"),
        ("k VARCHAR(10) CHARACTER SET latin2 COLLATE latin2_czech_cs", "('ch'),('c'),('d'),('č'),('h'),('i'),('CH')"),
        ("k VARCHAR(10) CHARACTER SET sjis", "('表'),('ソ'),('a'),('ｱ'),('漢字'),('能')"),
        ("k VARCHAR(10) CHARACTER SET cp932", "('表'),('①'),('a'),('ｱ'),('漢字')"),
        ("k VARCHAR(10) CHARACTER SET gbk", "('誠'),('a'),('中'),('國'),('b')"),
        ("k VARCHAR(10) CHARACTER SET big5", "('功'),('a'),('中'),('國'),('b')"),
        ("k VARCHAR(10) CHARACTER SET ucs2", "('a'),('ö'),('中'),('B'),('')"),
        ("k VARCHAR(10) CHARACTER SET utf16", "('a'),('😀'),('中'),('B'),('')"),
        ("k VARCHAR(10) CHARACTER SET utf16le", "('a'),('😀'),('中'),('B'),('')"),
        ("k VARCHAR(10) CHARACTER SET utf32", "('a'),('😀'),('中'),('B'),('')"),
        ("k VARCHAR(10) CHARACTER SET utf8mb3 COLLATE utf8mb3_turkish_ci", "('ı'),('i'),('j'),('h'),('Z')"),
        ("k VARCHAR(10) CHARACTER SET koi8r", "('а'),('Б'),('я'),('a'),('ё')"),
        ("k VARCHAR(10) CHARACTER SET tis620", "('ก'),('แก'),('เก'),('a'),('ข')"),
        ("k VARCHAR(10) CHARACTER SET ujis", "('あ'),('ｱ'),('a'),('漢'),('b')"),
        ("k VARCHAR(10) CHARACTER SET euckr", "('가'),('a'),('나'),('b')"),
        ("k BINARY(3)", "(x'000000'),(x'ff0000'),(x'00ff00'),('abc'),(x'610000'),(x'27275c')"),
        ("k VARBINARY(8)", "(''),(x'00'),(x'0000'),(x'ff'),(x'ff00'),('abc'),(x'5c27')"),
        ("k DATE", "('0000-00-00'),('2024-02-31'),('2024-00-10'),('1582-10-10'),('9999-12-31'),('2024-02-28'),('0001-01-01')"),
        ("k DATETIME(6)", "('0000-00-00'),('2024-01-01 00:00:00.000001'),('2024-01-01'),('9999-12-31 23:59:59.999999'),('2024-02-30 01:02:03')"),
        ("k DATETIME", "('1000-01-01'),('2024-01-01 00:00:01'),('2024-01-01'),('2024-10-27 02:30:00')"),
        ("k TIMESTAMP(3)", "('2024-10-27 00:30:00'),('2024-10-27 01:30:00.5'),('1970-01-01 00:00:01'),('2038-01-19 03:14:07.999'),('0000-00-00')"),
        ("k TIME(6)", "('-838:59:59'),('-00:00:00.000001'),('00:00:00'),('838:59:59'),('12:00:00.5')"),
        ("k YEAR", "(0),(1901),(2155),(2024),(2000)"),
        ("k BIT(1)", "(0),(1)"),
        ("k BIT(64)", "(0),(1),(18446744073709551615),(9223372036854775808),(255),(256)"),
        ("k INT, l VARCHAR(5)", "(1,'b'),(1,'a'),(2,''),(2,'x'),(-1,'z'),(1,'c'),(3,'d')"),
        ("k VARCHAR(5) CHARACTER SET latin1, l DATETIME(3), m DECIMAL(5,2)",
            "('a','2024-01-01',1),('a','2024-01-01',2),('a','2024-01-02',-1),('B','2024-01-01',0.5),('b','2024-01-01',0.25),('ö','2023-01-01',9)"),
    ];

    private static readonly (string Definition, string Values)[] MariaDbOnly =
    [
        ("k UUID", "('00000000-0000-0000-0000-000000000000'),('f47ac10b-58cc-4372-a567-0e02b2c3d479'),('ffffffff-ffff-ffff-ffff-ffffffffffff'),('123e4567-e89b-12d3-a456-426655440000')"),
        ("k INET6", "('::'),('::1'),('ffff::'),('::ffff:1.2.3.4'),('2001:db8::1')"),
        ("k INET4", "('0.0.0.0'),('1.2.3.4'),('255.255.255.255'),('10.0.0.1')"),
        ("k VARCHAR(10) COLLATE utf8mb4_nopad_bin", "('a'),('a '),('a  '),('b'),('')"),
        ("k VARCHAR(10) COLLATE utf8mb4_uca1400_ai_ci", "('a'),('b'),('ç'),('😀'),('')"),
    ];

    private static readonly (string Definition, string Values)[] MySqlOnly =
    [
        ("k VARCHAR(10) CHARACTER SET gb18030", "('誠'),('a'),('😀'),('國'),('b')"),
        ("k VARCHAR(10) COLLATE utf8mb4_0900_ai_ci", "('a'),('a '),('b'),('ç'),('😀'),('')"),
        ("k VARCHAR(10) COLLATE utf8mb4_ja_0900_as_cs_ks", "('あ'),('ア'),('い'),('漢'),('a'),('A')"),
        ("k INT, PRIMARY KEY (k DESC)", "(1),(2),(3),(-5),(7)"),
        ("k INT, l INT, PRIMARY KEY (k DESC, l)", "(1,1),(1,2),(2,1),(2,5),(0,0),(1,3)"),
    ];

    [Theory]
    [MemberData(nameof(Keys))]
    public async Task Every_row_comes_once_from_every_place(string server, string definition, string values)
    {
        await using var bench = await NewAsync(server);
        var key = definition.Contains("PRIMARY KEY", StringComparison.Ordinal) ? "" : $", PRIMARY KEY ({Columns(definition)})";
        await bench.SqlAsync($"""
            SET sql_mode = 'ALLOW_INVALID_DATES', time_zone = '+00:00';
            CREATE TABLE a (id INT PRIMARY KEY); INSERT INTO a VALUES (1),(2);
            CREATE TABLE t (v INT DEFAULT 5, {definition}{key});
            INSERT INTO t ({Columns(definition)}) VALUES {values};
            SET @n = 0; UPDATE t SET v = (@n := @n + 1);
            CREATE TABLE u (id INT PRIMARY KEY); INSERT INTO u VALUES (1);
            """);
        var count = int.Parse(await bench.SqlAsync("SELECT COUNT(*) FROM t"), CultureInfo.InvariantCulture);
        var (whole, places) = await ReadAsync(bench);
        Assert.Equal(count + 3, whole.Count);
        Assert.Equal(count + 3, whole.Distinct().Count());
        Assert.True(places.Count >= count + 3);
        var within = places.First(place => place.Progress is { Table: { } table, Key.IsEmpty: false } && table.EndsWith(".t", StringComparison.Ordinal)).Progress;
        Assert.Contains("\trange\tPRIMARY\tPRIMARY\t", await ExplainAsync(bench, within), StringComparison.Ordinal);
        foreach (var (rows, progress) in places)
        {
            await bench.ResumeAsync(progress);
            var rest = await bench.ReadToEndAsync(2);
            Assert.Equal(whole.Skip(rows), rest.Select(Text));
            Assert.DoesNotContain(bench.Log, line => line.Contains("from its start", StringComparison.Ordinal));
        }
    }

    private static string Columns(string definition) =>
        string.Join(", ", new[] { "k", "l", "m" }.Where(column => (", " + definition).Contains($", {column} ", StringComparison.Ordinal)));

    // How the server would read the rest of table t.
    private static async Task<string> ExplainAsync(SnapshotBench bench, SnapshotProgress progress)
    {
        var id = new TableId(bench.Database, "t");
        await using var connection = await MySqlConnection.ConnectAsync(SourceServers.Config(bench.Server), CancellationToken.None);
        var facts = (await TableFactsReader.ReadAsync(connection, [bench.Database], CancellationToken.None))[id];
        var table = CapturedTable.For(bench.History.Catalog.Find(id)!, bench.Model)!;
        var statement = CopyPlan.For(table, facts, bench.Model, new ConversionReport(FailureMode.Skip, null), connection.Server.IsMariaDb).Statement(progress);
        return await bench.SqlAsync($"SET sql_mode = 'ALLOW_INVALID_DATES'; EXPLAIN {(connection.Server.IsMariaDb ? "" : "FORMAT=TRADITIONAL ")}{statement}");
    }

    private static string Text(SnapshotRow row) => $"{row.Topic} {row.Key} {row.After}";

    // All rows one by one, and the place after each.
    private static async Task<(List<string> Rows, List<(int Rows, SnapshotProgress Progress)> Places)> ReadAsync(SnapshotBench bench)
    {
        await bench.BeginAsync();
        var texts = new List<string>();
        var places = new List<(int, SnapshotProgress)>();
        for (var more = true; more;)
        {
            (var rows, more) = await bench.ReadAsync(maxRows: 1);
            texts.AddRange(rows.Select(Text));
            places.Add((texts.Count, bench.Reader!.Progress));
        }

        return (texts, places);
    }

    private async Task<SnapshotBench> NewAsync(string name, params (string Name, string Value)[] options)
    {
        var server = await servers.GetAsync(name);
        return await SnapshotBench.OnAsync(server, await server.CreateDatabaseAsync(), options);
    }
}
