using ConnectRuntime.Errors;
using ConnectRuntime.Records;
using ConnectRuntime.Transforms.Routing;

namespace ConnectRuntime.Transforms.Tests.Routing;

/// <summary>Names as Kafka Connect makes them; the expected ones are what java.util.regex of Java 17 gives with matches and replaceFirst.</summary>
public class RegexRouterTests
{
    [Theory]
    // Documentation of Kafka Connect and Debezium.
    [InlineData("(.*)-table", "$1", "orders-table", "orders")]
    [InlineData("([^.]+)\\.([^.]+)\\.([^.]+)", "$3", "server.db.orders", "orders")]
    [InlineData(".*", "all", "anything", "all")]
    // Whole name, then the first match: an alternative that matched the whole may match less when it is looked for.
    [InlineData("a|ab", "x", "ab", "xb")]
    [InlineData("[a-z]*?", "p-", "abc", "p-abc")]
    [InlineData("orders", "x", "my-orders", "my-orders")]
    [InlineData("orders", "x", "orders2", "orders2")]
    // Groups.
    [InlineData("(a)(b)(c)", "$3$2$1", "abc", "cba")]
    [InlineData("(a)b", "$11", "ab", "a1")]
    [InlineData("(a)(b)?(c)", "x$2x", "ac", "xx")]
    [InlineData("(?<db>[^.]+)\\.(.+)", "$2-${db}", "shop.orders", "orders-shop")]
    [InlineData("(x)(?<n>y)(z)", "$1.$2.$3", "xyz", "x.y.z")]
    [InlineData("(?<n>y)(z)\\k<n>\\2", "$2", "yzyz", "z")]
    [InlineData("(.)\\1b", "$0_", "aab", "aab_")]
    [InlineData("(a)(b)(c)(d)(e)(f)(g)(h)(i)(j)", "$10$1", "abcdefghij", "ja")]
    [InlineData("(?i)(ORDERS)", "$1", "Orders", "Orders")]
    [InlineData("(?i:o)rders", "x", "Orders", "x")]
    // What .NET spells in another way.
    [InlineData("\\Qa.b\\E-(.*)", "$1", "a.b-c", "c")]
    [InlineData("\\Qa.b\\E-(.*)", "$1", "axb-c", "axb-c")]
    [InlineData("\\Qa.b", "x", "a.b", "x")]
    [InlineData("\\p{Alpha}+(\\p{Digit}+)", "t$1", "orders7", "t7")]
    [InlineData("[\\p{Lower}_]+", "x", "or_ders", "x")]
    [InlineData("[\\p{Lower}_]+", "x", "Orders", "Orders")]
    [InlineData("\\P{Upper}+", "x", "orders", "x")]
    [InlineData("\\p{L}+\\pN", "x", "orders7", "x")]
    [InlineData("(?<!y)orders(?=)", "x", "orders", "x")]
    [InlineData("(?>or)ders", "x", "orders", "x")]
    [InlineData("o{1,2}rders", "x", "orders", "x")]
    public void The_whole_name_matches_and_the_first_match_is_replaced(string regex, string replacement, string topic, string expected)
    {
        var bound = TransformRig.Make<RegexRouter>("regex", regex, "replacement", replacement).Bind(Shop.Flat with { Topic = topic });
        Assert.Equal(expected, bound?.Output.Topic ?? topic);
    }

    [Fact]
    public void Only_the_topic_changes_and_rows_are_not_touched()
    {
        var batch = new RecordBatch();
        Shop.Add(batch, Shop.Envelope, 1);
        Shop.AddTombstone(batch, Shop.Envelope, 2);
        var rows = batch.Rows.ToArray();
        var transform = TransformRig.Make<RegexRouter>("regex", "shop\\.(.*)", "replacement", "crm.$1");
        Assert.False(transform.Bind(Shop.Envelope)!.HasRowWork);
        TransformRig.Apply(transform, batch);
        Assert.Equal(Shop.Envelope with { Topic = "crm.customers" }, batch.Streams[0]);
        Assert.Equal(rows, batch.Rows.ToArray());
        Assert.Null(transform.Bind(Shop.Flat with { Topic = "other" }));
        Assert.Null(TransformRig.Make<RegexRouter>("regex", "(.*)", "replacement", "$1").Bind(Shop.Flat));
    }

