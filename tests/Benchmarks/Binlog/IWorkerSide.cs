namespace ConnectRuntime.Benchmarks.Binlog;

/// <summary>One of the two workers that are compared, with what it writes to.</summary>
internal interface IWorkerSide : IAsyncDisposable
{
    /// <summary>The worker.</summary>
    RestWorker Worker { get; }

    /// <summary>Adds the options that are its own.</summary>
    void AddOptions(Dictionary<string, string?> options);

    /// <summary>Rows count from here on.</summary>
    void BeginPhase();

    /// <summary>How many rows of the phase are in the topic.</summary>
    Task<long> RowsAsync(string name);
}
