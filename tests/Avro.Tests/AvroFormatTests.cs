using System.Collections.Concurrent;
using ConnectRuntime.Avro.Registry;
using ConnectRuntime.Avro.Tests.Rows;
using ConnectRuntime.Errors;
using ConnectRuntime.Formats;
using ConnectRuntime.Records;

namespace ConnectRuntime.Avro.Tests;

public class AvroFormatTests
{
    [Fact]
    public async Task Subjects_follow_their_strategies()
    {
        Assert.Equal(["orders-key", "orders-value"], await SubjectsAsync(AvroFormatOptions.Default));
        Assert.Equal(
            ["orders-shop.inventory.orders.Key", "shop.inventory.orders.Value"],
            await SubjectsAsync(new AvroFormatOptions { KeySubject = SubjectNameStrategy.TopicRecordName, ValueSubject = SubjectNameStrategy.RecordName }));
    }

    [Fact]
    public async Task A_record_name_needs_a_record()
    {
        var fixture = await FormatFixture.CreateAsync(new AvroFormatOptions { KeySubject = SubjectNameStrategy.RecordName });
        var stream = new RecordStream("t", RecordSchema.String, null);
        var error = await Assert.ThrowsAsync<ConnectException>(async () => await fixture.Format.CreateEncoderAsync(stream, RecordPart.Key, default));
        Assert.Contains("key.subject.name.strategy", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_new_is_registered_where_that_is_off()
    {
        var fixture = await FormatFixture.CreateAsync(new AvroFormatOptions { AutoRegister = false });
        var error = await Assert.ThrowsAsync<ConnectException>(async () => await fixture.Format.CreateEncoderAsync(Shop.Flat, RecordPart.Value, default));
        Assert.Equal("AVR045", error.Code);
        await fixture.Registry.RegisterAsync("orders-value", fixture.Format.SchemaText(Shop.Row), default);
        Assert.NotNull(await fixture.Format.CreateEncoderAsync(Shop.Flat, RecordPart.Value, default));
    }

    [Fact]
    public async Task The_registry_is_asked_once_however_many_ask()
    {
        var registry = new CountingRegistry(await EmbeddedSchemaRegistry.OpenAsync(new MemorySchemaLog(), default));
        var format = new AvroFormat(registry);
        await Task.WhenAll(Enumerable.Range(0, 100).Select(i => Task.Run(async () =>
        {
            await format.CreateEncoderAsync(i % 2 == 0 ? Shop.Flat : Shop.Envelope, RecordPart.Value, default);
            await format.CreateEncoderAsync(Shop.Flat, RecordPart.Key, default);
        })));
        Assert.Equal(3, registry.Asked.Count);
        registry.Asked.Clear();
        await Task.WhenAll(Enumerable.Range(0, 100).Select(i => Task.Run(async () => await format.CreateDecoderAsync($"t{i}", RecordPart.Value, 1, default))));
        Assert.Single(registry.Asked);
    }

    [Fact]
    public async Task A_registry_that_was_away_is_asked_again()
    {
        var log = new MemorySchemaLog { IsDown = true };
        var format = new AvroFormat(await EmbeddedSchemaRegistry.OpenAsync(log, default));
        var error = await Assert.ThrowsAsync<ConnectException>(async () => await format.CreateEncoderAsync(Shop.Flat, RecordPart.Value, default));
        Assert.Equal(ErrorKind.Transient, error.Kind);
        log.IsDown = false;
        Assert.NotNull(await format.CreateEncoderAsync(Shop.Flat, RecordPart.Value, default));
    }

    [Theory]
    [InlineData(-1, "AVR042")]
    [InlineData(99, "AVR043")]
    public async Task Ids_that_lead_nowhere(int id, string code)
    {
        var fixture = await FormatFixture.CreateAsync();
        var error = await Assert.ThrowsAsync<ConnectException>(async () => await fixture.Format.CreateDecoderAsync("t", RecordPart.Key, id, default));
        Assert.Equal((ErrorKind.Data, code), (error.Kind, error.Code));
    }

    [Fact]
    public async Task Schemas_of_other_types_are_refused_and_references_are_followed()
    {
        var log = new MemorySchemaLog();
        log.Add("""{"keytype":"SCHEMA","subject":"p","version":1,"magic":1}""", """{"subject":"p","version":1,"id":1,"schemaType":"JSON","schema":"{}","deleted":false}""");
        log.Add("""{"keytype":"SCHEMA","subject":"b","version":1,"magic":1}""", """{"subject":"b","version":1,"id":2,"schema":"{\"type\":\"record\",\"name\":\"n.B\",\"fields\":[{\"name\":\"x\",\"type\":\"int\"}]}","deleted":false}""");
        log.Add("""{"keytype":"SCHEMA","subject":"a","version":1,"magic":1}""", """{"subject":"a","version":1,"id":3,"references":[{"name":"n.B","subject":"b","version":1}],"schema":"{\"type\":\"record\",\"name\":\"A\",\"fields\":[{\"name\":\"b\",\"type\":\"n.B\"}]}","deleted":false}""");
        var format = new AvroFormat(await EmbeddedSchemaRegistry.OpenAsync(log, default));
        var error = await Assert.ThrowsAsync<ConnectException>(async () => await format.CreateDecoderAsync("t", RecordPart.Value, 1, default));
        Assert.Equal("AVR044", error.Code);
        var decoder = await format.CreateDecoderAsync("t", RecordPart.Value, 3, default);
        var batch = FormatFixture.Decode(decoder, [0, 0, 0, 0, 3, 8]);
        Assert.Equal(4, new RowReader(batch, 0).After[0][0].Int64);
    }

    [Fact]
    public async Task Keys_and_a_stream_without_a_schema()
    {
        var fixture = await FormatFixture.CreateAsync();
        var batch = new RecordBatch();
        Shop.Add(batch, Shop.Flat, RowOperation.Create, 1);
        var key = await fixture.EncodeAsync(batch, 0, RecordPart.Key);
        var back = await fixture.DecodeAsync(key, RecordPart.Key, new Projection(["other"]));
        Assert.Equal(1_000_001, new RowReader(back, 0).Key[0].Int64);
        Assert.Equal(-1, back.Rows[0].After);
        await Assert.ThrowsAsync<ConnectException>(async () => await fixture.Format.CreateEncoderAsync(new RecordStream("t", null, null), RecordPart.Key, default));
    }

    [Theory]
    [InlineData("")]
    [InlineData("00")]
    [InlineData("0100000001")]
    public async Task Bytes_without_a_header(string bytes)
    {
        var fixture = await FormatFixture.CreateAsync();
        var batch = FormatFixture.One(RecordSchema.Int64, _ => Cell.Of(1L));
        var decoder = await fixture.DecoderAsync(await fixture.EncodeAsync(batch, 0));
        Assert.Equal("AVR033", Assert.Throws<ConnectException>(() => FormatFixture.Decode(decoder, Convert.FromHexString(bytes))).Code);
    }

    [Fact]
    public void Options_are_read_from_a_configuration()
    {
        var parsed = AvroFormatOptions.Spec.Parse(new Dictionary<string, string?>
        {
            ["auto.register.schemas"] = "false",
            ["value.subject.name.strategy"] = "io.confluent.kafka.serializers.subject.TopicRecordNameStrategy",
            ["key.subject.name.strategy"] = "RecordNameStrategy",
            ["scrub.invalid.names"] = "true",
        }).Require("test");
        var options = AvroFormatOptions.From(parsed);
        Assert.Equal(
            (false, SubjectNameStrategy.RecordName, SubjectNameStrategy.TopicRecordName, true, true),
            (options.AutoRegister, options.KeySubject, options.ValueSubject, options.Mapping.ScrubInvalidNames, options.Mapping.ConnectMetaData));
        Assert.Equal(AvroFormatOptions.Default, AvroFormatOptions.From(AvroFormatOptions.Spec.Parse(new Dictionary<string, string?>()).Require("test")));
    }

    private static async Task<IReadOnlyList<string>> SubjectsAsync(AvroFormatOptions options)
    {
        var fixture = await FormatFixture.CreateAsync(options);
        await fixture.Format.CreateEncoderAsync(Shop.Flat, RecordPart.Key, default);
        await fixture.Format.CreateEncoderAsync(Shop.Flat, RecordPart.Value, default);
        return await fixture.Registry.GetSubjectsAsync(default);
    }

    private sealed class CountingRegistry(ISchemaRegistry inner) : ISchemaRegistry
    {
        public ConcurrentBag<string> Asked { get; } = [];

        public async ValueTask<int> RegisterAsync(string subject, string schemaText, CancellationToken cancellationToken)
        {
            Asked.Add(subject);
            await Task.Delay(20, cancellationToken);
            return await inner.RegisterAsync(subject, schemaText, cancellationToken);
        }

        public async ValueTask<RegisteredSchema?> GetByIdAsync(int id, CancellationToken cancellationToken)
        {
            Asked.Add($"{id}");
            await Task.Delay(20, cancellationToken);
            return await inner.GetByIdAsync(id, cancellationToken);
        }

        public ValueTask<RegisteredSchema?> FindAsync(string subject, string schemaText, CancellationToken cancellationToken) =>
            inner.FindAsync(subject, schemaText, cancellationToken);

        public ValueTask<RegisteredSchema?> GetVersionAsync(string subject, int version, CancellationToken cancellationToken) =>
            inner.GetVersionAsync(subject, version, cancellationToken);

        public ValueTask<IReadOnlyList<string>> GetSubjectsAsync(CancellationToken cancellationToken) => inner.GetSubjectsAsync(cancellationToken);

        public ValueTask<IReadOnlyList<int>> GetVersionsAsync(string subject, CancellationToken cancellationToken) =>
            inner.GetVersionsAsync(subject, cancellationToken);
    }
}