    [Theory]
    [InlineData("a(", "Java's syntax")]
    [InlineData("a++", "possessive")]
    [InlineData("a*+b", "possessive")]
    [InlineData("a{2}+", "possessive")]
    [InlineData("[a[bc]]", "classes in classes")]
    [InlineData("[a-z&&[^b]]", "classes in classes")]
    [InlineData("(?x)a", "Java's syntax")]
    [InlineData("(?#words)a", "Java's syntax")]
    [InlineData("(?'n'a)", "Java's syntax")]
    [InlineData("\\y", "Java's syntax")]
    [InlineData("a\\", "Java's syntax")]
    [InlineData("\\k<no>", "Java's syntax")]
    [InlineData("\\p{Nothing}", "Java's syntax")]
    public void A_regex_that_cannot_be_used_refuses_the_configuration(string regex, string words)
    {
        var problem = Assert.Single(TransformRig.Parse(new RegexRouter(), "regex", regex, "replacement", "x").Errors);
        Assert.Equal("regex", problem.Key);
        Assert.Contains(words, problem.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("$2")]
    [InlineData("$")]
    [InlineData("a$x")]
    [InlineData("${no}")]
    [InlineData("${n")]
    [InlineData("a\\")]
    public void A_replacement_that_cannot_be_used_does_too(string replacement)
    {
        var problem = Assert.Single(TransformRig.Parse(new RegexRouter(), "regex", "(?<n>a)b", "replacement", replacement).Errors);
        Assert.Equal("replacement", problem.Key);
    }

    [Fact]
    public void Both_options_are_required() => Assert.Equal(2, TransformRig.Parse(new RegexRouter()).Errors.Count());

    [Theory]
    [InlineData("a\\$b", "a$b")]
    [InlineData("\\\\", "\\")]
    [InlineData("a b", "a b")]
    [InlineData("..", "..")]
    [InlineData("ü", "ü")]
    public void A_name_that_no_topic_can_have_is_an_error_that_shows_it(string replacement, string name)
    {
        var transform = TransformRig.Make<RegexRouter>("regex", "orders", "replacement", replacement);
        var failure = TransformRig.Expect(ErrorKind.Config, "RTR", "001", () => transform.Bind(Shop.Flat with { Topic = "orders" }));
        Assert.Contains($"'{name}'", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_catastrophic_pattern_is_answered_at_once_or_given_up_after_a_second()
    {
        var topic = Shop.Flat with { Topic = new string('a', 60) + "-" };
        Assert.Null(TransformRig.Make<RegexRouter>("regex", "(a+)+", "replacement", "x").Bind(topic));
        var slow = TransformRig.Make<RegexRouter>("regex", "((a+)+)(?=b)", "replacement", "x");
        TransformRig.Expect(ErrorKind.Config, "RTR", "002", () => slow.Bind(topic));
    }

    [Fact]
    public void Ten_thousand_topics_are_bound_each_once()
    {
        var transform = TransformRig.Make<RegexRouter>("regex", "t(\\d+)", "replacement", "shop.$1");
        var batch = new RecordBatch();
        for (var i = 0; i < 10_000; i++)
        {
            Shop.Add(batch, Shop.Flat with { Topic = $"t{i}" }, i);
        }

        TransformRig.Apply(transform, batch);
        Assert.Equal(Enumerable.Range(0, 10_000).Select(i => $"shop.{i}"), batch.Streams.Select(stream => stream.Topic));
    }
}
