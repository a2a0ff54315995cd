using System.Collections.Immutable;
using ConnectRuntime.MySql.Binlog;
using ConnectRuntime.MySql.Client.Payloads;
using ConnectRuntime.MySql.Tables;
using ConnectRuntime.MySql.Tests.Values.Rig;
using ConnectRuntime.MySql.Values.Rules;

namespace ConnectRuntime.MySql.Tests.Values;

/// <summary>Rows that do not have all columns, columns that nobody wants, rules, and what a TABLE_MAP event says of its columns.</summary>
public class ImageTests
{
    private static readonly ColumnModel Id = new("id", SqlType.Int) { IsNullable = false };
    private static readonly ColumnModel Name = new("name", SqlType.VarChar) { Length = 20, Charset = "utf8mb4" };

    [Fact]
    public void Columns_that_are_not_present_are_unavailable()
    {
        var row = new TestRow().With(Id, ColumnType.Long).With(Name, ColumnType.VarChar, 80).With(Name with { Name = "b" }, ColumnType.VarChar, 80);
        Assert.Equal(["1", "unavailable", "x"], row.Read([0xFC, 1, 0, 0, 0, 1, (byte)'x'], [0b101]));
        Assert.Equal(["1", "unavailable", CellText.Null], row.Read([0xFE, 1, 0, 0, 0], [0b101]));
        Assert.Equal(["unavailable", "unavailable", "unavailable"], row.Read([], [0]));
    }

    [Fact]
    public void The_null_bitmap_counts_present_columns_across_bytes()
    {
        var row = new TestRow();
        for (var i = 0; i < 20; i++)
        {
            row.With(new ColumnModel($"c{i}", SqlType.TinyInt), ColumnType.Tiny);
        }

        // Every second column is present; of those the first and the last are null.
        var cells = row.Read([0b0000_0001, 0b1111_1110, 1, 2, 3, 4, 5, 6, 7, 8], [0x55, 0x55, 0x55]);
        string[] expected = [CellText.Null, "1", "2", "3", "4", "5", "6", "7", "8", CellText.Null];
        Assert.Equal(expected, cells.Where((_, i) => i % 2 == 0));
        Assert.All(cells.Where((_, i) => i % 2 == 1), cell => Assert.Equal("unavailable", cell));
    }

    [Fact]
    public void Columns_that_are_not_captured_are_passed_over()
    {
        var row = new TestRow().Without(ColumnType.Blob, 3).With(Id, ColumnType.Long).Without(ColumnType.Decimal, (10 << 8) + 2).Without(ColumnType.Bit, 9)
            .With(Name, ColumnType.VarChar, 80);
        Assert.Equal(["7", "ab"], row.Read([0, 2, 0, 0, 9, 9, 7, 0, 0, 0, 1, 2, 3, 4, 5, 1, 2, 2, (byte)'a', (byte)'b']));
        Assert.Equal(["7", "ab"], row.Read([0b1101, 7, 0, 0, 0, 2, (byte)'a', (byte)'b']));
    }

    [Fact]
    public void The_character_set_of_the_event_is_the_truth()
    {
        var latin = new TestRow { Metadata = new TableMapMetadata { Collations = [8] } }.With(Name, ColumnType.VarChar, 80);
        Assert.Equal(["ä"], latin.Read([0, 1, 0xE4]));
        var binary = new TestRow { Metadata = new TableMapMetadata { Collations = [63] } }.With(Name, ColumnType.VarChar, 80);
        Assert.Equal(["ä"], binary.Read([0, 2, 0xC3, 0xA4]));
    }
}
