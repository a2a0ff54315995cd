using System.Text.RegularExpressions;
using ConnectRuntime.MySql.Configuration;

namespace ConnectRuntime.MySql.Tests.Configuration;

/// <summary>Expressions that Java and .NET read differently mean what Java means; expected answers are those of <c>java.util.regex</c> 17.</summary>
public class JavaPatternTests
{
    [Theory]
    [InlineData(@"\d+", "17", true)]
    [InlineData(@"\d+", "١٧", false)]
    [InlineData(@"\w+", "ab_1", true)]
    [InlineData(@"\w+", "ä", false)]
    [InlineData(@"\W", "ä", true)]
    [InlineData(@"[\w.]+", "a.b", true)]
    [InlineData(@"\Qa.b\E.", "a.bc", true)]
    [InlineData(@"\Qa.b\E.", "axbc", false)]
    [InlineData(@"\Qa+", "a+", true)]
    [InlineData(@"\p{Alpha}+", "abc", true)]
    [InlineData(@"\p{Alpha}+", "ä", false)]
    [InlineData(@"\p{L}+", "ä", true)]
    [InlineData(@"\P{Digit}", "x", true)]
    [InlineData(@"[\p{Digit}x]+", "1x2", true)]
    [InlineData(@"a\.b", "a.b", true)]
    [InlineData(@"(?!tmp_).*", "tmp_a", false)]
    [InlineData(@"(?!tmp_).*", "orders", true)]
    [InlineData(@"(a)\1", "aa", true)]
    [InlineData(@"[^a]", "b", true)]
    [InlineData("a{1,2}", "aa", true)]
    [InlineData("a{2,}", "a", false)]
    [InlineData("[{]a}", "{a}", true)]
    [InlineData(@"a{2}+?", "aa", null)]
    public void A_text_matches_as_in_Java(string pattern, string text, bool? expected)
    {
        if (expected is null)
        {
            Assert.Throws<FormatException>(() => RegexList.Compile(pattern));
            return;
        }

        Assert.Equal(expected, RegexList.Compile(pattern).IsMatch(text));
    }

    [Theory]
    [InlineData("a*+")]
    [InlineData("a++")]
    [InlineData("[a-z&&[^b]]")]
    [InlineData("[a[b]]")]
    [InlineData(@"\R")]
    [InlineData(@"\p{javaLowerCase}")]
    [InlineData(@"[\D]")]
    [InlineData(@"a\")]
    [InlineData("a{1")]
    [InlineData("{1}")]
    [InlineData("a{,2}")]
    [InlineData(@"\x{41}")]
    public void What_has_no_counterpart_is_refused(string pattern) => Assert.Throws<FormatException>(() => RegexList.Compile(pattern));

    [Fact]
    public void Names_with_many_repetitions_are_matched_in_no_time()
    {
        var regex = RegexList.Compile("(a+)+b");
        Assert.True(regex.Options.HasFlag(RegexOptions.NonBacktracking));
        Assert.DoesNotMatch(regex, new string('a', 5_000));
    }
}
