using System.Globalization;
using System.Text;
using ConnectRuntime.Records;

namespace ConnectRuntime.Benchmarks;

/// <summary>The row that rigs move: two 64-bit integers, a 32-bit one, a float, a nullable 8-bit one and three texts.</summary>
/// <remarks>Values follow from the row's number, so a checksum over any column is known in advance.</remarks>
internal static class SampleRows
{
    /// <summary>The row's schema.</summary>
    public static readonly RecordSchema Schema = SchemaBuilder.Struct("bench.Row")
        .Field("id", RecordSchema.Int64)
        .Field("account", RecordSchema.Int64)
        .Field("quantity", RecordSchema.Int32)
        .Field("price", RecordSchema.Float64)
        .Field("rating", RecordSchema.Int8.WithNullable(true))
        .Field("name", RecordSchema.String)
        .Field("city", RecordSchema.String)
        .Field("note", RecordSchema.String)
        .Build();

    /// <summary>The key's schema.</summary>
    public static readonly RecordSchema Key = SchemaBuilder.Struct("bench.Key").Field("id", RecordSchema.Int64).Build();

    /// <summary>The columns for a delimited file.</summary>
    public const string Columns = "id:int64, account:int64, quantity:int32, price:float64, rating:int8?, name:string, city:string, note:string";

    /// <summary>The value of <c>account</c> in a row.</summary>
    public static long Account(long id) => unchecked((id * 2654435761L) & 0xFFFFFFFFFL);

    /// <summary>The value of <c>quantity</c> in a row.</summary>
    public static int Quantity(long id) => (int)(id * 7919 % 100_000);

    /// <summary>The value of <c>price</c> in a row.</summary>
    public static double Price(long id) => id % 1_000_003 / 64.0;

    /// <summary>Writes a row's fields.</summary>
    public static void Fill(StructWriter row, long id)
    {
        row.Set(0, id);
        row.Set(1, Account(id));
        row.Set(2, Quantity(id));
        row.Set(3, Price(id));
        if (id % 5 == 0)
        {
            row.SetNull(4);
        }
        else
        {
            row.Set(4, id % 100);
        }

        Span<char> text = stackalloc char[32];
        text.TryWrite(CultureInfo.InvariantCulture, $"customer {id % 1000:000}", out var length);
        row.Set(5, text[..length]);
        text.TryWrite(CultureInfo.InvariantCulture, $"city no {id % 777:000}", out length);
        row.Set(6, text[..length]);
        text.TryWrite(CultureInfo.InvariantCulture, $"note {id % 100000:00000} x", out length);
        row.Set(7, text[..length]);
    }

    /// <summary>A row as a line of a delimited file, without its end.</summary>
    public static void AppendLine(StringBuilder to, long id) => to.Append(
        CultureInfo.InvariantCulture,
        $"{id},{Account(id)},{Quantity(id)},{Price(id)},{(id % 5 == 0 ? "" : (id % 100).ToString(CultureInfo.InvariantCulture))},customer {id % 1000:000},city no {id % 777:000},note {id % 100000:00000} x");
}
