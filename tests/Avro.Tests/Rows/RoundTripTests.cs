using ConnectRuntime.Avro.Mapping;
using ConnectRuntime.Avro.Schemas;
using ConnectRuntime.Errors;
using ConnectRuntime.Formats;
using ConnectRuntime.Records;
using FsCheck;
using FsCheck.Fluent;

namespace ConnectRuntime.Avro.Tests.Rows;

/// <summary>Properties over random schemas and rows; FsCheck prints the seed of a failure.</summary>
public class RoundTripTests
{
    [Fact]
    public async Task Rows_come_back_as_they_were()
    {
        var fixture = await FormatFixture.CreateAsync();
        Check(500, seed =>
        {
            var random = new Random(seed);
            var schema = random.Next(4) == 0 ? new RandomSchemas(random).Any(2) : new RandomSchemas(random).Struct(3);
            var batch = new RecordBatch();
            var stream = new RecordStream("topic", null, schema);
            var encoder = Wait(fixture.Format.CreateEncoderAsync(stream, RecordPart.Value, default));
            for (var i = 0; i < 5; i++)
            {
                var root = new RandomCells(random, batch).Root(schema);
                batch.Add(stream).Row.After = root;
                var encoded = FormatFixture.Encode(encoder, batch, i);
                var decoder = Wait(fixture.DecoderAsync(encoded));
                var back = FormatFixture.Decode(decoder, encoded);
                CellComparison.Same(batch, schema, batch.Cells[root], back, decoder.Schema, back.Cells[back.Rows[0].After]);
            }
        });
    }

    [Fact]
    public void Schemas_come_back_as_they_were() => Check(1000, seed =>
    {
        var schema = SchemaNormal.Of(new RandomSchemas(new Random(seed)).Struct(3));
        var text = RecordToAvro.Convert(schema, AvroMappingOptions.Default).ToString();
        Assert.Same(schema, AvroToRecord.Convert(AvroSchema.Parse(text)));
        Assert.Equal(text, AvroSchema.Parse(text).ToString());
    });

    [Fact]
    public async Task A_projection_sees_its_columns_and_nothing_else()
    {
        var fixture = await FormatFixture.CreateAsync();
        Check(300, seed =>
        {
            var random = new Random(seed);
            var schema = new RandomSchemas(random).Struct(3);
            var batch = new RecordBatch();
            var root = new RandomCells(random, batch).Root(schema.WithNullable(false));
            batch.Add(new RecordStream("topic", null, schema)).Row.After = root;
            var encoded = fixture.EncodeAsync(batch, 0).GetAwaiter().GetResult();
            var decoder = Wait(fixture.DecoderAsync(encoded));
            var wanted = schema.Fields.Where(_ => random.Next(2) == 0).Select(field => field.Name).ToHashSet();
            var back = FormatFixture.Decode(decoder, encoded, new Projection(wanted.Append("not there")));
            var (from, to) = (batch.Cells[root], back.Cells[back.Rows[0].After]);
            for (var i = 0; i < schema.Fields.Count; i++)
            {
                var (field, other) = (schema.Fields[i], decoder.Schema.Fields[i]);
                var cell = back.Cells[to.First + other.Ordinal];
                if (wanted.Contains(field.Name))
                {
                    CellComparison.Same(batch, field.Schema, batch.Cells[from.First + field.Ordinal], back, other.Schema, cell, field.Name);
                }
                else
                {
                    Assert.True(cell.IsNull, field.Name);
                }
            }
        });
    }

    [Fact]
    public async Task Damaged_bytes_are_data_errors_and_nothing_else()
    {
        var fixture = await FormatFixture.CreateAsync();
        var errors = 0;
        Check(400, seed =>
        {
            var random = new Random(seed);
            var schema = new RandomSchemas(random).Struct(3);
            var batch = new RecordBatch();
            batch.Add(new RecordStream("topic", null, schema)).Row.After = new RandomCells(random, batch).Root(schema);
            var encoded = fixture.EncodeAsync(batch, 0).GetAwaiter().GetResult();
            var decoder = Wait(fixture.DecoderAsync(encoded));
            for (var i = 0; i < 40; i++)
            {
                var damaged = Damage(random, encoded);
                try
                {
                    FormatFixture.Decode(decoder, damaged, random.Next(4) == 0 ? new Projection(["f1"]) : null);
                }
                catch (ConnectException e)
                {
                    Assert.Equal(ErrorKind.Data, e.Kind);
                    errors++;
                }
            }
        });
        Assert.InRange(errors, 1000, int.MaxValue);
    }

    [Fact]
    public async Task Every_cut_of_a_datum_is_an_error()
    {
        var fixture = await FormatFixture.CreateAsync();
        Check(100, seed =>
        {
            var random = new Random(seed);
            var schema = new RandomSchemas(random).Struct(2);
            var batch = new RecordBatch();
            batch.Add(new RecordStream("topic", null, schema)).Row.After = new RandomCells(random, batch).Root(schema);
            var encoded = fixture.EncodeAsync(batch, 0).GetAwaiter().GetResult();
            var decoder = Wait(fixture.DecoderAsync(encoded));
            for (var length = 0; length < encoded.Length; length++)
            {
                Assert.Equal(ErrorKind.Data, Assert.Throws<ConnectException>(() => FormatFixture.Decode(decoder, encoded[..length])).Kind);
            }

            Assert.Equal("AVR032", Assert.Throws<ConnectException>(() => FormatFixture.Decode(decoder, [.. encoded, 0])).Code);
        });
    }

    private static byte[] Damage(Random random, byte[] encoded)
    {
        var bytes = encoded.AsSpan().ToArray();
        for (var i = random.Next(1, 4); i > 0 && bytes.Length > 5; i--)
        {
            var at = random.Next(5, bytes.Length);
            bytes[at] = random.Next(3) == 0 ? (byte)0xFF : (byte)random.Next(256);
        }

        return random.Next(3) == 0 ? bytes[..random.Next(bytes.Length + 1)] : bytes;
    }

    private static void Check(int tests, Action<int> property) =>
        FsCheck.Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(tests),
            Prop.ForAll(Gen.Choose(0, int.MaxValue).ToArbitrary(), property));

    private static T Wait<T>(ValueTask<T> task) => task.AsTask().GetAwaiter().GetResult();
}
