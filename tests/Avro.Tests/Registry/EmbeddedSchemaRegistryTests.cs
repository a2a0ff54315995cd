using ConnectRuntime.Avro.Registry;
using ConnectRuntime.Avro.Tests.Rows;
using ConnectRuntime.Errors;

namespace ConnectRuntime.Avro.Tests.Registry;

public class EmbeddedSchemaRegistryTests
{
    private const string Long = """{"type":"record","name":"R","fields":[{"name":"a","type":"long"}]}""";

    private readonly MemorySchemaLog _log = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Ids_and_versions_grow_and_same_content_keeps_its_id()
    {
        var registry = await OpenAsync();
        Assert.Equal(1, await registry.RegisterAsync("a-value", "\"string\"", Token));
        Assert.Equal(2, await registry.RegisterAsync("a-value", "\"int\"", Token));
        Assert.Equal(1, await registry.RegisterAsync("b-value", """{"type":"string"}""", Token));
        Assert.Equal(1, await registry.RegisterAsync("a-value", """ { "type" : "string" } """, Token));
        Assert.Equal([1, 2], await registry.GetVersionsAsync("a-value", Token));
        Assert.Equal([1], await registry.GetVersionsAsync("b-value", Token));
        Assert.Equal(["a-value", "b-value"], await registry.GetSubjectsAsync(Token));
        Assert.Equal("\"int\"", (await registry.GetByIdAsync(2, Token))!.Text);
        Assert.Null(await registry.GetByIdAsync(3, Token));
        Assert.Equal(2, (await registry.GetVersionAsync("a-value", -1, Token))!.Version);
        Assert.Null(await registry.GetVersionAsync("a-value", 3, Token));
        Assert.Null(await registry.GetVersionAsync("c-value", -1, Token));
        Assert.Equal(2, (await registry.FindAsync("a-value", "\"int\"", Token))!.Id);
        Assert.Null(await registry.FindAsync("b-value", "\"int\"", Token));
        Assert.Equal(3, _log.Records.Count);
    }

    /// <summary>The form that Confluent's registry writes; the digest is md5sum's of the text, in Base64.</summary>
    [Fact]
    public async Task Records_are_Confluents()
    {
        var registry = await OpenAsync();
        await registry.RegisterAsync("orders-value", " { \"type\":\"string\" }", Token);
        Assert.Equal("""{"keytype":"SCHEMA","subject":"orders-value","version":1,"magic":1}""", _log.Records[0].Key);
        Assert.Equal(
            """{"subject":"orders-value","version":1,"id":1,"md5":"CV1xzxJVa51eMwrVdbPfXQ==","schema":"\"string\"","deleted":false}""",
            _log.Records[0].Value);
    }

    [Fact]
    public async Task A_restart_changes_nothing()
    {
        var first = await OpenAsync();
        await first.RegisterAsync("a", "\"string\"", Token);
        await first.RegisterAsync("b", Long, Token);

        var second = await OpenAsync();
        Assert.Equal(2, await second.RegisterAsync("c", Long, Token));
        Assert.Equal(3, await second.RegisterAsync("c", "\"bytes\"", Token));
        Assert.Equal([1, 2], await second.GetVersionsAsync("c", Token));
    }

    [Fact]
    public async Task Many_at_once_get_one_id()
    {
        var registry = await OpenAsync();
        var ids = await Task.WhenAll(Enumerable.Range(0, 200).Select(i =>
            Task.Run(async () => await registry.RegisterAsync($"s{i % 4}", i % 2 == 0 ? "\"int\"" : "\"long\"", Token))));
        Assert.Equal(2, ids.Distinct().Count());
        Assert.Equal(4, _log.Records.Count);
    }

    [Fact]
    public async Task A_log_that_fails_leaves_no_trace()
    {
        var registry = await OpenAsync();
        _log.IsDown = true;
        await Assert.ThrowsAsync<ConnectException>(async () => await registry.RegisterAsync("a", "\"int\"", Token));
        Assert.Empty(await registry.GetSubjectsAsync(Token));
        _log.IsDown = false;
        Assert.Equal(1, await registry.RegisterAsync("a", "\"int\"", Token));
    }

