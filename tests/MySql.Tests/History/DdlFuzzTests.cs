using System.Diagnostics;
using System.Text;
using ConnectRuntime.MySql.Client.Servers;
using ConnectRuntime.MySql.History;
using ConnectRuntime.MySql.History.Catalog;
using ConnectRuntime.MySql.History.Ddl;
using ConnectRuntime.Testing.Connectors;

namespace ConnectRuntime.MySql.Tests.History;

/// <summary>Texts that no server wrote: cut, mixed up, made by chance, huge. Whatever comes, there is an outcome, and soon.</summary>
public class DdlFuzzTests(ITestOutputHelper output)
{
    private static readonly DdlContext[] Contexts =
    [
        new() { Server = ServerVersion.Parse("10.11.6-MariaDB"), Database = "d", ServerCollation = 45 },
        new() { Server = ServerVersion.Parse("9.7.0"), Database = "d", ServerCollation = 255, SqlMode = DdlContext.AnsiQuotes },
        new()
        {
            Server = ServerVersion.Parse("5.7.44"), SqlMode = DdlContext.NoBackslashEscapes, ExplicitDefaultsForTimestamp = false, LowerCaseTableNames = 1,
        },
    ];

    private static readonly string[] Statements =
        [.. DdlCases.All.SelectMany(entry => entry.Script.Split(";\n", StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)).Distinct()];

    [Fact]
    public async Task Every_beginning_of_every_statement_has_an_outcome()
    {
        var count = 0;
        foreach (var context in Contexts)
        {
            var history = await NewAsync();
            foreach (var sql in Statements)
            {
                for (var length = 0; length < sql.Length; length += 1 + (sql.Length / 200))
                {
                    history.Apply(sql[..length], context);
                    count++;
                }

                history.Apply(sql, context);
            }
        }

        output.WriteLine($"{count} texts");
    }

    [Fact]
    public async Task Statements_that_are_mixed_up_have_an_outcome()
    {
        var seed = Environment.TickCount;
        var random = new Random(seed);
        var history = await NewAsync();
        var problems = 0;
        for (var i = 0; i < 30_000; i++)
        {
            var sql = Mix(Statements[random.Next(Statements.Length)], random);
            try
            {
                problems += history.Apply(sql, Contexts[random.Next(Contexts.Length)]).Problem is null ? 0 : 1;
            }
            catch (Exception e)
            {
                Assert.Fail($"seed {seed}, text {i}: {e}\n{sql}");
            }
        }

        output.WriteLine($"seed {seed}: {problems} of 30000 texts could not be read");
        Assert.InRange(problems, 1000, 29_000);
    }

    [Fact]
    public async Task Huge_texts_end_soon()
    {
        var history = await NewAsync();
        var watch = Stopwatch.StartNew();
        string[] texts =
        [
            "CREATE TABLE t (a INT DEFAULT " + new string('(', 1_000_000),
            "CREATE TABLE t (a INT DEFAULT " + new string('(', 500_000) + new string(')', 500_000) + ")",
            "CREATE TABLE t (" + string.Join(',', Enumerable.Range(0, 4000).Select(i => $"c{i} VARCHAR(10) NOT NULL DEFAULT 'x' COMMENT 'some words'")) + ")",
            "CREATE TABLE t (a INT, " + string.Join(',', Enumerable.Repeat("UNIQUE (a)", 3000)) + ")",
            "CREATE TABLE t (a VARCHAR(9) DEFAULT " + string.Join(' ', Enumerable.Repeat("'a'", 200_000)) + ")",
            "CREATE TABLE t (a ENUM(" + string.Join(',', Enumerable.Range(0, 65_535).Select(i => $"'m{i}'")) + ") DEFAULT 'm65534')",
            "CREATE TABLE t (a DECIMAL(65,2000000000) DEFAULT 1, b BIT(2000000000) DEFAULT 1, c TIME(1999999999) DEFAULT '1', d BINARY(2000000000) DEFAULT 'x')",
            $"CREATE TABLE t (a DECIMAL(65,30) DEFAULT {new string('9', 500_000)}, b DOUBLE DEFAULT 1e{new string('9', 1000)})",
            "CREATE TABLE t (a INT /*!" + string.Concat(Enumerable.Repeat("/*!50000 ", 100_000)),
            "CREATE TABLE t (a INT) COMMENT '" + new string('\\', 1_000_000),
            string.Concat(Enumerable.Repeat("/* ", 500_000)),
            string.Concat(Enumerable.Repeat("SET a = 1;", 100_000)) + "CREATE TABLE last (a INT)",
            "DROP TABLE " + string.Join(',', Enumerable.Range(0, 50_000).Select(i => $"t{i}")),
            "INSERT INTO t VALUES " + string.Join(',', Enumerable.Repeat("('x; ALTER TABLE t ADD b INT')", 100_000)),
        ];
        foreach (var sql in texts)
        {
            var start = watch.Elapsed;
            history.Apply(sql, Contexts[0]);
            history.Apply(sql, Contexts[1]);
            var took = watch.Elapsed - start;
            Assert.True(took < TimeSpan.FromSeconds(20), $"{took} for {sql[..60]}");
        }

        Assert.NotNull(history.Catalog.Find(new("d", "last")));
        output.WriteLine($"{texts.Sum(text => text.Length)} characters twice in {watch.Elapsed.TotalSeconds:0.0} s");
    }

    private static async Task<SchemaHistory> NewAsync()
    {
        var history = await SchemaHistory.OpenAsync(new MemoryTaskStore(), 0, TestContext.Current.CancellationToken);
        history.Reset(new CatalogModel());
        return history;
    }

    // Words are swapped, doubled, dropped and put in; characters are changed.
    private static string Mix(string sql, Random random)
    {
        var words = sql.Split(' ').ToList();
        for (var i = random.Next(1, 5); i > 0; i--)
        {
            var at = random.Next(words.Count);
            switch (random.Next(5))
            {
                case 0:
                    words[at] = words[random.Next(words.Count)];
                    break;
                case 1:
                    words.Insert(at, Statements[random.Next(Statements.Length)].Split(' ')[0]);
                    break;
                case 2 when words.Count > 1:
                    words.RemoveAt(at);
                    break;
                case 3:
                    words.Insert(at, ((char)random.Next(1, 0x300)).ToString());
                    break;
                default:
                    var text = new StringBuilder(words[at]);
                    if (text.Length > 0)
                    {
                        text[random.Next(text.Length)] = "()'`\",;*/-#\\x0b.@=\0"[random.Next(18)];
                    }

                    words[at] = text.ToString();
                    break;
            }
        }

        return string.Join(' ', words);
    }
}
