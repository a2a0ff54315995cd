using ConnectRuntime.MySql.Client.Payloads;
using ConnectRuntime.MySql.Tables;
using ConnectRuntime.MySql.Tests.Values.Rig;
using ConnectRuntime.MySql.Values;
using ConnectRuntime.MySql.Values.Rules;
using ConnectRuntime.Records;
using ConnectRuntime.MySql.Configuration;

namespace ConnectRuntime.MySql.Tests.Values;

/// <summary>Rows allocate nothing in a warm batch, whatever their types.</summary>
public class AllocationTests
{
    private const int Rounds = 200;

    [Fact]
    public void Rows_of_the_binlog_allocate_nothing()
    {
        var row = new TestRow()
            .With(new ColumnModel("id", SqlType.Int), ColumnType.Long)
            .With(new ColumnModel("name", SqlType.VarChar) { Charset = "utf8mb4", Length = 20 }, ColumnType.VarChar, 80)
            .With(new ColumnModel("note", SqlType.VarChar) { Charset = "latin1", Length = 20 }, ColumnType.VarChar, 20)
            .With(new ColumnModel("price", SqlType.Decimal) { Length = 30, Scale = 2 }, ColumnType.Decimal, (30 << 8) + 2)
            .With(
                new ColumnModel("price", SqlType.Decimal) { Length = 30, Scale = 2 },
                ColumnType.Decimal,
                (30 << 8) + 2,
                new ConversionModel { Decimal = DecimalMode.Double })
            .With(new ColumnModel("at", SqlType.Timestamp) { FractionDigits = 6 }, ColumnType.Timestamp2, 6)
            .With(new ColumnModel("day", SqlType.Date) { IsNullable = false }, ColumnType.Date)
            .With(new ColumnModel("kind", SqlType.Set) { Members = ["a", "b"] }, ColumnType.Set, 1)
            .With(new ColumnModel("place", SqlType.Point), ColumnType.Geometry, 4)
            .With(new ColumnModel("doc", SqlType.Json), ColumnType.Json, 4)
            .With(new ColumnModel("address", SqlType.Inet6), ColumnType.String, 16)
            .With(new ColumnModel("data", SqlType.VarBinary) { Length = 9 }, ColumnType.VarChar, 9, new ConversionModel { Binary = BinaryMode.Base64 })
            .With(new ColumnModel("packed", SqlType.Blob) { IsCompressed = true }, ColumnType.Blob, 1, isCompressed: true)
            .With(new ColumnModel("hash", SqlType.VarChar) { Charset = "utf8mb4", Length = 64 }, ColumnType.VarChar, 80,
                rule: new ColumnRule(ColumnRuleKind.Hash) { Algorithm = "SHA-256", Salt = "s" });
        var bytes = Convert.FromHexString(
            "0000" + "01000000" + "03616263" + "02E4F6" + "8000000000000000000000000001" + "8000000000000000000000000001" + "65937D2501E240" + "9F1F4E" + "03"
            + "19000000" + "00000000" + "0101000000" + "000000000000F03F" + "0000000000000040" + "05000000" + "0C03616263" + "0101" + "020102" + "0889964B4C1C8C0000" + "0161");
        var plan = row.Plan();
        var present = row.All;
        var batch = new RecordBatch();
        var last = 0;
        Measure(batch, () => last = plan.Decode(bytes, present, batch, batch.AddStruct(plan.CellCount) + 1));
        Assert.Equal(bytes.Length, last);
        Assert.Equal(0, row.Report.Count);
    }

    private static void Measure(RecordBatch batch, Action row)
    {
        var least = long.MaxValue;
        for (var attempt = 0; attempt < 5 && least > 0; attempt++)
        {
            batch.Clear();
            Run(row);
            batch.Clear();
            var before = GC.GetAllocatedBytesForCurrentThread();
            Run(row);
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        Assert.Equal(0, least);
    }

    private static void Run(Action row)
    {
        for (var i = 0; i < Rounds; i++)
        {
            row();
        }
    }
}
