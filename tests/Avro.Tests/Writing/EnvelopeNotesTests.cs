using ConnectRuntime.Avro.Tests.Rows;
using ConnectRuntime.Errors;
using ConnectRuntime.Formats;
using ConnectRuntime.Records;

namespace ConnectRuntime.Avro.Tests.Writing;

/// <summary>
/// Rows of one batch one after the other, whose source blocks have much or little in common: every one has the bytes that it has in a batch
/// without notes, and reads back as its cells.
/// </summary>
public class EnvelopeNotesTests
{
    private static readonly RecordStream Other = new("others", Shop.Key, Shop.Row, ValueLayout.Envelope)
    {
        SourceSchema = SchemaBuilder.Struct("other.Source")
            .Field("name", RecordSchema.String.WithNullable(true))
            .Field("numbers", SchemaBuilder.Array(RecordSchema.Int64).Build())
            .Field("row", RecordSchema.Int32)
            .Build(),
    };

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public async Task Every_row_has_its_own_block(int seed)
    {
        var random = new Random(seed);
        var fixture = await FormatFixture.CreateAsync();
        IRecordEncoder[] encoders =
        [
            await fixture.Format.CreateEncoderAsync(Shop.Envelope, RecordPart.Value, default),
            await fixture.Format.CreateEncoderAsync(Other, RecordPart.Value, default),
        ];
        var batch = new RecordBatch();
        var same = 0;
        for (var round = 0; round < 5; round++)
        {
            // The cells and bytes of another round lie at the same places.
            batch.Clear();
            Fill(batch, random);
            var buffer = new byte[64 * 1024];
            for (var i = 0; i < batch.RowCount; i++)
            {
                var encoder = encoders[batch.Rows[i].Stream];
                if (random.Next(5) == 0)
                {
                    Assert.Equal(IRecordEncoder.TooSmall, encoder.Encode(batch, in batch.Rows[i], buffer.AsSpan(0, random.Next(60))));
                }

                var written = encoder.Encode(batch, in batch.Rows[i], buffer);
                var notes = batch.EncoderNotes;
                batch.EncoderNotes = null;
                Assert.Equal(Convert.ToHexString(FormatFixture.Encode(encoder, batch, i)), Convert.ToHexString(buffer, 0, written));
                batch.EncoderNotes = notes;
                var back = await fixture.DecodeAsync(buffer[..written]);
                var stream = batch.Streams[batch.Rows[i].Stream];
                CellComparison.Same(
                    batch, stream.SourceSchema, batch.Cells[batch.Rows[i].Source], back, back.Streams[0].SourceSchema, back.Cells[back.Rows[0].Source]);
                Assert.Equal((batch.Rows[i].ProcessedAt, batch.Rows[i].Operation), (back.Rows[0].ProcessedAt, back.Rows[0].Operation));
                same += i > 0 && batch.Rows[i].Source == batch.Rows[i - 1].Source ? 1 : 0;
            }
        }

        Assert.True(same > 10);
    }

    /// <summary>A block that cannot be written is not what the next one is copied from.</summary>
    [Fact]
    public async Task A_block_that_fails_leaves_nothing_behind()
    {
        var fixture = await FormatFixture.CreateAsync();
        var encoder = await fixture.Format.CreateEncoderAsync(Shop.Envelope, RecordPart.Value, default);
        var batch = new RecordBatch();
        foreach (var version in (string[])["3.0", "4.0", "5.0"])
        {
            // Two rows of each, that share their block.
            Shop.Add(batch, Shop.Envelope, RowOperation.Create, batch.RowCount);
            var source = batch.Rows[^1].Source;
            batch.Cells[source + 1] = batch.AddText(version);
            Shop.Add(batch, Shop.Envelope, RowOperation.Create, batch.RowCount);
            batch.Rows[^1].Source = source;
        }

        batch.Cells[batch.Rows[2].Source + 2] = Cell.Null;
        var buffer = new byte[1024];
        for (var i = 0; i < 6; i++)
        {
            if (i is 2 or 3)
            {
                Assert.Throws<ConnectException>(() => encoder.Encode(batch, in batch.Rows[i], buffer));
                continue;
            }

            var back = await fixture.DecodeAsync(buffer[..encoder.Encode(batch, in batch.Rows[i], buffer)]);
            Assert.Equal(i < 2 ? "3.0" : "5.0", new RowReader(back, 0).Source[0].Text);
            Assert.Equal(484L + (i / 2 * 2), new RowReader(back, 0).Source[5].Int64);
        }
    }

