using System.Text.Json;
using ConnectRuntime.Configuration;
using ConnectRuntime.Connectors;
using ConnectRuntime.Records;

namespace ConnectRuntime.Host.Tests.Worker;

/// <summary>A source of the rows 1 to <c>count</c>, as changes with an envelope if <c>envelope</c> says so.</summary>
[Plugin("counting", Summary = "Counts.")]
public sealed class CountingSource : SourceConnector<CountingSourceTask>
{
    /// <summary>Where the rows go.</summary>
    public static readonly ConfigKey<string> Topic = ConfigKey.String("topic").Doc("Topic of the rows.");

    /// <summary>How many there are.</summary>
    public static readonly ConfigKey<int> Count = ConfigKey.Int("count").Default(10).Doc("Number of rows.");

    /// <summary>Whether rows are changes.</summary>
    public static readonly ConfigKey<bool> Envelope = ConfigKey.Bool("envelope").Default(false).Doc("Whether rows are changes.");

    /// <summary>The row at which the task fails.</summary>
    public static readonly ConfigKey<int> FailAt = ConfigKey.Int("fail.at").Default(-1).Doc("The row at which it fails, or −1.");

    /// <inheritdoc/>
    public override ConfigSpec Config => ConfigSpec.Of(Topic, Count, Envelope, FailAt);
}

/// <summary>The task of <see cref="CountingSource"/>.</summary>
public sealed class CountingSourceTask : SourceTask
{
    private static readonly RecordSchema Schema = SchemaBuilder.Struct("counting.Row")
        .Field("id", RecordSchema.Int64).Field("name", RecordSchema.String.WithNullable(true)).Build();

    private static readonly RecordSchema KeySchema = SchemaBuilder.Struct("counting.Key").Field("id", RecordSchema.Int64).Build();

    private long _next = 1;

    /// <inheritdoc/>
    public override async ValueTask OpenAsync(ISourceContext context, CancellationToken cancellationToken)
    {
        await base.OpenAsync(context, cancellationToken);
        if (context.Positions.Find("{\"counter\":0}") is { } stored)
        {
            _next = JsonDocument.Parse(stored).RootElement.GetProperty("next").GetInt64();
        }
    }

    /// <inheritdoc/>
    public override ValueTask<ReadResult> ReadAsync(RecordBatch batch, CancellationToken cancellationToken)
    {
        var layout = Context.Config.Get(CountingSource.Envelope) ? ValueLayout.Envelope : ValueLayout.Flat;
        var stream = new RecordStream(Context.Config.Get(CountingSource.Topic), KeySchema, Schema, layout);
        for (var i = 0; i < 100 && _next <= Context.Config.Get(CountingSource.Count); i++, _next++)
        {
            if (_next == Context.Config.Get(CountingSource.FailAt))
            {
                throw new InvalidOperationException("The counter is worn out.");
            }

            var row = batch.Add(stream, layout == ValueLayout.Envelope ? RowOperation.Create : RowOperation.None);
            row.Key().Set(0, _next);
            var after = row.After();
            after.Set(0, _next);
            after.Set(1, _next % 2 == 0 ? null : $"n{_next}");
            batch.AddCommitPoint(new PositionMark(0, _next + 1));
        }

        return new(_next > Context.Config.Get(CountingSource.Count) ? ReadResult.Finished : ReadResult.More);
    }

    /// <inheritdoc/>
    public override SourcePosition Render(PositionMark mark) => new("{\"counter\":0}", $"{{\"next\":{mark.A}}}");
}
