using System.Text.RegularExpressions;
using ConnectRuntime.Configuration;

namespace ConnectRuntime.Api.Tests.Configuration.Keys;

public class ValueTypeTests
{
    [Theory]
    [InlineData("true", true)]
    [InlineData(" FALSE ", false)]
    public void Bool_good(string text, bool expected) => Assert.Equal(expected, Read(ConfigKey.Bool("k"), text));

    [Theory]
    [InlineData("yes")]
    [InlineData("1")]
    [InlineData("")]
    public void Bool_bad(string text) => Refuses(ConfigKey.Bool("k").Default(true), text, "true or false");

    [Theory]
    [InlineData("-2147483648", int.MinValue)]
    [InlineData(" +7 ", 7)]
    public void Int_good(string text, int expected) => Assert.Equal(expected, Read(ConfigKey.Int("k"), text));

    [Theory]
    [InlineData("2147483648")]
    [InlineData("1.0")]
    [InlineData("1,000")]
    [InlineData("0x10")]
    [InlineData("")]
    public void Int_bad(string text) => Refuses(ConfigKey.Int("k").Default(1), text, "a whole number");

    [Theory]
    [InlineData("0")]
    [InlineData("11")]
    public void Range_bad(string text) => Refuses(ConfigKey.Int("k").Range(1, 10), text, "a whole number from 1 to 10");

    [Fact]
    public void Long_short_and_double_good()
    {
        Assert.Equal(9_223_372_036_854_775_807, Read(ConfigKey.Long("k"), "9223372036854775807"));
        Assert.Equal((short)-5, Read(ConfigKey.Short("k"), "-5"));
        Assert.Equal(1500.0, Read(ConfigKey.Double("k"), "1.5e3"));
    }

    [Theory]
    [InlineData("NaN")]
    [InlineData("1e999")]
    [InlineData("1,5")]
    public void Double_bad(string text) => Refuses(ConfigKey.Double("k"), text, "a number");

    [Fact]
    public void String_is_trimmed_and_verbatim_is_not()
    {
        Assert.Equal("a b", Read(ConfigKey.String("k"), "  a b\n"));
        Assert.Equal("\t", Read(ConfigKey.Verbatim("k").Default(","), "\t"));
    }

    [Fact]
    public void A_delimiter_of_blanks_is_a_value_of_a_required_verbatim_option() => Assert.Equal("\t", Read(ConfigKey.Verbatim("k"), "\t"));

    [Fact]
    public void Password_keeps_its_text_to_itself()
    {
        var secret = Read(ConfigKey.Password("k"), "pa55word\n");
        Assert.Equal("pa55word", secret.Reveal());
        Assert.Equal("[hidden]", $"{secret}");
        Assert.Equal(new Secret("pa55word"), secret);
    }

    [Fact]
    public void List_drops_blanks_and_empty_items() => Assert.Equal(["a", "b c"], Read(ConfigKey.List("k"), " a ,, b c ,"));

    [Fact]
    public void List_of_enum_reads_each_item()
    {
        Assert.Equal([PkMode.RecordKey, PkMode.None], Read(ConfigKey.Enum<PkMode>("k").AsList(), "record_key,NONE"));
        Refuses(
            ConfigKey.Enum<PkMode>("k").AsList(),
            "none,nine",
            "a list separated by commas, each one of none, kafka, record_key, record-value");
    }

    [Theory]
    [InlineData("record_key", "RecordKey")]
    [InlineData("RECORD_KEY", "RecordKey")]
    [InlineData("Record-Value", "RecordValue")]
    public void Enum_good(string text, string expected) => Assert.Equal(expected, Read(ConfigKey.Enum<PkMode>("k"), text).ToString());

    [Theory]
    [InlineData("2")]
    [InlineData("record key")]
    [InlineData("")]
    public void Enum_bad(string text) =>
        Refuses(ConfigKey.Enum<PkMode>("k").Default(PkMode.None), text, "one of none, kafka, record_key, record-value");

    [Theory]
    [InlineData(WordShape.Sha256Hash, "sha256_hash")]
    [InlineData(WordShape.UTCOffset, "utc_offset")]
    [InlineData(WordShape.Plain, "plain")]
    public void Enum_members_are_spelt_in_snake_case(WordShape value, string expected) =>
        Assert.Equal(expected, ConfigKey.Enum<WordShape>("k").Default(value).Definition.Default);

    [Fact]
    public void OneOf_gives_the_declared_spelling() => Assert.Equal("Gzip", Read(ConfigKey.OneOf("k", "None", "Gzip"), "gZIP"));

