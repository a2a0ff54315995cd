using ConnectRuntime.Connectors;
using ConnectRuntime.MySql.Tables;

namespace ConnectRuntime.MySql.Tests.Checks;

/// <summary>What is to be known about the captured tables.</summary>
public class TableCheckTests
{
    [Fact]
    public void Captured_tables_are_listed()
    {
        var found = Judged.Judge(Judged.Good(), ("table.include.list", "shop.*")).Single(result => result.Subject == "tables");
        Assert.Equal((CheckSeverity.Ok, "1 of 1 table is captured: shop.orders."), (found.Severity, found.Message));
    }

    [Theory]
    [InlineData("table.include.list", @"shop\.order", new[] { "tables", "table.include.list" })]
    [InlineData("table.include.list", @"shop\.orders,shop\.lines", new[] { "table.include.list" })]
    [InlineData("database.include.list", "shop,crm", new[] { "database.include.list" })]
    [InlineData("column.exclude.list", @"shop\.orders\.note,.*\.nope", new[] { "column.exclude.list" })]
    [InlineData("snapshot.include.collection.list", @"shop\.x", new[] { "snapshot.include.collection.list" })]
    [InlineData("message.key.columns", "shop.orders:nope", new[] { "message.key.columns" })]
    [InlineData("message.key.columns", "shop.orders:note", new string[0])]
    public void What_matches_nothing_is_a_warning(string option, string value, string[] subjects)
    {
        var found = Judged.Judge(Judged.Good(), (option, value)).Where(result => result.Severity != CheckSeverity.Ok).ToArray();
        Assert.Equal(subjects, found.Select(result => result.Subject));
        Assert.All(found, result => Assert.Equal(CheckSeverity.Warning, result.Severity));
    }

