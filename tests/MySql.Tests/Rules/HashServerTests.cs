using System.Text;
using ConnectRuntime.MySql.Tables;
using ConnectRuntime.MySql.Tests.Rig;
using ConnectRuntime.MySql.Values.Rules;
using ConnectRuntime.Records;

namespace ConnectRuntime.MySql.Tests.Rules;

/// <summary>Hashes against those that a server computes.</summary>
public sealed class HashServerTests(SourceServers servers)
{
    private const string Salt = "CzQMA0cB5K";

    private static readonly string[] Values = ["", "a", "Grüße 😀", new string('x', 100_000)];

    [Theory]
    [InlineData("MD5", "MD5(@t)")]
    [InlineData("SHA-1", "SHA1(@t)")]
    [InlineData("SHA-256", "SHA2(@t, 256)")]
    [InlineData("sha-384", "SHA2(@t, 384)")]
    [InlineData("SHA-512", "SHA2(@t, 512)")]
    public async Task A_hash_is_that_of_salt_and_text_cut_to_the_column(string algorithm, string sql)
    {
        var server = await servers.GetAsync(SourceServers.MariaDb);
        foreach (var value in Values)
        {
            var hex = Convert.ToHexString(Encoding.UTF8.GetBytes(value));
            var expected = await server.QueryAsync($"SET @t = CONCAT('{Salt}', CONVERT(x'{hex}' USING utf8mb4)); SELECT {sql}");
            Assert.Equal(expected, Hash(algorithm, new ColumnModel("c", SqlType.LongText), value));
            Assert.Equal(expected[..20], Hash(algorithm, new ColumnModel("c", SqlType.VarChar) { Length = 20 }, value));
            Assert.Equal(expected[..1], Hash(algorithm, new ColumnModel("c", SqlType.Enum) { Members = ["a"] }, value));
        }
    }

    [Fact]
    public void Null_and_what_is_not_known_have_no_hash()
    {
        var rule = Rule("SHA-256", new ColumnModel("c", SqlType.Text));
        var batch = new RecordBatch();
        Assert.Equal(Cell.Null, rule.Apply(Cell.Null, batch));
        Assert.Equal(Cell.Unavailable, rule.Apply(Cell.Unavailable, batch));
    }

    [Theory]
    [InlineData("SHA-256", true)]
    [InlineData("md5", true)]
    [InlineData("SHA", true)]
    [InlineData("SHA-224", false)]
    [InlineData("CRC32", false)]
    public void Known_hashes_have_javas_names(string name, bool isKnown) => Assert.Equal(isKnown, RuleHash.IsKnown(name));

    private static string Hash(string algorithm, ColumnModel column, string value)
    {
        var batch = new RecordBatch();
        return Encoding.UTF8.GetString(batch[Rule(algorithm, column).Apply(batch.AddText(value), batch)]);
    }

    private static CellRule Rule(string algorithm, ColumnModel column) =>
        CellRule.For(new ColumnRule(ColumnRuleKind.Hash) { Algorithm = algorithm, Salt = Salt }, column)!;
}
