using ConnectRuntime.Configuration;
using ConnectRuntime.Connectors;
using ConnectRuntime.Records;

namespace Samples;

[Plugin(Summary = "Counts into a topic.")]
public sealed class CounterSource : SourceConnector<CounterTask>
{
    public static readonly ConfigKey<string> Topic = ConfigKey.String("topic").Doc("Topic to count into.");
    public static readonly ConfigKey<int> Last = ConfigKey.Int("count.to").Default(100).Doc("Number to stop at.");

    public override ConfigSpec Config => ConfigSpec.Of(Topic, Last);
}

public sealed class CounterTask : SourceTask
{
    private static readonly RecordSchema Count = SchemaBuilder.Struct("samples.Count").Field("n", RecordSchema.Int64).Build();
    private long? _next;

    public override ValueTask<ReadResult> ReadAsync(RecordBatch batch, CancellationToken cancellationToken)
    {
        _next ??= StoredPosition() ?? 1;
        for (; _next <= Context.Config.Get(CounterSource.Last) && !batch.IsFull; _next++)
        {
            batch.Add(new RecordStream(Context.Config.Get(CounterSource.Topic), null, Count)).After().Set("n", _next.Value);
            batch.AddCommitPoint(new(0, _next.Value + 1));
        }

        return new(batch.IsFull ? ReadResult.More : ReadResult.Finished);
    }
}
