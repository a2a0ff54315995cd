using ConnectRuntime.MySql.Configuration;
using ConnectRuntime.MySql.Tables;

namespace ConnectRuntime.MySql.Tests.Configuration;

/// <summary>Tables are captured as Debezium's <c>RelationalTableFilters</c> capture them; expected answers are its own.</summary>
public class TableFilterTests
{
    [Theory]
    [InlineData("", "", "a.b", "mysql.user MySQL.user sys.x performance_schema.q information_schema.q")]
    [InlineData("table.ignore.builtin", "false", "a.b mysql.user", "")]
    [InlineData("table.include.list", @"mysql\.user", "", "a.b mysql.user")]
    [InlineData("database.include.list", "a,b.*", "a.x A.x bcd.y", "xa.z ab.q")]
    [InlineData("database.exclude.list", "a", "bcd.y", "a.x A.x")]
    [InlineData("table.include.list", @"a\.x, A.Y", "a.x A.X a.y", "a.xx aby.q a.z")]
    [InlineData("table.include.list", "a[.].*", "a.x", "b.x")]
    [InlineData("table.exclude.list", @"a\.x", "a.y", "a.x mysql.user")]
    [InlineData("table.include.list", "`a`.`b`", "", "a.b")]
    public void Tables_pass(string name, string value, string passing, string others)
    {
        var filter = Sample.Model(name.Length == 0 ? [] : [(name, value)]).Filter;
        Assert.All(Tables(passing), id => Assert.True(filter.Captures(id), $"{id}"));
        Assert.All(Tables(others), id => Assert.False(filter.Captures(id), $"{id}"));
        Assert.All(Tables(passing), id => Assert.True(filter.Captures(id), $"{id} again"));
    }

    [Theory]
    [InlineData("database.include.list", "a.t", "b.t")]
    [InlineData("database.exclude.list", "b.t", "a.t")]
    public void Lists_of_databases_and_of_tables_hold_together(string databases, string passing, string other)
    {
        var filter = Sample.Model((databases, "a"), ("table.include.list", @"b\.t,a\.t")).Filter;
        Assert.True(filter.Captures(MySqlSourceModel.ReadTable(passing)!.Value));
        Assert.False(filter.Captures(MySqlSourceModel.ReadTable(other)!.Value));
    }

    [Fact]
    public void Columns_pass()
    {
        var table = new TableId("a", "t");
        var without = Sample.Model(("column.exclude.list", @"a\.t\.c, A.T.D")).Filter;
        Assert.Equal([false, false, true], new[] { "c", "D", "e" }.Select(column => without.Captures(table, column)));
        var with = Sample.Model(("column.include.list", @"a\.t\.(c|d)")).Filter;
        Assert.Equal([true, true, false], new[] { "c", "d", "e" }.Select(column => with.Captures(table, column)));
        Assert.False(with.Captures(new TableId("b", "t"), "c"));
        Assert.True(Sample.Model().Filter.TakesAllColumns);
    }

    [Fact]
    public void A_database_is_captured_where_a_table_of_it_can_be()
    {
        var filter = Sample.Model(("database.include.list", "shop")).Filter;
        Assert.True(filter.Captures("shop"));
        Assert.False(filter.Captures("crm"));
        Assert.False(Sample.Model().Filter.Captures("sys"));
    }

    [Fact]
    public void Ten_thousand_tables_are_remembered()
    {
        var filter = Sample.Model(("table.include.list", @"shop\.t_\d*7")).Filter;
        var tables = Enumerable.Range(0, 10_000).Select(i => new TableId("shop", $"t_{i}")).ToArray();
        Assert.Equal(1_000, tables.Count(filter.Captures));
        var before = GC.GetAllocatedBytesForCurrentThread();
        var again = 0;
        foreach (var table in tables)
        {
            again += filter.Captures(table) ? 1 : 0;
        }

        Assert.Equal((1_000, 0), (again, GC.GetAllocatedBytesForCurrentThread() - before));
    }

    private static TableId[] Tables(string names) =>
        [.. names.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(name => MySqlSourceModel.ReadTable(name)!.Value)];
}
