using ConnectRuntime.MySql.Binlog;
using ConnectRuntime.MySql.Client.Binlog;
using ConnectRuntime.MySql.Streaming;
using ConnectRuntime.Testing.Connectors;

namespace ConnectRuntime.MySql.Tests.Streaming;

/// <summary>Which notes of XA transactions are kept, found and removed.</summary>
public class PreparedTransactionsTests
{
    private const string Name = "X'61',X'',1";

    private readonly MemoryTaskStore _store = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Notes_go_only_once_a_position_behind_the_end_is_durable()
    {
        var prepared = new PreparedTransactions(_store);
        await PrepareAsync(prepared, 1, "b.000001", 100);
        Assert.Equal([1], Read(await prepared.EndAsync(Name, "b.000002", 200, Cancel)));

        await prepared.CommittedAsync("b.000001", 5000, Cancel);
        await prepared.CommittedAsync("b.000002", 200, Cancel);
        Assert.NotEmpty(await KeysAsync());
        await prepared.CommittedAsync("b.000002", 201, Cancel);
        Assert.Empty(await KeysAsync());
    }

    [Fact]
    public async Task The_end_belongs_to_the_last_PREPARE_before_it()
    {
        var prepared = new PreparedTransactions(_store);
        await PrepareAsync(prepared, 1, "b.999999", 100, size: 1_200_000);
        await PrepareAsync(prepared, 2, "b.1000000", 50);
        Assert.Equal([1], Read(await prepared.EndAsync(Name, "b.999999", 200, Cancel)).Distinct());
        Assert.Equal([2], Read(await prepared.EndAsync(Name, "b.1000000", 60, Cancel)));
        Assert.Null(await prepared.EndAsync("X'62',X'',1", "b.1000000", 70, Cancel));
    }

    [Fact]
    public async Task Places_of_another_server_say_nothing()
    {
        var prepared = new PreparedTransactions(_store);
        await PrepareAsync(prepared, 1, "b.000009", 100);
        Assert.Equal([1], Read(await prepared.EndAsync(Name, "a.000001", 4, Cancel)));
    }

    [Fact]
    public async Task What_a_crash_has_left_goes_with_the_next_bearer_of_the_name()
    {
        await PrepareAsync(new PreparedTransactions(_store), 1, "b.000001", 100);
        var prepared = new PreparedTransactions(_store);
        await PrepareAsync(prepared, 2, "b.000001", 300);
        Assert.Equal(2, (await KeysAsync()).Count);
        await prepared.CommittedAsync("b.000001", 400, Cancel);
        Assert.EndsWith(":00000000000000000300/000000", Assert.Single(await KeysAsync()), StringComparison.Ordinal);
    }

    private static async Task PrepareAsync(PreparedTransactions prepared, byte value, string file, ulong position, int size = 1)
    {
        prepared.Begin();
        var body = new byte[size];
        Array.Fill(body, value);
        prepared.Add(new BinlogEventHeader(0, 30, 1, (uint)size, 0, BinlogEventFlags.None), (BinlogEventType)30, body);
        await prepared.SaveAsync(Name, file, position, Cancel);
    }

    private static byte[] Read(ReplayReader? replay)
    {
        Assert.True(replay!.TryRead());
        var body = replay.Body.ToArray();
        Assert.False(replay.TryRead());
        return body;
    }

    private async Task<IReadOnlyList<string>> KeysAsync() => await _store.KeysAsync("xa/", Cancel);
}
