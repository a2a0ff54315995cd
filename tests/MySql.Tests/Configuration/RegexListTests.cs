using ConnectRuntime.MySql.Configuration;

namespace ConnectRuntime.MySql.Tests.Configuration;

/// <summary>Lists are split as Debezium's <c>Strings.listOfRegex</c> splits them; expected items are its answers.</summary>
public class RegexListTests
{
    [Theory]
    [InlineData(@"a\,b,c", "a,b|c")]
    [InlineData(" a , b ", "a|b")]
    [InlineData("", "")]
    [InlineData("a,,b", "a|b")]
    [InlineData(@"a\\,b", @"a\\|b")]
    [InlineData(@"x\.y , z\d+ ", @"x\.y|z\d+")]
    [InlineData(@"a, b\,", "a|b,")]
    public void A_list_is_split(string text, string items) => Assert.Equal(items, string.Join('|', RegexList.Split(text, ',')));

    [Fact]
    public void A_comma_that_is_not_escaped_ends_an_expression() =>
        Assert.Contains("'a{1'", RegexList.Parse("a{1,2},(").Problem, StringComparison.Ordinal);

    [Theory]
    [InlineData("(", "'('")]
    [InlineData("a.b,[", "'['")]
    public void A_bad_expression_is_named(string text, string item) => Assert.StartsWith(item, RegexList.Parse(text).Problem, StringComparison.Ordinal);

    [Fact]
    public void A_whole_name_is_matched_in_any_case()
    {
        var list = RegexList.Parse(@"shop\.orders,crm\..*");
        Assert.True(list.Matches("shop.orders"));
        Assert.True(list.Matches("SHOP.Orders"));
        Assert.True(list.Matches("crm.a"));
        Assert.False(list.Matches("shop.orders2"));
        Assert.False(list.Matches("x.shop.orders"));
        Assert.Equal(2, list.Count);
    }

    [Fact]
    public void An_escaped_comma_counts_inside_an_expression() => Assert.True(RegexList.Parse(@"a{1\,2}").Matches("aa"));
}
