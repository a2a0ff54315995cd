using System.Text;
using ConnectRuntime.Host.Cli;

namespace ConnectRuntime.Host.Topics;

/// <summary>Topics in a data folder that nobody else has open.</summary>
internal sealed class LocalTopicView(IHostedWorker worker) : ITopicView
{
    /// <inheritdoc/>
    public Task<IReadOnlyList<TopicRow>> ListAsync(CancellationToken cancellationToken) =>
        TopicList.ReadAsync(worker.Log, cancellationToken);

    /// <inheritdoc/>
    public async Task ShowAsync(RecordQuery query, TextWriter output, CancellationToken cancellationToken)
    {
        await using var records = await RecordReader.OpenAsync(worker.Log, worker.Format, query, cancellationToken);
        while (await records.ReadAsync(cancellationToken) is { } lines)
        {
            await output.WriteAsync(Encoding.UTF8.GetString(lines.Span));
            await output.FlushAsync(cancellationToken);
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => worker.DisposeAsync();
}
