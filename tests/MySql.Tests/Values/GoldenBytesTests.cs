using System.Globalization;
using ConnectRuntime.MySql.Client.Payloads;
using ConnectRuntime.MySql.Tables;
using ConnectRuntime.MySql.Tests.Values.Rig;

namespace ConnectRuntime.MySql.Tests.Values;

/// <summary>Bytes that MariaDB 10.11 wrote for known values, and bytes put together by hand from the layout in MySQL's source documentation.</summary>
public class GoldenBytesTests
{
    [Theory]
    [InlineData("7FEF7CFB1E", 3, "-3723125000")]
    [InlineData("4B9105", 0, "-3020399000000")]
    [InlineData("7FFFFF", 0, "-1000000")]
    [InlineData("7FFFFFFFFFFF", 6, "-1")]
    [InlineData("80000000", 2, "0")]
    [InlineData("800000000001", 6, "1")]
    public void Time(string bytes, int digits, string micros) =>
        Check(new ColumnModel("c", SqlType.Time) { FractionDigits = digits }, ColumnType.Time2, digits, bytes, micros);

    // Micros of 2024-01-02 03:04:05.123456 and millis of 1000-01-01, by date -u +%s.
    [Theory]
    [InlineData("99B244310501E240", 6, "1704164645123456")]
    [InlineData("8CB2420000", 0, "-30610224000000")]
    [InlineData("99B2800000", 0, CellText.Null)]
    [InlineData("8000000000", 0, CellText.Null)]
    public void DateTime(string bytes, int digits, string value) =>
        Check(new ColumnModel("c", SqlType.DateTime) { FractionDigits = digits }, ColumnType.DateTime2, digits, bytes, value);

    [Theory]
    [InlineData("65937D2501E240", 6, "2024-01-02T03:04:05.123456Z")]
    [InlineData("65937D25", 0, "2024-01-02T03:04:05Z")]
    [InlineData("65937D250A", 1, "2024-01-02T03:04:05.1Z")]
    [InlineData("00000000", 0, CellText.Null)]
    [InlineData("FFFFFFFF", 0, "2106-02-07T06:28:15Z")]
    public void Timestamp(string bytes, int digits, string value) =>
        Check(new ColumnModel("c", SqlType.Timestamp) { FractionDigits = digits }, ColumnType.Timestamp2, digits, bytes, value);

    [Theory]
    [InlineData("9F1F4E", "2932896")]
    [InlineData("0AD00F", CellText.Null)]
    [InlineData("000000", CellText.Null)]
    [InlineData("21640F", "0")] // 1970 << 9 | 1 << 5 | 1 is 0x0F6421
    public void Date(string bytes, string days) => Check(new ColumnModel("c", SqlType.Date), ColumnType.Date, 0, bytes, days);

    [Theory]
    [InlineData(5, 2, "7FFECD", "FF6A")] // −150
    [InlineData(10, 0, "8000000000", "00")]
    [InlineData(9, 9, "875BCD15", "075BCD15")] // 0.123456789
    [InlineData(4, 0, "8080", "0080")] // 128
    [InlineData(4, 0, "7F7F", "80")] // −128
    [InlineData(4, 0, "7F7E", "FF7F")] // −129
    [InlineData(20, 0, "80000000000000000A", "0A")]
    [InlineData(20, 0, "7FFFFFFFFFFFFFFFFE", "FF")] // −1
    public void Decimal(int precision, int scale, string bytes, string unscaled) => Check(
        new ColumnModel("c", SqlType.Decimal) { Length = precision, Scale = scale }, ColumnType.Decimal, (precision << 8) + scale, bytes, unscaled);

    [Fact]
    public void Fixed_bytes_get_their_zeros_back() =>
        Check(new ColumnModel("c", SqlType.Binary) { Length = 4 }, ColumnType.String, 4, "020102", "01020000");

    // 150 × 'a', as MariaDB 10.11 stores it; the same not compressed; and an empty value.
    [Theory]
    [InlineData("0889964B4C1C8C0000", 150)]
    [InlineData("03006161", 2)]
    [InlineData("00", 0)]
    public void Compressed_bytes_are_unpacked(string bytes, int length)
    {
        var row = new TestRow().With(new ColumnModel("c", SqlType.Blob) { IsCompressed = true }, ColumnType.Blob, 1, isCompressed: true);
        Assert.Equal([string.Concat(Enumerable.Repeat("61", length))], row.Read(Convert.FromHexString("00" + bytes)));
    }

    [Theory]
    [InlineData(ColumnType.Time, "40E201", "45296000000")] // 123456 is 12:34:56
    [InlineData(ColumnType.Time, "C01DFE", "-45296000000")]
    [InlineData(ColumnType.DateTime, "@20240102030405", "1704164645000")]
    [InlineData(ColumnType.Timestamp, "257D9365", "2024-01-02T03:04:05Z")]
    public void Before_5_6(ColumnType wire, string bytes, string value)
    {
        var hex = bytes[0] == '@' ? Convert.ToHexString(BitConverter.GetBytes(long.Parse(bytes.AsSpan(1), CultureInfo.InvariantCulture))) : bytes;
        var type = wire switch { ColumnType.Time => SqlType.Time, ColumnType.DateTime => SqlType.DateTime, _ => SqlType.Timestamp };
        Check(new ColumnModel("c", type), wire, 0, hex, value);
    }

    private static void Check(ColumnModel column, ColumnType wire, int meta, string bytes, string expected) =>
        Assert.Equal([expected], new TestRow().With(column, wire, meta).Read(Convert.FromHexString("00" + bytes)));
}
