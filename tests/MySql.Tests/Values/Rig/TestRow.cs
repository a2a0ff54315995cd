using ConnectRuntime.MySql.Binlog;
using ConnectRuntime.MySql.Client.Payloads;
using ConnectRuntime.MySql.Configuration;
using ConnectRuntime.MySql.Tables;
using ConnectRuntime.MySql.Values;
using ConnectRuntime.MySql.Values.Rules;
using ConnectRuntime.Records;

namespace ConnectRuntime.MySql.Tests.Values.Rig;

/// <summary>A row of the binlog made by hand: its columns, and what its bytes become.</summary>
internal sealed class TestRow
{
    private readonly List<ColumnPlan?> _plans = [];
    private readonly List<TableMapColumn> _wire = [];

    /// <summary>Where values go that do not fit.</summary>
    public ConversionReport Report { get; init; } = new(FailureMode.Warn, null);

    /// <summary>What the TABLE_MAP event says beyond the shape of columns.</summary>
    public TableMapMetadata? Metadata { get; init; }

    /// <summary>The name of the table in messages.</summary>
    public static TableId Table => new("shop", "orders");

    /// <summary>Adds a column.</summary>
    public TestRow With(ColumnModel column, ColumnType wire, int meta = 0, ConversionModel? conversion = null, ColumnRule? rule = null, bool isCompressed = false)
    {
        _plans.Add(ColumnPlan.For(column, conversion ?? new ConversionModel(), rule));
        _wire.Add(new TableMapColumn(wire, meta, isCompressed));
        return this;
    }

    /// <summary>Adds a column that is not captured.</summary>
    public TestRow Without(ColumnType wire, int meta = 0)
    {
        _plans.Add(null);
        _wire.Add(new TableMapColumn(wire, meta, false));
        return this;
    }

    /// <summary>Compiles it.</summary>
    public BinlogRowPlan Plan() => BinlogRowPlan.For(new TableMapModel(Table, [.. _wire]) { Metadata = Metadata }, _plans, Report);

    /// <summary>Reads a row, null bitmap first, and returns its cells.</summary>
    public string[] Read(byte[] row, byte[]? present = null) => Read(Plan(), row, present ?? All);

    /// <summary>The bitmap of all columns.</summary>
    public byte[] All => [.. Enumerable.Repeat((byte)0xFF, (_wire.Count + 7) / 8)];

    /// <summary>Reads a row whose bytes must all be used.</summary>
    public static string[] Read(BinlogRowPlan plan, byte[] row, byte[] present)
    {
        var batch = new RecordBatch();
        var root = batch.AddStruct(plan.CellCount);
        Assert.Equal(row.Length, plan.Decode(row, present, batch, root + 1));
        Assert.Equal(row.Length, plan.Skip(row, present));
        return [.. Enumerable.Range(root + 1, plan.CellCount).Select(cell => CellText.Of(batch, batch.Cells[cell]))];
    }
}