    /// <summary>Equal cells are equal values only while the batch is not emptied, or cells changed in their place.</summary>
    [Fact]
    public async Task Cells_that_point_to_other_bytes_are_others()
    {
        var fixture = await FormatFixture.CreateAsync();
        var encoder = await fixture.Format.CreateEncoderAsync(Shop.Envelope, RecordPart.Value, default);
        var batch = new RecordBatch();
        foreach (var name in (string[])["one", "two"])
        {
            batch.Clear();
            for (var i = 0; i < 3; i++)
            {
                Shop.Add(batch, Shop.Envelope, RowOperation.Create, 0);
                batch.Cells[batch.Rows[i].Source + 4] = batch.AddText(name);
                batch.Rows[i].Source = batch.Rows[0].Source;
                Assert.Equal(name, await DatabaseAsync(i));
            }
        }

        batch.Cells[batch.Rows[0].Source + 4] = batch.AddText("six");
        Assert.Equal("six", await DatabaseAsync(1));

        async Task<string?> DatabaseAsync(int row)
        {
            var buffer = new byte[1024];
            var back = await fixture.DecodeAsync(buffer[..encoder.Encode(batch, in batch.Rows[row], buffer)]);
            return new RowReader(back, 0).Source[3].Text;
        }
    }

    private static void Fill(RecordBatch batch, Random random)
    {
        batch.AddStream(Shop.Envelope);
        batch.AddStream(Other);
        for (var i = 0; i < 60; i++)
        {
            var isOther = random.Next(4) == 0;
            var row = batch.Add(isOther ? Other : Shop.Envelope, random.Next(2) == 0 ? RowOperation.Create : RowOperation.Read);
            Shop.Fill(row.After(), i);
            row.Row.ProcessedAt = random.Next(6) switch { 0 => 0, 1 => long.MaxValue, 2 => random.NextInt64(), _ => Shop.ProcessedAt };
            if (i > 0 && random.Next(3) == 0 && batch.Rows[i].Stream == batch.Rows[i - 1].Stream)
            {
                row.Row.Source = batch.Rows[i - 1].Source;
            }
            else if (isOther)
            {
                AddOther(batch, row, random);
            }
            else
            {
                AddBlock(batch, i, random);
            }
        }
    }

    private static void AddOther(RecordBatch batch, RowWriter row, Random random)
    {
        var source = row.Source();
        source.Set(0, random.Next(2) == 0 ? null : "name");
        var count = random.Next(3);
        var numbers = batch.AddCells(count);
        batch.Cells.Slice(numbers, count).Fill(Cell.Of((long)random.Next(100)));
        source.Set(1, Cell.Array(numbers, count));
        source.Set(2, random.Next(3));
    }

    // The one before with one field changed, or all of them new.
    private static void AddBlock(RecordBatch batch, int i, Random random)
    {
        var before = i == 0 ? -1 : batch.Rows[i - 1].Source;
        var cells = new Cell[Shop.Source.Fields.Count];
        if (before >= 0 && batch.Cells[before].Count == cells.Length && random.Next(5) > 0)
        {
            batch.Cells.Slice(before + 1, cells.Length).CopyTo(cells);
            var at = random.Next(2) == 0 ? cells.Length - 1 : random.Next(cells.Length);
            cells[at] = Value(batch, at, random);
        }
        else
        {
            for (var at = 0; at < cells.Length; at++)
            {
                cells[at] = Value(batch, at, random);
            }
        }

        batch.Rows[i].Source = batch.AddStruct(cells);
    }

    private static Cell Value(RecordBatch batch, int field, Random random) => field switch
    {
        2 or 5 => Cell.Of(random.NextInt64() >> random.Next(63)),
        4 when random.Next(3) == 0 => Cell.Null,
        _ => batch.AddText(new string((char)('a' + random.Next(26)), random.Next(8) == 0 ? random.Next(2000) : random.Next(20))),
    };
}
