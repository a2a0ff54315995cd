using ConnectRuntime.Errors;
using ConnectRuntime.MySql.Client.Gtids;

namespace ConnectRuntime.MySql.Client.Tests.Gtids;

/// <summary>Positions by MariaDB's GTIDs.</summary>
public class MariaDbGtidListTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("0-1-100", "0-1-100")]
    [InlineData(" 1-2-7 , 0-1-100,", "0-1-100,1-2-7")]
    [InlineData("0-1-100,0-2-90", "0-1-100")]
    [InlineData("0-2-90,0-1-100", "0-1-100")]
    [InlineData("4294967295-4294967295-18446744073709551615", "4294967295-4294967295-18446744073709551615")]
    public void Texts_become_canonical(string text, string canonical) =>
        Assert.Equal(canonical, MariaDbGtidList.Parse(text).ToString());

    [Theory]
    [InlineData("nonsense")]
    [InlineData("0-1")]
    [InlineData("0-1-2-3")]
    [InlineData("0-1--2")]
    [InlineData("4294967296-1-1")]
    [InlineData("3e11fa47-71ca-11e1-9e33-c80aa9429562:1")]
    public void Texts_that_are_no_list_are_refused(string text) =>
        Assert.Equal("MYC022", Assert.Throws<ConnectException>(() => MariaDbGtidList.Parse(text)).Code);

    [Fact]
    public void Positions_move_and_compare()
    {
        var list = MariaDbGtidList.Parse("0-1-100,2-5-3");
        var later = list.With(new MariaDbGtid(0, 2, 101)).With(new MariaDbGtid(1, 1, 1));

        Assert.Equal("0-2-101,1-1-1,2-5-3", later.ToString());
        Assert.True(later.Contains(list) && later.Contains(new MariaDbGtid(0, 1, 50)));
        Assert.False(list.Contains(later) || list.Contains(new MariaDbGtid(3, 1, 1)) || list.Contains(new MariaDbGtid(0, 1, 101)));
        Assert.Equal(later, list.Union(later));
        Assert.Equal("2-5-3", list.Where(g => g.Domain == 2).ToString());
        Assert.Equal("0-1-99", list.Where(g => g.Domain == 0).With(new MariaDbGtid(0, 1, 99)).ToString());
        Assert.True(MariaDbGtidList.Empty.IsEmpty && list.Contains(MariaDbGtidList.Empty));
        Assert.NotEqual(list.GetHashCode(), later.GetHashCode());
    }
}
