using System.Text;
using ConnectRuntime.MySql.Tables;
using ConnectRuntime.MySql.Values.Rules;
using ConnectRuntime.Records;

namespace ConnectRuntime.MySql.Tests.Rules;

/// <summary>Rules of columns on single cells.</summary>
public sealed class CellRuleTests
{
    private static readonly ColumnModel Text = new("c", SqlType.Text);

    [Theory]
    [InlineData(0, "")]
    [InlineData(5, "*****")]
    public void A_mask_hides_every_value_and_null(int number, string expected)
    {
        var rule = CellRule.For(new ColumnRule(ColumnRuleKind.Mask) { Number = number }, Text)!;
        var batch = new RecordBatch();
        foreach (var cell in (Cell[])[batch.AddText("secret"), batch.AddText(""), Cell.Null, Cell.Unavailable])
        {
            var masked = rule.Apply(cell, batch);
            Assert.True(masked.Is(FieldKind.String));
            Assert.Equal(expected, Encoding.UTF8.GetString(batch[masked]));
        }
    }

    // Values of records that Debezium 3.6.1 wrote.
    [Theory]
    [InlineData("SHA-256", "CzQMA0cB5K", 40, "a@example.org", "ba6efe985c9641faf5904bf495e522de71eae60c")]
    [InlineData("SHA-256", "CzQMA0cB5K", 40, "", "38bc986eb4a5475fab16ac693f6c1b4c2445600d")]
    [InlineData("MD5", "x", 10, "abc", "6ffeb24dbe")]
    [InlineData("MD5", "x", 10, "zzzzzzzz", "fa6bd06dcd")]
    public void A_hash_is_debeziums(string algorithm, string salt, int length, string value, string expected)
    {
        var rule = new ColumnRule(ColumnRuleKind.Hash) { Algorithm = algorithm, Salt = salt };
        var batch = new RecordBatch();
        var hash = CellRule.For(rule, new ColumnModel("c", SqlType.VarChar) { Length = length })!.Apply(batch.AddText(value), batch);
        Assert.Equal(expected, Encoding.UTF8.GetString(batch[hash]));
    }

    [Theory]
    [InlineData("Ängström", "Ängs")]
    [InlineData("Émile 😀 long", "Émil")]
    [InlineData("nöte", "nöte")]
    public void A_truncation_is_debeziums(string value, string expected)
    {
        var batch = new RecordBatch();
        var rule = CellRule.For(new ColumnRule(ColumnRuleKind.Truncate) { Number = 4 }, new ColumnModel("c", SqlType.VarChar) { Length = 30 })!;
        Assert.Equal(expected, Encoding.UTF8.GetString(batch[rule.Apply(batch.AddText(value), batch)]));
    }

    // .NET's strings count as Java's do.
    [Fact]
    public void A_truncation_keeps_what_a_substring_keeps_but_no_half_character()
    {
        var seed = Environment.TickCount;
        TestContext.Current.TestOutputHelper?.WriteLine($"seed {seed}");
        var random = new Random(seed);
        for (var i = 0; i < 5000; i++)
        {
            var text = string.Concat(Enumerable.Range(0, random.Next(12)).Select(_ => ((string[])["a", "é", "€", "😀"])[random.Next(4)]));
            var most = random.Next(1, 14);
            var expected = text.Length > most ? text[..most] : text;
            expected = expected.Length > 0 && char.IsHighSurrogate(expected[^1]) ? expected[..^1] : expected;
            var batch = new RecordBatch();
            var rule = CellRule.For(new ColumnRule(ColumnRuleKind.Truncate) { Number = most }, Text)!;
            Assert.Equal(expected, Encoding.UTF8.GetString(batch[rule.Apply(batch.AddText(text), batch)]));
        }
    }

    [Fact]
    public void A_truncation_cuts_bytes_and_leaves_null_and_what_is_not_known()
    {
        var rule = CellRule.For(new ColumnRule(ColumnRuleKind.Truncate) { Number = 2 }, new ColumnModel("c", SqlType.Blob))!;
        var batch = new RecordBatch();
        var cell = Cell.Bytes(batch.AddBytes([0xF0, 0x80, 0x01]), 3);
        Assert.Equal([0xF0, 0x80], batch[rule.Apply(cell, batch)].ToArray());
        Assert.Equal(Cell.Null, rule.Apply(Cell.Null, batch));
        Assert.Equal(Cell.Unavailable, rule.Apply(Cell.Unavailable, batch));
    }

