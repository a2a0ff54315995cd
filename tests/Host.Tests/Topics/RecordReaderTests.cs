using System.Text;
using System.Text.Json;
using ConnectRuntime.Errors;
using ConnectRuntime.Host.Tests.Fakes;
using ConnectRuntime.Host.Topics;
using ConnectRuntime.Testing.Servers;
using ConnectRuntime.Transport.Embedded;
using static ConnectRuntime.Host.Tests.Fakes.TestTopics;

namespace ConnectRuntime.Host.Tests.Topics;

/// <summary>Records as lines of JSON, over a real embedded log.</summary>
public sealed class RecordReaderTests : IAsyncDisposable
{
    private readonly TempFolder _folder = new("records");
    private readonly EmbeddedTopicLog _log;

    public RecordReaderTests() => _log = EmbeddedTopicLog.Open(new EmbeddedLogOptions(_folder.Combine("data")));

    public async ValueTask DisposeAsync()
    {
        await _log.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task Text_is_text_bytes_are_base64_and_a_tombstone_is_null()
    {
        await FillAsync(
            _log,
            "t",
            1,
            new TestRecord("ü\t"u8.ToArray(), [0, 1, 255], ("h", "x"u8.ToArray()), ("h", null), ("b", [0xFF])),
            new TestRecord([], null),
            new TestRecord([0x7F], "\xC3"u8.ToArray()));

        var lines = await ReadAsync(new RecordQuery("t"));
        Assert.Equal(3, lines.Count);
        Assert.Equal("ü\t", lines[0].GetProperty("key").GetString());
        Assert.Equal("AAH/", lines[0].GetProperty("value_base64").GetString());
        Assert.False(lines[0].TryGetProperty("value", out _));
        Assert.Equal(
            """[{"name":"h","value":"x"},{"name":"h","value":null},{"name":"b","value_base64":"/w=="}]""",
            lines[0].GetProperty("headers").GetRawText());
        Assert.Equal("", lines[1].GetProperty("key").GetString());
        Assert.Equal(JsonValueKind.Null, lines[1].GetProperty("value").ValueKind);
        Assert.Equal("fw==", lines[2].GetProperty("key_base64").GetString());
    }

    [Theory]
    [InlineData(null, null, null, "a0 a1 a2 b0 b1")]
    [InlineData(1L, null, null, "a1 a2 b1")]
    [InlineData(2L, null, 0, "a2")]
    [InlineData(9L, null, null, "")]
    [InlineData(null, 2L, 0, "a0 a1")]
    [InlineData(null, 0L, null, "")]
    [InlineData(null, null, 1, "b0 b1")]
    public async Task A_query_chooses_records(long? from, long? max, int? partition, string expected)
    {
        await FillAsync(_log, "t", 2, Text(null, "a0"), Text(null, "a1"), Text(null, "a2"), Text(null, "b0", 1), Text(null, "b1", 1));
        var lines = await ReadAsync(new RecordQuery("t") { From = from, Max = max, Partition = partition });
        Assert.Equal(expected, string.Join(' ', lines.Select(line => line.GetProperty("value").GetString()).Order(StringComparer.Ordinal)));
    }

    [Fact]
    public async Task An_empty_topic_ends_at_once_and_ten_thousand_records_come_in_order()
    {
        await FillAsync(_log, "empty", 3);
        Assert.Empty(await ReadAsync(new RecordQuery("empty")));

        await FillAsync(_log, "many", 1, [.. Enumerable.Range(0, 10_000).Select(i => Text(null, $"{i}"))]);
        var lines = await ReadAsync(new RecordQuery("many"));
        Assert.Equal(Enumerable.Range(0, 10_000).Select(i => $"{i}"), lines.Select(line => line.GetProperty("value").GetString()));
    }

    [Fact]
    public async Task Following_waits_for_what_comes()
    {
        await FillAsync(_log, "t", 1, Text(null, "a"));
        await using var reader = await RecordReader.OpenAsync(_log, new PlainFormat(), new RecordQuery("t") { Follow = true }, default);
        Assert.Contains("\"a\"", Encoding.UTF8.GetString((await reader.ReadAsync(default))!.Value.Span), StringComparison.Ordinal);
        var next = reader.ReadAsync(default).AsTask();
        await Task.Delay(100);
        Assert.False(next.IsCompleted);
        await FillAsync(_log, "t", 1, Text(null, "b"));
        Assert.Contains("\"b\"", Encoding.UTF8.GetString((await next)!.Value.Span), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unknown_topic_is_an_error() =>
        await Assert.ThrowsAsync<ConnectException>(() => ReadAsync(new RecordQuery("nobody")));

    private async Task<List<JsonElement>> ReadAsync(RecordQuery query)
    {
        var lines = new List<JsonElement>();
        await using var reader = await RecordReader.OpenAsync(_log, new PlainFormat(), query, CancellationToken.None);
        while (await reader.ReadAsync(CancellationToken.None) is { } bytes)
        {
            var text = Encoding.UTF8.GetString(bytes.Span);
            Assert.EndsWith("\n", text, StringComparison.Ordinal);
            lines.AddRange(text.TrimEnd('\n').Split('\n').Select(line => JsonDocument.Parse(line).RootElement));
        }

        return lines;
    }
}