    [Theory]
    [InlineData(null, false, false, "shop.log")]
    [InlineData(null, true, false, null)]
    [InlineData(null, true, true, "shop.log")]
    [InlineData("shop.log:a", false, false, null)]
    public void Tables_without_a_key_are_listed(string? option, bool isUnique, bool isNullable, string? expected)
    {
        var table = Judged.Table("shop.log", new ColumnModel("a", SqlType.Int) { IsNullable = isNullable }) with { UniqueKeys = isUnique ? [new KeyModel("u", ["a"])] : [] };
        var facts = Judged.Good() with { Tables = [Judged.Orders, table] };
        var found = Judged.Judge(facts, option is null ? [] : [("message.key.columns", option)]).Single(result => result.Subject == "keys");
        Assert.Equal(expected is null ? CheckSeverity.Ok : CheckSeverity.Warning, found.Severity);
        Assert.Contains(expected ?? "Every", found.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "", true)]
    [InlineData("bigint.unsigned.handling.mode", "precise", false)]
    [InlineData("column.exclude.list", ".*[.]n", false)]
    public void Columns_of_BIGINT_UNSIGNED_are_listed(string option, string value, bool isFound)
    {
        var facts = Judged.Good() with
        {
            Tables =
            [
                Judged.Orders with
                {
                    Columns = [.. Judged.Orders.Columns, new ColumnModel("n", SqlType.BigInt) { IsUnsigned = true }, new ColumnModel("m", SqlType.BigInt)],
                },
            ],
        };
        var found = Judged.Judge(facts, option.Length == 0 ? [] : [(option, value)]).Where(result => result.Severity != CheckSeverity.Ok).ToArray();
        Assert.Equal(isFound ? ["bigint.unsigned.handling.mode"] : [], found.Select(result => result.Subject));
        Assert.All(found, result => Assert.Contains("1 column of BIGINT UNSIGNED: shop.orders.n.", result.Message, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("column.mask.with.3.chars", "shop[.]orders[.](id|note)", "1 column that a mask or a hash does not apply to: shop.orders.id (Int).")]
    [InlineData("column.mask.hash.v2.SHA-256.with.salt.s", ".*", "shop.orders.id (Int)")]
    [InlineData("column.mask.with.3.chars", ".*[.]note", null)]
    [InlineData("column.truncate.to.3.chars", ".*", null)]
    public void Columns_that_cannot_be_hidden_are_listed(string option, string columns, string? words)
    {
        var found = Judged.Judge(Judged.Good(), (option, columns)).SingleOrDefault(result => result.Severity != CheckSeverity.Ok);
        Assert.Equal(words is null ? null : ("columns", CheckSeverity.Warning), found is null ? default((string, CheckSeverity)?) : (found.Subject, found.Severity));
        Assert.Contains(words ?? "", found?.Message ?? "", StringComparison.Ordinal);
    }

    [Fact]
    public void Engines_without_transactions_are_listed()
    {
        var found = Judged.Single(Judged.Good() with { PlainEngines = new Dictionary<TableId, string> { [new("shop", "orders")] = "MyISAM" } });
        Assert.Equal(CheckSeverity.Warning, found.Severity);
        Assert.Contains("shop.orders (MyISAM)", found.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("none", 2)]
    [InlineData("avro", 0)]
    [InlineData("avro_unicode", 0)]
    public void Names_that_Avro_does_not_allow_are_found(string mode, int errors)
    {
        var table = Judged.Table("shop.order-lines", new ColumnModel("unit price", SqlType.Int) { IsNullable = false });
        var facts = Judged.Good() with { Tables = [table with { PrimaryKey = new KeyModel("PRIMARY", ["unit price"]) }] };
        var found = Judged.Judge(facts, ("schema.name.adjustment.mode", mode), ("field.name.adjustment.mode", mode)).Where(result => result.Severity != CheckSeverity.Ok).ToArray();
        Assert.Equal(errors, found.Length);
        Assert.All(found, result => Assert.Contains("=avro", result.Message, StringComparison.Ordinal));
    }

    [Fact]
    public void Names_that_become_one_are_found()
    {
        var twice = Judged.Table("shop.a_b", new ColumnModel("a-b", SqlType.Int), new ColumnModel("a_b", SqlType.Int)) with { PrimaryKey = new KeyModel("PRIMARY", ["a_b"]) };
        var other = Judged.Table("shop.a$b", new ColumnModel("id", SqlType.Int)) with { PrimaryKey = new KeyModel("PRIMARY", ["id"]) };
        var found = Judged.Judge(Judged.Good() with { Tables = [twice, other] }, ("field.name.adjustment.mode", "avro"), ("schema.name.adjustment.mode", "avro"))
            .Where(result => result.Severity == CheckSeverity.Error).ToArray();
        Assert.Equal(["columns", "topics"], found.Select(result => result.Subject));
        Assert.StartsWith("MYF002", found[0].Message, StringComparison.Ordinal);
        Assert.StartsWith("MYF001", found[1].Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("0", "warn", null)]
    [InlineData("1", "fail", null)]
    [InlineData("1", "warn", null)]
    public void A_number_of_tables_that_is_allowed(string most, string action, CheckSeverity? severity) =>
        Assert.Equal(severity, Judged.Judge(Judged.Good(), ("guardrail.collections.max", most), ("guardrail.collections.limit.action", action))
            .SingleOrDefault(result => result.Severity != CheckSeverity.Ok)?.Severity);

    [Theory]
    [InlineData("warn", CheckSeverity.Warning)]
    [InlineData("fail", CheckSeverity.Error)]
    public void A_number_of_tables_that_is_not_allowed(string action, CheckSeverity severity)
    {
        var facts = Judged.Good() with { Tables = [Judged.Orders, Judged.Orders with { Id = new("shop", "other") }] };
        Assert.Equal(severity, Judged.Single(facts, ("guardrail.collections.max", "1"), ("guardrail.collections.limit.action", action)).Severity);
    }
}