    [Fact]
    public void Regex_good_and_bad()
    {
        Assert.Matches(Read(ConfigKey.Regex("k"), "^a+$"), "aaa");
        Assert.Equal(RegexOptions.CultureInvariant, Read(ConfigKey.Regex("k"), "a").Options);
        Refuses(ConfigKey.Regex("k"), "a(", "a regular expression");
    }

    [Theory]
    [InlineData("1500", 1_500)]
    [InlineData("250ms", 250)]
    [InlineData("30 s", 30_000)]
    [InlineData("5m", 300_000)]
    [InlineData("2H", 7_200_000)]
    [InlineData("1d", 86_400_000)]
    public void Milliseconds_good(string text, double expected) =>
        Assert.Equal(expected, Read(ConfigKey.Milliseconds("k"), text).TotalMilliseconds);

    [Theory]
    [InlineData("1.5s")]
    [InlineData("3 weeks")]
    [InlineData("s")]
    [InlineData("9223372036854775807d")]
    public void Milliseconds_bad(string text) =>
        Refuses(ConfigKey.Milliseconds("k"), text, "a duration in milliseconds, or with a unit as in 30s of at least 0");

    [Fact]
    public void Milliseconds_knows_no_end_where_a_range_allows_it()
    {
        Assert.Equal(Timeout.InfiniteTimeSpan, Read(ConfigKey.Milliseconds("k").Default(0).AtLeast(-1), "-1"));
        Refuses(ConfigKey.Milliseconds("k"), "-1", "a duration in milliseconds, or with a unit as in 30s of at least 0");
    }

    [Theory]
    [InlineData("10", 10)]
    [InlineData("64MiB", 67_108_864)]
    [InlineData("5 kB", 5_000)]
    [InlineData("2gib", 2_147_483_648)]
    public void Bytes_good(string text, long expected) => Assert.Equal(expected, Read(ConfigKey.Bytes("k"), text));

    [Fact]
    public void Bytes_bad() =>
        Refuses(ConfigKey.Bytes("k").Range(1, 100), "1MB", "a size in bytes, or with a unit as in 64MiB from 1 to 100");

    [Fact]
    public void Charset_knows_ebcdic_and_writes_no_mark()
    {
        Assert.Equal([0xC8, 0x89], Read(ConfigKey.Charset("k"), "IBM037").GetBytes("Hi"));
        Assert.Empty(Read(ConfigKey.Charset("k"), "utf-8").GetPreamble());
        Refuses(ConfigKey.Charset("k"), "utf-9", "the name of a character encoding such as UTF-8 or ISO-8859-1");
    }

    [Fact]
    public void TimeZone_good_and_bad()
    {
        Assert.Equal(TimeSpan.FromMinutes(-330), Read(ConfigKey.TimeZone("k"), "-05:30").BaseUtcOffset);
        Assert.Equal(TimeSpan.FromHours(1), Read(ConfigKey.TimeZone("k"), "Europe/Berlin").BaseUtcOffset);
        Refuses(ConfigKey.TimeZone("k"), "Mars/Base", "a time zone such as Europe/Berlin, UTC or +02:00");
    }

    [Fact]
    public void Class_good_and_bad()
    {
        Assert.Equal("com.x.OrdersSink", Read(ConfigKey.Class("k"), "com.x.OrdersSink"));
        Refuses(ConfigKey.Class("k"), "Orders Sink", "the name of a plugin class");
    }

    [Fact]
    public void Custom_reads_with_the_authors_code()
    {
        var key = ConfigKey.Custom("k", "a version such as 1.2", Version.Parse);
        Assert.Equal(new Version(1, 2), Read(key, "1.2"));
        Refuses(key, "one", "a version such as 1.2");
    }

    [Fact]
    public void Must_states_what_is_required()
    {
        var key = ConfigKey.Int("k").Range(0, 10).Must(value => value % 2 == 0, "an even number");
        Assert.Equal(4, Read(key, "4"));
        Refuses(key, "3", "an even number");
        Assert.Equal("a whole number from 0 to 10 and an even number", key.Definition.Requirement);
    }

    private static T Read<T>(ConfigKey<T> key, string text) =>
        ConfigSpec.Of(key).Parse(new Dictionary<string, string?> { ["k"] = text }).Require("x").Get(key);

    private static void Refuses<T>(ConfigKey<T> key, string text, string requirement)
    {
        var error = Assert.Single(ConfigSpec.Of(key).Parse(new Dictionary<string, string?> { ["k"] = text }).Errors);
        Assert.Equal("CFG001", error.Code);
        Assert.Contains($" was found, {requirement} is required.", error.Message, StringComparison.Ordinal);
    }
}

/// <summary>Names whose words are not all alike.</summary>
public enum WordShape
{
    Plain,
    Sha256Hash,
    UTCOffset,
}
