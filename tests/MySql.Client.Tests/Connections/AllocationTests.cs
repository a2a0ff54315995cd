using System.Globalization;
using ConnectRuntime.MySql.Client.Connections;
using ConnectRuntime.MySql.Client.Results;
using ConnectRuntime.MySql.Client.Tests.Rig;

namespace ConnectRuntime.MySql.Client.Tests.Connections;

/// <summary>What long results cost. They run alone, as they count what the process allocates.</summary>
[Collection(Alone.Name)]
public class AllocationTests(ClientServers servers)
{
    private const int Rows = 1_000_000;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_million_rows_pass_in_bounded_memory_and_allocate_nothing_each()
    {
        await using var connection = await servers.ConnectAsync(Names.MariaDb);
        await ReadAsync(connection, 20_000);
        GC.Collect();
        var live = GC.GetTotalMemory(forceFullCollection: true);
        var allocated = GC.GetTotalAllocatedBytes(precise: true);
        var (count, bytes, sum) = await ReadAsync(connection, Rows);
        allocated = GC.GetTotalAllocatedBytes(precise: true) - allocated;
        live = GC.GetTotalMemory(forceFullCollection: true) - live;

        Assert.Equal(Rows, count);
        Assert.Equal((long)Rows * (Rows + 1) / 2, sum);
        Assert.True(bytes > 100L * Rows, $"{bytes} bytes");
        TestContext.Current.TestOutputHelper?.WriteLine($"{(double)allocated / Rows:0.000} bytes a row, {live} bytes more are alive");

        // What remains is a little per read of 16 KiB, which is what the server sends at once; more in a Debug build.
        Assert.True((double)allocated / Rows < 6, $"{allocated} bytes were allocated");
        Assert.True(live < 2 << 20, $"{live} bytes more are alive");
    }

    [Fact]
    public async Task Taking_rows_allocates_nothing()
    {
        await using var connection = await servers.ConnectAsync(Names.MariaDb);
        await using var result = await connection.QueryAsync("SELECT seq, REPEAT('x', 100), NULL FROM seq_1_to_200000", Cancel);
        long allocated = 0, rows = 0;
        while (await result.FillAsync(Cancel))
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            rows += Take(result);
            allocated += GC.GetAllocatedBytesForCurrentThread() - before;
        }

        Assert.Equal(200_000, rows);

        // The end of the rows is an OK packet, which is an object once.
        Assert.InRange(allocated, 0, 1_000);

        static int Take(TextResult result)
        {
            var count = 0;
            for (; result.TryReadRow(out var row); count++)
            {
                while (row.MoveNext())
                {
                }
            }

            return count;
        }
    }

    private static async Task<(int Count, long Bytes, long Sum)> ReadAsync(MySqlConnection connection, int rows)
    {
        var (count, bytes, sum) = (0, 0L, 0L);
        await using var result = await connection.QueryAsync($"SELECT seq, REPEAT('x', 150), NULL, -seq FROM seq_1_to_{rows}", Cancel);
        while (await result.FillAsync(Cancel))
        {
            while (result.TryReadRow(out var row))
            {
                count++;
                bytes += row.Length;
                row.MoveNext();
                sum += long.Parse(row.Value, System.Globalization.CultureInfo.InvariantCulture);
            }
        }

        return (count, bytes, sum);
    }
}
