using System.Text;
using ConnectRuntime.MySql.Binlog;
using ConnectRuntime.MySql.Tables;
using ConnectRuntime.Testing;

namespace ConnectRuntime.MySql.Tests.Binlog;

/// <summary>The same bytes are the same instance, and no more are kept than there is room for.</summary>
public class TableMapCacheTests
{
    [Fact]
    public void The_same_definition_is_the_same_instance_under_any_number()
    {
        var cache = new TableMapCache();
        var model = cache.Read(Map(7, "t1"), out var id);
        Assert.Equal((7ul, new TableId("db", "t1")), (id, model.Id));
        Assert.Same(model, cache.Read(Map(7, "t1"), out _));
        Assert.Same(model, cache.Read(Map(123_456_789_012, "t1"), out id));
        Assert.Equal(123_456_789_012ul, id);

        // The same number now stands for another table, and then again for the first.
        var other = cache.Read(Map(7, "t2"), out _);
        Assert.Equal("t2", other.Id.Table);
        Assert.Same(model, cache.Read(Map(7, "t1"), out _));
        Assert.Same(other, cache.Read(Map(7 + 4096, "t2"), out _));
        Assert.NotSame(model, cache.Read(Map(7, "t1", columns: 4), out _));
        Assert.Equal(3, cache.Count);
    }

    [Fact]
    public void Numbers_of_four_bytes_are_those_of_old_files()
    {
        byte[] body = [1, 2, 3, 4, 1, 0, .. Map(0, "t1")[8..]];
        var format = FormatDescription.Read("b:4", EventBytes.Format(tableMapPart: 6).AsSpan(19), out _);
        Assert.Equal("t1", new TableMapCache().Read(body, out var id, format).Id.Table);
        Assert.Equal(0x04030201ul, id);
        Assert.Equal(0x04030201ul, RowsEvent.Read(BinlogEventType.DeleteRowsV1, [1, 2, 3, 4, 1, 0, 1, 1, 0, 5], 4).TableId);
    }

    [Fact]
    public void What_was_not_used_for_longest_goes_first()
    {
        var size = Map(0, "t00000").Length - 8;
        var cache = new TableMapCache(capacity: 100 * size);
        var hot = cache.Read(Map(1, "t00000"), out _);
        for (var i = 1; i <= 1000; i++)
        {
            cache.Read(Map((ulong)(i + 1), $"t{i:D5}"), out _);
            Assert.Same(hot, cache.Read(Map(1, "t00000"), out _));
        }

        Assert.Equal(100, cache.Count);
        var last = cache.Read(Map(1001, "t01000"), out _);
        Assert.Same(last, cache.Read(Map(5, "t01000"), out _));
        Assert.Equal(100, cache.Count);
    }

    [Fact]
    public void A_definition_beyond_the_capacity_is_kept_alone()
    {
        var cache = new TableMapCache(capacity: 10);
        var model = cache.Read(Map(1, "t1"), out _);
        Assert.Same(model, cache.Read(Map(2, "t1"), out _));
        cache.Read(Map(1, "t2"), out _);
        Assert.Equal(1, cache.Count);
        Assert.NotSame(model, cache.Read(Map(1, "t1"), out _));
    }

    [Fact]
    public void As_many_tables_as_it_has_room_for_stay_and_stay_small()
    {
        const int count = TableMapCache.MostEntries;
        var cache = new TableMapCache();
        var bodies = Enumerable.Range(0, count).Select(i => Map((ulong)i, $"customer_table_{i:D5}", 40)).ToArray();
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var models = new TableMapModel[count];
        for (var i = 0; i < count; i++)
        {
            models[i] = cache.Read(bodies[i], out _);
        }

        var bytes = GC.GetTotalMemory(forceFullCollection: true) - before;
        Assert.Equal(count, cache.Count);
        Assert.True(bytes < 5000 * count, $"{bytes / count:N0} bytes a table");

        // All come again, out of order and with new numbers: found, and nothing allocated.
        var random = new Random(20260306);
        random.Shuffle(bodies);
        Assert.Equal(0, LeastAllocation.Of(() =>
        {
            foreach (var body in bodies)
            {
                cache.Read(body, out _);
            }
        }));
        Assert.All(models.Take(10), model => Assert.Contains(bodies, body => ReferenceEquals(cache.Read(body, out _), model)));
    }

    /// <summary>INT columns with names, as MySQL writes them with FULL metadata.</summary>
    private static byte[] Map(ulong id, string table, int columns = 3)
    {
        using var body = new MemoryStream();
        body.Write(BitConverter.GetBytes(id).AsSpan(0, 6));
        body.Write([1, 0, 2]);
        body.Write("db\0"u8);
        body.WriteByte((byte)table.Length);
        body.Write(Encoding.ASCII.GetBytes(table + "\0"));
        body.WriteByte((byte)columns);
        body.Write(Enumerable.Repeat((byte)3, columns).ToArray());
        body.WriteByte(0);
        body.Write(new byte[(columns + 7) / 8]);
        body.Write([1, (byte)((columns + 7) / 8), .. new byte[(columns + 7) / 8]]);
        var names = Enumerable.Range(0, columns).SelectMany(i => (byte[])[9, .. Encoding.ASCII.GetBytes($"column_{i:D2}")]).ToArray();
        body.Write([4, 0xFC, (byte)names.Length, (byte)(names.Length >> 8), .. names]);
        return body.ToArray();
    }
}
