using System.Runtime.CompilerServices;
using ConnectRuntime.Records;

namespace ConnectRuntime.Benchmarks.Binlog;

/// <summary>A checksum over sample rows that the server can make too: how many, and the sum of each column, or of the lengths of texts.</summary>
internal readonly record struct SampleSum(long Rows, long Ids, long Accounts, long Quantities, long Prices, long Ratings, long Texts)
{
    /// <summary>Adds a row whose eight cells begin at <paramref name="first"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public SampleSum Add(ReadOnlySpan<Cell> cells, int first)
    {
        var row = cells.Slice(first, 8);
        return new SampleSum(
            Rows + 1, Ids + row[0].Int64, Accounts + row[1].Int64, Quantities + row[2].Int64, Prices + (long)(row[3].Float64 * 64),
            Ratings + (row[4].HasValue ? row[4].Int64 : 1000), Texts + row[5].Length + row[6].Length + row[7].Length);
    }

    /// <summary>Adds a row that was read from its bytes.</summary>
    public SampleSum Add(ValueReader row) => new(
        Rows + 1, Ids + row["id"].Int64, Accounts + row["account"].Int64, Quantities + row["quantity"].Int64, Prices + (long)(row["price"].Float64 * 64),
        Ratings + (row["rating"].IsNull ? 1000 : row["rating"].Int64), Texts + row["name"].Utf8.Length + row["city"].Utf8.Length + row["note"].Utf8.Length);

    /// <summary>Fails unless both are the same.</summary>
    public void Expect(SampleSum other, string rig)
    {
        if (this != other)
        {
            throw new InvalidOperationException($"{rig} gave a wrong result: {other}, {this} was expected.");
        }
    }
}
