using ConnectRuntime.MySql.Tables;
using ConnectRuntime.MySql.Values.Rules;

namespace ConnectRuntime.MySql.Tests.Configuration;

/// <summary>Columns get the rules of the options.</summary>
public class ColumnRulesTests
{
    private static readonly TableId Table = new("a", "t");

    [Theory]
    [InlineData("column.mask.with.3.chars", "a.t.c", "mask with 3 characters")]
    [InlineData("column.mask.with.0.chars", "a.t.c", "mask with 0 characters")]
    [InlineData("column.truncate.to.2.chars", @"A\.T\.C", "truncate to 2 characters")]
    [InlineData("column.mask.hash.v2.SHA-256.with.salt.abc", "a.t.c", "hash with SHA-256")]
    [InlineData("column.mask.with.3.chars", @"x.y.z, a\.t\.c{1\,2}", "mask with 3 characters")]
    [InlineData("column.mask.with.3.chars", "a.t.d", null)]
    public void A_column_has_a_rule(string option, string columns, string? expected) => Assert.Equal(expected, Of((option, columns))?.ToString());

    [Fact]
    public void A_salt_may_hold_dots_and_is_not_shown()
    {
        var rule = Of(("column.mask.hash.v2.SHA-256.with.salt.a.b.c", "a.t.c"))!;
        Assert.Equal(("SHA-256", "a.b.c", ColumnRuleKind.Hash), (rule.Algorithm, rule.Salt, rule.Kind));
    }

    [Fact]
    public void Of_several_rules_the_one_that_shows_least_wins()
    {
        var all = new[]
        {
            ("column.truncate.to.2.chars", "a.t.c"), ("column.mask.hash.v2.SHA-256.with.salt.abc", "a.t.c"), ("column.mask.with.5.chars", "a.t.c"),
            ("column.mask.with.3.chars", ".*"), ("column.truncate.to.1.chars", "a.t.c"),
        };
        Assert.Equal("mask with 3 characters", Of(all)!.ToString());
        Assert.Equal("hash with SHA-256", Of(all[..2])!.ToString());
        Assert.Equal("truncate to 1 characters", Of(all[0], all[4])!.ToString());
    }

    [Theory]
    [InlineData("column.propagate.source.type", ".*", true)]
    [InlineData("datatype.propagate.source.type", @".+\.INT UNSIGNED", true)]
    [InlineData("datatype.propagate.source.type", @"a\.t\.int unsigned", true)]
    [InlineData("datatype.propagate.source.type", ".+[.]INT", false)]
    [InlineData("datatype.propagate.source.type", "INT UNSIGNED", false)]
    public void A_schema_tells_the_type_of_the_source(string option, string value, bool expected) =>
        Assert.Equal(expected, Sample.Model((option, value)).Columns.Of(Table, new ColumnModel("c", SqlType.Int) { IsUnsigned = true })?.PropagatesType ?? false);

    [Fact]
    public void A_type_is_told_of_a_masked_column_too()
    {
        var rule = Of(("column.propagate.source.type", ".*"), ("column.mask.with.3.chars", "a.t.c"))!;
        Assert.Equal((ColumnRuleKind.Mask, true), (rule.Kind, rule.PropagatesType));
        Assert.Null(Of());
    }

    [Theory]
    [InlineData("column.mask.with.x.chars", "a.t.c")]
    [InlineData("column.mask.with.3", "a.t.c")]
    [InlineData("column.truncate.to.0.chars", "a.t.c")]
    [InlineData("column.truncate.to.2.chars", "(")]
    [InlineData("column.mask.hash.v2.FOO.with.salt.abc", "a.t.c")]
    [InlineData("column.mask.hash.v2.SHA-256", "a.t.c")]
    [InlineData("column.mask.hash.v2.SHA-256.with.salt.abc", " , ")]
    [InlineData("column.mask.hash.SHA-256.with.salt.abc", "a.t.c")]
    public void A_bad_option_is_an_error(string option, string value) => Assert.Equal(option, Assert.Single(Sample.Parse((option, value)).Errors).Key);

    private static ColumnRule? Of(params (string Name, string Value)[] options) =>
        Sample.Model(options).Columns.Of(Table, new ColumnModel("c", SqlType.VarChar) { Length = 10 });
}
