using ConnectRuntime.Configuration;
using ConnectRuntime.Errors;

namespace ConnectRuntime.Api.Tests.Configuration.Parsing;

public class ProblemTests
{
    [Fact]
    public void All_problems_come_at_once_in_the_order_of_the_spec()
    {
        var result = SampleSpec.Parse(
            ("pk.mode", "recordkey"), ("batch.size", "0"), ("dialect.name", "Pg"), ("connection.pool.size", "3"),
            ("db.timezone.mode", "local"), ("zebra", "1"), ("consumer.overide.group.id", "g"));
        Assert.Equal(
            """
            CFG001: Cannot use 'pk.mode': 'recordkey' was found, one of none, kafka, record_key, record-value is required. Did you mean 'record_key'?
            CFG001: Cannot use 'batch.size': '0' was found, a whole number from 1 to 1000000 is required. Change it, or remove it to get the default '3000'.
            CFG002: Cannot do without 'connection.url': it is not set, a text is required. Set it.
            CFG005: Cannot use 'connection.pool.size': it is an option of another product, it means nothing here. Connections are pooled by the driver.
            CFG003: Cannot use 'consumer.overide.group.id': no option has this name, a known name is required. Did you mean 'consumer.override.group.id'?
            CFG006: Cannot use 'db.timezone.mode': it is not supported, leaving it out would change the data. Write timestamps in UTC.
            CFG005: Cannot use 'dialect.name': it is an option of another product, it means nothing here. The dialect is recognised from the address.
            CFG004: Cannot use 'zebra': no option has this name, a known name is required. Remove it.
            """,
            string.Join('\n', result.Problems.Select(problem => problem.ToString())));
        Assert.Equal(5, result.Errors.Count());
        Assert.False(result.IsValid);
    }

    [Fact]
    public void Require_throws_one_exception_with_all_errors()
    {
        var error = Assert.Throws<ConnectException>(
            () => SampleSpec.Parse(("batch.size", "x"), ("zebra", "1")).Require("connector 'orders'"));
        Assert.Equal(ErrorKind.Config, error.Kind);
        Assert.Equal(
            """
            CFG010: Cannot use the configuration of connector 'orders': 2 errors were found, none is allowed. Correct:
              CFG001: Cannot use 'batch.size': 'x' was found, a whole number from 1 to 1000000 is required. Change it, or remove it to get the default '3000'.
              CFG002: Cannot do without 'connection.url': it is not set, a text is required. Set it.
            """,
            error.Message);
    }

    [Fact]
    public void Empty_input_gives_defaults_and_misses_what_is_required()
    {
        var result = SampleSpec.Parse();
        Assert.Equal(["connection.url"], result.Errors.Select(error => error.Key));
    }

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    public void An_empty_required_text_is_missing(string text) =>
        Assert.Equal(
            "Cannot do without 'connection.url': it is empty, a text is required. Set it.",
            Assert.Single(SampleSpec.Parse(("connection.url", text)).Errors).Message);

    [Fact]
    public void A_null_counts_as_not_set()
    {
        var config = SampleSpec.Parse(("connection.url", "u"), ("batch.size", null)).Require("x");
        Assert.False(config.IsSet(SampleSpec.BatchSize));
        Assert.Equal(3000, config.Get(SampleSpec.BatchSize));
    }

    [Fact]
    public void Good_values_are_typed_and_known_to_be_set()
    {
        var config = SampleSpec
            .Parse(("connection.url", "u"), ("batch.size", "3000"), ("pk.mode", "RECORD_KEY"), ("pk.fields", "a, b")).Require("x");
        Assert.True(config.IsSet(SampleSpec.BatchSize));
        Assert.Equal(PkMode.RecordKey, config.Get(SampleSpec.Mode));
        Assert.Equal(["a", "b"], config.Get(SampleSpec.Fields));
        Assert.Equal("a, b", config.Raw["pk.fields"]);
    }

    [Fact]
    public void An_option_that_is_not_read_is_neither_required_nor_silently_left_out()
    {
        var result = SampleSpec.Parse(("connection.url", "u"), ("pk.fields", "a"));
        Assert.Equal(
            "CFG011: Cannot use 'pk.fields': it is read only while pk.mode is one of record_key, kafka. Remove it or change pk.mode.",
            Assert.Single(result.Problems).ToString());
        Assert.False(result.Require("x").IsVisible(SampleSpec.Fields));
    }

    [Fact]
    public void An_older_name_works_with_a_warning_and_not_beside_the_new_one()
    {
        var old = SampleSpec.Parse(("connection.url", "u"), ("rows.per.batch", "7"));
        Assert.Equal(
            "CFG007: Cannot rely on 'rows.per.batch': it is an older name, 'batch.size' is required. Rename it.",
            Assert.Single(old.Problems).ToString());
        Assert.Equal(7, old.Require("x").Get(SampleSpec.BatchSize));

        var both = SampleSpec.Parse(("connection.url", "u"), ("rows.per.batch", "7"), ("batch.size", "8"));
        Assert.Equal("CFG008", Assert.Single(both.Errors).Code);
    }

    [Fact]
    public void An_option_that_is_read_with_this_value_is_required() =>
        Assert.Equal(
            "Cannot do without 'pk.fields': it is not set, a list separated by commas is required "
            + "while pk.mode is one of record_key, kafka. Set it.",
            Assert.Single(SampleSpec.Parse(("connection.url", "u"), ("pk.mode", "record_key")).Errors).Message);

    [Fact]
    public void A_rule_reports_in_the_same_list()
    {
        var result = SampleSpec.Parse(("connection.url", "u"), ("pk.mode", "kafka"), ("pk.fields", "a,b"), ("batch.size", "x"));
        Assert.Equal(["CFG001", "CFG009"], result.Errors.Select(error => error.Code));
        Assert.Equal(
            "Cannot use 'pk.fields': 2 names are listed, three are required with pk.mode=kafka. List three.",
            result.Errors.Last().Message);
    }

    [Fact]
    public void A_rule_that_needs_a_bad_option_is_left_out() =>
        Assert.Equal(
            "CFG001",
            Assert.Single(SampleSpec.Parse(("connection.url", "u"), ("pk.mode", "kafkaa"), ("pk.fields", "a")).Errors).Code);

    [Fact]
    public void A_long_value_is_cut_and_kept_on_one_line()
    {
        var error = Assert.Single(SampleSpec.Parse(("connection.url", "u"), ("batch.size", "1\n" + new string('9', 5000))).Errors);
        Assert.Contains($"'1 {new string('9', 198)}…' was found", error.Message, StringComparison.Ordinal);
    }
}
