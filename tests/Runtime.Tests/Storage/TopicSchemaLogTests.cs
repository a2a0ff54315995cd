using ConnectRuntime.Avro.Registry;
using ConnectRuntime.Errors;
using ConnectRuntime.Runtime.Storage;
using ConnectRuntime.Testing.Servers;
using ConnectRuntime.Transport;
using ConnectRuntime.Transport.Embedded;

namespace ConnectRuntime.Runtime.Tests.Storage;

/// <summary>The registry over the embedded log: many schemas at once, each once and there after a restart.</summary>
public sealed class TopicSchemaLogTests : IDisposable
{
    private const int Schemas = 300;

    private readonly TempFolder _folder = new("schemas");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Schemas_that_come_together_are_all_there_after_a_restart()
    {
        Dictionary<string, int> ids = [];
        await using (var topics = EmbeddedTopicLog.Open(new EmbeddedLogOptions(_folder.Combine("data"))))
        {
            await using var log = new TopicSchemaLog(topics);
            var registry = await EmbeddedSchemaRegistry.OpenAsync(log, Cancel);

            // Each is asked for twice at the same time, and each second one is a further version of the subject before.
            var all = await Task.WhenAll(Enumerable.Range(0, 2 * Schemas).Select(i => Task.Run(async () =>
                (Text: Text(i % Schemas), Id: await registry.RegisterAsync(Subject(i % Schemas), Text(i % Schemas), Cancel)))));
            foreach (var (text, id) in all)
            {
                Assert.Equal(id, ids.GetValueOrDefault(text, id));
                ids[text] = id;
            }

            Assert.Equal(Enumerable.Range(1, Schemas), ids.Values.Order());
            Assert.Equal(Schemas, (await topics.GetOffsetsAsync(new TopicPartition(InternalTopics.Schemas, 0), Cancel)).Stable);
        }

        await using (var topics = EmbeddedTopicLog.Open(new EmbeddedLogOptions(_folder.Combine("data"))))
        {
            await using var log = new TopicSchemaLog(topics);
            var registry = await EmbeddedSchemaRegistry.OpenAsync(log, Cancel);
            foreach (var (text, id) in ids)
            {
                Assert.Equal(text, (await registry.GetByIdAsync(id, Cancel))!.Text);
            }

            for (var i = 0; i < Schemas; i += 2)
            {
                Assert.Equal([1, 2], await registry.GetVersionsAsync(Subject(i), Cancel));
            }
        }
    }

    [Fact]
    public async Task A_log_that_is_closed_fails_whoever_waits()
    {
        var topics = EmbeddedTopicLog.Open(new EmbeddedLogOptions(_folder.Combine("closed")));
        await using var log = new TopicSchemaLog(topics);
        var registry = await EmbeddedSchemaRegistry.OpenAsync(log, Cancel);
        await registry.RegisterAsync("first", Text(0), Cancel);
        await topics.DisposeAsync();

        var all = Enumerable.Range(1, 20).Select(i => registry.RegisterAsync("s", Text(i), Cancel).AsTask()).ToList();
        foreach (var one in all)
        {
            var error = await Assert.ThrowsAnyAsync<Exception>(() => one.WaitAsync(TimeSpan.FromSeconds(30), Cancel));
            Assert.True(error is ConnectException or ObjectDisposedException, error.ToString());
        }

        Assert.Equal(["first"], await registry.GetSubjectsAsync(Cancel));
    }

    public void Dispose() => _folder.Dispose();

    private static string Subject(int i) => $"s{i / 2}";

    private static string Text(int i) => $$"""{"type":"record","name":"r{{i}}","fields":[{"name":"a","type":"int"}]}""";
}
