namespace ConnectRuntime.Host.Topics;

/// <summary>Topics as the command line sees them: in a data folder, or over REST in a worker that holds it.</summary>
internal interface ITopicView : IAsyncDisposable
{
    /// <summary>All topics.</summary>
    Task<IReadOnlyList<TopicRow>> ListAsync(CancellationToken cancellationToken);

    /// <summary>Writes the records that a query asks for, one JSON object a line.</summary>
    Task ShowAsync(RecordQuery query, TextWriter output, CancellationToken cancellationToken);
}