    /// <summary>Records as Confluent's registry 7 and 8 write them, with kinds that mean nothing to us.</summary>
    [Fact]
    public async Task Reads_a_log_of_another_registry()
    {
        _log.Add("""{"keytype":"NOOP","magic":0}""", null);
        _log.Add("""{"keytype":"CONFIG","subject":null,"magic":0}""", """{"compatibilityLevel":"FULL"}""");
        _log.Add("""{"keytype":"MODE","subject":null,"magic":0}""", """{"mode":"READWRITE"}""");
        _log.Add("""{"keytype":"SCHEMA","subject":"a","version":1,"magic":1}""", """{"subject":"a","version":1,"id":7,"schema":"\"int\"","deleted":false}""");
        _log.Add("""{"keytype":"SCHEMA","subject":"a","version":2,"magic":1}""", """{"subject":"a","version":2,"id":9,"md5":"x","schema":"\"long\"","deleted":false}""");
        _log.Add("""{"keytype":"SCHEMA","subject":"p","version":1,"magic":1}""", """{"subject":"p","version":1,"id":11,"schemaType":"PROTOBUF","references":[{"name":"n","subject":"a","version":1}],"schema":"syntax = \"proto3\";","deleted":false}""");
        _log.Add("""{"keytype":"SCHEMA","subject":":.team:t","version":1,"magic":1}""", """{"subject":":.team:t","version":1,"id":1,"schema":"\"bytes\"","deleted":false}""");
        _log.Add("""{"keytype":"SOMETHING_NEW","magic":3}""", """{"x":1}""");
        var registry = await OpenAsync();
        Assert.Equal(["a", "p", ":.team:t"], (await registry.GetSubjectsAsync(Token)).OrderBy(name => name.Length));
        Assert.Equal("PROTOBUF", (await registry.GetByIdAsync(11, Token))!.Type);
        Assert.Equal(new SchemaReference("n", "a", 1), Assert.Single((await registry.GetByIdAsync(11, Token))!.References));
        Assert.Null(await registry.GetByIdAsync(1, Token));
        Assert.Equal(12, await registry.RegisterAsync("b", "\"double\"", Token));
        Assert.Equal(7, await registry.RegisterAsync("b", "\"int\"", Token));
        Assert.Equal(2, await registry.RegisterAsync(":.team:t", "\"int\"", Token));
    }

    [Fact]
    public async Task Deletions_soft_hard_and_of_a_subject()
    {
        var registry = await OpenAsync();
        await registry.RegisterAsync("a", "\"int\"", Token);
        await registry.RegisterAsync("a", "\"long\"", Token);
        await registry.RegisterAsync("b", "\"int\"", Token);

        _log.Add("""{"keytype":"SCHEMA","subject":"a","version":1,"magic":1}""", """{"subject":"a","version":1,"id":1,"schema":"\"int\"","deleted":true}""");
        var soft = await OpenAsync();
        Assert.Equal([2], await soft.GetVersionsAsync("a", Token));
        Assert.NotNull(await soft.GetByIdAsync(1, Token));
        Assert.Null(await soft.GetVersionAsync("a", 1, Token));
        Assert.Equal(1, await soft.RegisterAsync("a", "\"int\"", Token));
        Assert.Equal([2, 3], await soft.GetVersionsAsync("a", Token));

        _log.Add("""{"keytype":"DELETE_SUBJECT","subject":"a","magic":0}""", """{"subject":"a","version":3}""");
        var gone = await OpenAsync();
        Assert.Equal(["b"], await gone.GetSubjectsAsync(Token));
        Assert.NotNull(await gone.GetByIdAsync(2, Token));

        _log.Add("""{"keytype":"CLEAR_SUBJECT","subject":"a","magic":0}""", """{"subject":"a"}""");
        var cleared = await OpenAsync();
        Assert.Null(await cleared.GetByIdAsync(2, Token));
        Assert.Equal("b", (await cleared.GetByIdAsync(1, Token))!.Subject);
        Assert.Equal(3, await cleared.RegisterAsync("a", "\"long\"", Token));
        Assert.Equal([1], await cleared.GetVersionsAsync("a", Token));

        _log.Add("""{"keytype":"SCHEMA","subject":"b","version":1,"magic":1}""", null);
        var hard = await OpenAsync();
        Assert.Empty(await hard.GetVersionsAsync("b", Token));
        Assert.Null(await hard.GetByIdAsync(1, Token));
    }

    [Theory]
    [InlineData("nonsense", null)]
    [InlineData("""{"keytype":"SCHEMA","subject":"a","version":1,"magic":1}""", """{"subject":"a"}""")]
    [InlineData("""{"keytype":"SCHEMA","subject":"a","version":1,"magic":1}""", """{"subject":"a","version":"1","id":1,"schema":"x"}""")]
    public async Task Damage_is_fatal_and_named(string key, string? value)
    {
        _log.Add("""{"keytype":"NOOP","magic":0}""", null);
        _log.Add(key, value);
        var error = await Assert.ThrowsAsync<ConnectException>(async () => await OpenAsync());
        Assert.Equal(ErrorKind.Fatal, error.Kind);
        Assert.Contains("record 1", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Refuses_what_is_no_schema()
    {
        var registry = await OpenAsync();
        var error = await Assert.ThrowsAsync<ConnectException>(async () => await registry.RegisterAsync("a", "\"foo\"", Token));
        Assert.Equal(ErrorKind.Data, error.Kind);
        Assert.Empty(_log.Records);
    }

    private ValueTask<EmbeddedSchemaRegistry> OpenAsync() => EmbeddedSchemaRegistry.OpenAsync(_log, Token);
}
