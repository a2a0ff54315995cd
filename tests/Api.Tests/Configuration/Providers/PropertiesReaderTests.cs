using ConnectRuntime.Configuration.Providers;

namespace ConnectRuntime.Api.Tests.Configuration.Providers;

/// <summary>Cases from the description of <c>java.util.Properties.load</c>.</summary>
public class PropertiesReaderTests
{
    [Theory]
    [InlineData("Truth = Beauty", "Truth", "Beauty")]
    [InlineData(" Truth:Beauty", "Truth", "Beauty")]
    [InlineData("Truth                    :Beauty", "Truth", "Beauty")]
    [InlineData("fruits      apple, banana, \\\n            pear", "fruits", "apple, banana, pear")]
    [InlineData("cheeses", "cheeses", "")]
    [InlineData("cheeses=\\", "cheeses", "")]
    [InlineData("a\\:b\\=c\\ d=e", "a:b=c d", "e")]
    [InlineData("k=\\u00e4\\t\\z\\\\", "k", "ä\tz\\")]
    [InlineData("# c\n! d\n\nk=v # not a comment", "k", "v # not a comment")]
    [InlineData("k=1\r\nk=2\r\n", "k", "2")]
    [InlineData("k==v", "k", "=v")]
    [InlineData("k=v  ", "k", "v  ")]
    public void One_entry(string text, string key, string value)
    {
        var entry = Assert.Single(PropertiesReader.Read(text));
        Assert.Equal((key, value), (entry.Key, entry.Value));
    }

    [Theory]
    [InlineData("")]
    [InlineData("\n\n# only a comment \\\n")]
    public void No_entry(string text) => Assert.Empty(PropertiesReader.Read(text));
}
