using ConnectRuntime.Connectors;
using ConnectRuntime.Records;

namespace ConnectRuntime.Api.Tests.Records;

/// <summary>A batch over fetched bytes: raw ranges, lazy cells, and the arena that is handed on.</summary>
public class RecordBatchFetchedTests
{
    [Fact]
    public void The_fetched_bytes_are_the_arena_and_cells_point_into_them()
    {
        var batch = new RecordBatch();
        Shop.AddOrder(batch, Shop.Orders(), 1, "previous contents");
        var fetched = "k1value-1hnhv"u8.ToArray();
        var decoder = new NoDecoder();
        var previous = batch.Adopt(fetched, fetched.Length, decoder);
        Assert.NotSame(fetched, previous);
        Assert.Equal(0, batch.RowCount);
        Assert.Empty(batch.Streams);

        var partition = batch.AddPartition(new BatchPartition(new TopicPartition("t", 3), Guid.NewGuid()));
        var stream = batch.AddStream(new RecordStream("t", RecordSchema.Bytes, RecordSchema.String));
        var header = batch.AddRawHeader(new RawHeader(new RawRange(9, 2), new RawRange(11, 2)));
        batch.AddFetched(
            stream,
            new FetchedRow
            {
                Partition = partition,
                Offset = 41,
                RawKey = new RawRange(0, 2),
                RawValue = new RawRange(2, 7),
                KeySchemaId = -1,
                ValueSchemaId = 9,
                HeaderStart = header,
                HeaderCount = 1,
            },
            timestamp: 5);
        batch.AddFetched(stream, new FetchedRow { Offset = 42, RawKey = new RawRange(0, 0), RawValue = new RawRange(0, -1) }, 6);

        Assert.True(batch.HasFetched);
        Assert.Equal("k1"u8.ToArray(), batch[batch.Fetched[0].RawKey].ToArray());
        Assert.Equal("hn"u8.ToArray(), batch[batch.RawHeaders[0].Name].ToArray());
        Assert.False(batch.Fetched[1].RawKey.IsNull);
        Assert.True(batch.Fetched[1].RawValue.IsNull);
        Assert.True(batch[batch.Fetched[1].RawValue].IsEmpty);
        Assert.Equal(new TopicPartition("t", 3), batch.Partitions[batch.Fetched[0].Partition].Partition);
        Assert.Equal(0, decoder.Calls);

        var values = new List<string?>();
        foreach (var row in batch)
        {
            values.Add(row.After.Text);
            Assert.Equal(41 + row.Index, row.Fetched.Offset);
        }

        Assert.Equal(["value-1", null], values);
        Assert.True(batch.Rows[1].IsTombstone);
        Assert.Equal(1, decoder.Calls);
        Assert.True(System.Runtime.CompilerServices.Unsafe.AreSame(in fetched[0], in batch.Arena[0]));
    }

    [Fact]
    public void Bytes_added_by_a_stage_leave_the_fetched_ones_as_they_were()
    {
        var batch = new RecordBatch();
        var fetched = "value"u8.ToArray();
        batch.Adopt(fetched, fetched.Length, new NoDecoder());
        var stream = batch.AddStream(new RecordStream("t", null, RecordSchema.String));
        batch.AddFetched(stream, new FetchedRow { RawValue = new RawRange(0, 5) }, 0);
        batch.Decode();
        var added = batch.AddText("added by a transform");
        Assert.Equal("added by a transform"u8.ToArray(), batch[added].ToArray());
        Assert.Equal("value", new RowReader(batch, 0).After.Text);
        Assert.Equal("value"u8.ToArray(), fetched);
    }

    [Fact]
    public void A_decoder_is_told_the_projection_and_goes_with_the_bytes()
    {
        var batch = new RecordBatch();
        var decoder = new NoDecoder();
        batch.Adopt([], 0, decoder);
        var projection = new Projection(["id", "id", "note"], key: true);
        batch.Decode(projection);
        Assert.Same(projection, decoder.Last);
        Assert.Equal(["id", "note"], projection.Columns.Order());
        Assert.True(projection.Key);
        batch.Clear();
        batch.Decode();
        Assert.Equal(1, decoder.Calls);
        Assert.False(batch.HasFetched);
        Assert.Empty(batch.Partitions);
        Assert.Equal(0, batch.RawHeaders.Length);
    }
}
