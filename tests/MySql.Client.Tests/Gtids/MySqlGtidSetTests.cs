using ConnectRuntime.Errors;
using ConnectRuntime.MySql.Client.Gtids;
using ConnectRuntime.MySql.Client.Tests.Rig;

namespace ConnectRuntime.MySql.Client.Tests.Gtids;

/// <summary>Sets of GTIDs, compared with what MySQL's own functions make of them.</summary>
public class MySqlGtidSetTests(ClientServers servers)
{
    private const string A = "3e11fa47-71ca-11e1-9e33-c80aa9429562";
    private const string B = "ffffffff-0000-4000-8000-000000000001";

    [Theory]
    [InlineData("", "")]
    [InlineData("  ,\n , ", "")]
    [InlineData($"{A}:1", $"{A}:1")]
    [InlineData($"{A}:1-5:7-7:6", $"{A}:1-7")]
    [InlineData($"{A}:9:1-3:5", $"{A}:1-3:5:9")]
    [InlineData($"3E11FA47-71CA-11E1-9E33-C80AA9429562:1-5,\n{A}:8", $"{A}:1-5:8")]
    [InlineData($"{B}:1, {A}:2", $"{A}:2,{B}:1")]
    [InlineData($"{A}:Tag_1:1-3:2-5:1-2", $"{A}:tag_1:1-5")]
    [InlineData($"{A}:1-5:tag:1-3:other:7", $"{A}:1-5:other:7:tag:1-3")]
    [InlineData($"{A}:1-9223372036854775806", $"{A}:1-9223372036854775806")]
    [InlineData($"{A}:5-3", "")]
    public void Texts_become_canonical(string text, string canonical)
    {
        var set = MySqlGtidSet.Parse(text);
        Assert.Equal(canonical, set.ToString());
        Assert.Equal(set, MySqlGtidSet.Parse(canonical));
        Assert.Equal(canonical.Length == 0, set.IsEmpty);
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData(A)]
    [InlineData($"{A}:0")]
    [InlineData($"{A}:1-")]
    [InlineData($"{A}:-1")]
    [InlineData($"{A}:1-2-3")]
    [InlineData($"{A}:9223372036854775807")]
    [InlineData($"{A}:9tag:1")]
    [InlineData("0-1-100")]
    public void Texts_that_are_no_set_are_refused(string text) =>
        Assert.Equal("MYC022", Assert.Throws<ConnectException>(() => MySqlGtidSet.Parse(text)).Code);

    [Fact]
    public async Task Operations_agree_with_the_server()
    {
        await using var connection = await servers.ConnectAsync(Names.MySql);
        var random = new Random(20240102);
        var sql = new List<string>();
        var ours = new List<string?>();
        for (var i = 0; i < 150; i++)
        {
            var (x, y) = (Make(random), Make(random));
            sql.Add($"SELECT GTID_SUBTRACT('{x}', '{y}'), GTID_SUBSET('{x}', '{y}'), GTID_SUBTRACT('{x},{y}', ''), GTID_SUBTRACT('{x}', GTID_SUBTRACT('{x}', '{y}'))");
            var (left, right) = (MySqlGtidSet.Parse(x), MySqlGtidSet.Parse(y));
            ours.AddRange([$"{left.Subtract(right)}", right.Contains(left) ? "1" : "0", $"{left.Union(right)}", $"{left.Intersect(right)}"]);
        }

        var theirs = await connection.RowsAsync(string.Join(" UNION ALL ", sql), TestContext.Current.CancellationToken);
        Assert.Equal(ours, theirs.SelectMany(r => r).Select(c => c!.Replace("\n", "", StringComparison.Ordinal)));
    }

    [Fact]
    public void Transactions_are_added_one_by_one()
    {
        var source = new GtidSource(Guid.Parse(A), "");
        var tagged = new GtidSource(Guid.Parse(A), "t");
        var start = MySqlGtidSet.Parse($"{A}:1-5:9,{B}:1");
        var tracker = new MySqlGtidTracker(start);
        var set = start;
        foreach (var (s, number) in new[] { (source, 10L), (source, 11), (tagged, 1), (source, 7), (source, 6), (source, 8), (source, 3), (tagged, 2) })
        {
            tracker.Add(s, number);
            set = set.Add(s, number);
            Assert.True(set.Contains(s, number));
        }

        Assert.Equal($"{A}:1-11:t:1-2,{B}:1", set.ToString());
        Assert.Equal(set, tracker.ToSet());
        Assert.Equal(set.GetHashCode(), tracker.ToSet().GetHashCode());
        Assert.Equal(14, set.Count);
        Assert.Equal($"{A}:1-5:9,{B}:1", start.ToString());
        Assert.False(start.Contains(source, 6) || start.Contains(source, 0) || start.Contains(tagged, 1));
        Assert.Equal($"{B}:1", set.Where(s => s.Uuid == Guid.Parse(B)).ToString());
        Assert.Equal(new GtidInterval(1, 11), set.Intervals(source)[0]);
    }

    // Bytes by hand from the layout: counts, UUIDs as their digits read, ends exclusive.
    [Theory]
    [InlineData("", "0000000000000000")]
    [InlineData(
        $"{A}:1-5:8",
        "0100000000000000" + "3e11fa4771ca11e19e33c80aa9429562" + "0200000000000000"
        + "0100000000000000" + "0600000000000000" + "0800000000000000" + "0900000000000000")]
    [InlineData(
        $"{A}:1:ab:2-3",
        "0102000000000001" + "3e11fa4771ca11e19e33c80aa9429562" + "00" + "0100000000000000" + "0100000000000000" + "0200000000000000"
        + "3e11fa4771ca11e19e33c80aa9429562" + "046162" + "0100000000000000" + "0200000000000000" + "0400000000000000")]
    public void Sets_have_their_bytes(string text, string hex)
    {
        Assert.Equal(hex, Convert.ToHexStringLower(GtidSetBlock.Write(MySqlGtidSet.Parse(text))));
        Assert.Equal(text, GtidSetBlock.Read(Convert.FromHexString(hex)).ToString());
    }

    [Fact]
    public void Bytes_that_are_no_set_are_refused()
    {
        Assert.Equal("MYC007", Assert.Throws<ConnectException>(() => GtidSetBlock.Read([1, 0, 0, 0, 0, 0, 0, 0])).Code);
        var inverted = "0100000000000000" + "3e11fa4771ca11e19e33c80aa9429562" + "0100000000000000" + "0600000000000000" + "0500000000000000";
        Assert.Equal("MYC023", Assert.Throws<ConnectException>(() => GtidSetBlock.Read(Convert.FromHexString(inverted))).Code);
    }

    private static string Make(Random random)
    {
        var parts = new List<string>();
        for (var i = random.Next(4); i >= 0; i--)
        {
            var tag = random.Next(3) switch { 0 => ":tag", 1 => ":other_tag", _ => "" };
            var first = random.Next(1, 30);
            parts.Add($"{(random.Next(2) == 0 ? A : B)}{tag}:{first}-{first + random.Next(12)}:{random.Next(1, 45)}");
        }

        return string.Join(',', parts);
    }
}
