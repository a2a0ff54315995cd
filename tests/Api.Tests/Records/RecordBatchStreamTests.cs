using ConnectRuntime.Records;

namespace ConnectRuntime.Api.Tests.Records;

/// <summary>The table of streams: one entry per stream, found again, and replaced for all its rows.</summary>
public class RecordBatchStreamTests
{
    private const int Tables = 10_000;

    [Fact]
    public void Ten_thousand_streams_are_found_again_and_no_table_is_built_anew_for_them()
    {
        var streams = Make("t");
        var equal = Make("t");
        var others = Make("u");
        var batch = new RecordBatch();
        for (var i = 0; i < Tables; i++)
        {
            Assert.Equal(i, batch.AddStream(streams[i]));
        }

        // An index that is thrown away by a replacement would be built again for each of them: about 4 GB.
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < Tables; i++)
        {
            var place = (int)((long)i * 7919 % Tables);
            Assert.Equal(place, batch.AddStream(equal[place]));
            batch.SetStream(place, others[place]);
            Assert.Equal(place, batch.AddStream(others[place]));
        }

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 20_000_000);
        Assert.Equal(Tables, batch.Streams.Count);
        Assert.Equal(Tables, batch.AddStream(streams[0]));
    }

    [Fact]
    public void Looking_for_a_stream_does_not_walk_through_all_of_them()
    {
        var batch = new RecordBatch();
        var streams = Make("t");
        foreach (var stream in streams)
        {
            batch.AddStream(stream);
        }

        // 2 million look-ups: a walk would compare 10^10 streams, which takes half a minute at least.
        var start = Environment.TickCount64;
        for (var i = 0; i < 2_000_000; i++)
        {
            batch.AddStream(streams[(int)(i * 7919L % Tables)]);
        }

        Assert.InRange(Environment.TickCount64 - start, 0, 15_000);
        Assert.Equal(Tables, batch.Streams.Count);
    }

    [Fact]
    public void One_batch_serves_them_all()
    {
        var batch = new RecordBatch();
        var streams = Make("t");
        for (var i = 0; i < Tables; i++)
        {
            Shop.AddOrder(batch, streams[i], i);
        }

        foreach (var row in batch)
        {
            Assert.Equal($"t{row.Index}", row.Topic);
            Assert.Equal(row.Index, row.After["id"].Int64);
        }
    }

    [Theory]
    [InlineData(3)]
    [InlineData(8)]
    [InlineData(9)]
    [InlineData(40)]
    public void An_equal_stream_is_not_added_twice_and_clearing_forgets_all(int count)
    {
        var batch = new RecordBatch();
        for (var round = 0; round < 3; round++)
        {
            for (var i = 0; i < count; i++)
            {
                Assert.Equal(i, batch.AddStream(Shop.Orders() with { Topic = $"r{round}.{i}" }));
                Assert.Equal(i / 2, batch.AddStream(Shop.Orders() with { Topic = $"r{round}.{i / 2}" }));
            }

            Assert.Equal(count, batch.Streams.Count);
            batch.Clear();
            Assert.Empty(batch.Streams);
        }
    }

    [Theory]
    [InlineData(5)]
    [InlineData(20)]
    public void Two_streams_may_become_one_by_routing(int count)
    {
        var batch = new RecordBatch();
        for (var i = 0; i < count; i++)
        {
            Shop.AddOrder(batch, Shop.Orders() with { Topic = $"t{i}" }, i);
        }

        for (var i = 0; i < count; i++)
        {
            batch.SetStream(i, Shop.Orders());
        }

        Assert.All(batch.Rows.ToArray(), row => Assert.Equal("shop.orders", batch.Streams[row.Stream].Topic));
        Assert.InRange(batch.AddStream(Shop.Orders()), 0, count - 1);
        Assert.Equal(count, batch.AddStream(Shop.Orders() with { Topic = "t0" }));
    }

    [Theory]
    [InlineData(2)]
    [InlineData(30)]
    public void A_stage_can_tell_two_equal_streams_apart(int count)
    {
        var batch = new RecordBatch();
        for (var i = 0; i < count; i++)
        {
            batch.AddStream(Shop.Orders() with { Topic = $"t{i}" });
        }

        Assert.Equal(count, batch.AppendStream(batch.Streams[1]));
        Assert.Equal(count + 1, batch.Streams.Count);
        batch.SetStream(1, Shop.Orders());
        Assert.Equal("t1", batch.Streams[count].Topic);
    }

    private static RecordStream[] Make(string prefix) =>
        [.. Enumerable.Range(0, Tables).Select(i => Shop.Orders() with { Topic = $"{prefix}{i}" })];
}