    [Theory]
    [InlineData(SqlType.Char, 10, true, true)]
    [InlineData(SqlType.VarChar, 3, true, false)]
    [InlineData(SqlType.VarChar, 4, true, true)]
    [InlineData(SqlType.LongText, -1, true, true)]
    [InlineData(SqlType.Enum, -1, true, false)]
    [InlineData(SqlType.Set, -1, true, true)]
    [InlineData(SqlType.Json, -1, false, true)]
    [InlineData(SqlType.VarBinary, 10, false, true)]
    [InlineData(SqlType.Binary, 3, false, false)]
    [InlineData(SqlType.LongBlob, -1, false, true)]
    [InlineData(SqlType.Int, -1, false, false)]
    [InlineData(SqlType.Timestamp, -1, false, false)]
    [InlineData(SqlType.Bit, 64, false, false)]
    public void Rules_apply_to_the_types_that_debezium_applies_them_to(object type, int length, bool isHidden, bool isCut)
    {
        var column = new ColumnModel("c", (SqlType)type) { Length = length, Members = ["a", "b", "c"] };
        Assert.Equal(isHidden, CellRule.For(new ColumnRule(ColumnRuleKind.Mask) { Number = 3 }, column) is not null);
        Assert.Equal(isHidden, CellRule.For(new ColumnRule(ColumnRuleKind.Hash) { Algorithm = "MD5", Salt = "" }, column) is not null);
        Assert.Equal(isCut, CellRule.For(new ColumnRule(ColumnRuleKind.Truncate) { Number = 3 }, column) is not null);
    }

    [Fact]
    public void Schemas_tell_of_rules()
    {
        Assert.Equal("masked=true", Parameters(new ColumnRule(ColumnRuleKind.Mask), Text));
        Assert.Equal("masked=true", Parameters(new ColumnRule(ColumnRuleKind.Hash), new ColumnModel("c", SqlType.Int)));
        Assert.Equal("truncateLength=7", Parameters(new ColumnRule(ColumnRuleKind.Truncate) { Number = 7 }, Text));
        Assert.Equal("", Parameters(new ColumnRule(ColumnRuleKind.Truncate) { Number = 7 }, new ColumnModel("c", SqlType.VarChar) { Length = 7 }));
        Assert.Equal("", Parameters(new ColumnRule(ColumnRuleKind.None) { PropagatesType = true }, Text));
        Assert.Equal("", Parameters(null, Text));

        static string Parameters(ColumnRule? rule, ColumnModel column)
        {
            var builder = SchemaBuilder.Of(FieldKind.String);
            CellRule.Describe(rule, column, builder);
            return string.Join(", ", builder.Build().Parameters.Select(pair => $"{pair.Key}={pair.Value}"));
        }
    }

    [Fact]
    public void A_rules_text_has_no_salt() =>
        Assert.Equal("hash with SHA-256", new ColumnRule(ColumnRuleKind.Hash) { Algorithm = "SHA-256", Salt = "pepper" }.ToString());

    [Fact]
    public void Nothing_is_allocated_once_it_is_warm()
    {
        CellRule[] rules =
        [
            CellRule.For(new ColumnRule(ColumnRuleKind.Mask) { Number = 9 }, Text)!,
            CellRule.For(new ColumnRule(ColumnRuleKind.Truncate) { Number = 3 }, Text)!,
            CellRule.For(new ColumnRule(ColumnRuleKind.Hash) { Algorithm = "SHA-256", Salt = "salt" }, Text)!,
        ];
        var batch = new RecordBatch();
        var allocated = 0L;
        for (var round = 0; round < 3; round++)
        {
            allocated = GC.GetAllocatedBytesForCurrentThread();
            for (var i = 0; i < 1000; i++)
            {
                batch.Clear();
                var cell = batch.AddText("Grüße");
                foreach (var rule in rules)
                {
                    rule.Apply(cell, batch);
                }
            }

            allocated = GC.GetAllocatedBytesForCurrentThread() - allocated;
        }

        Assert.Equal(0, allocated);
    }
}
