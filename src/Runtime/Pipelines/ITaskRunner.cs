namespace ConnectRuntime.Runtime.Pipelines;

/// <summary>Runs one task of a plugin from its opening to its end.</summary>
internal interface ITaskRunner
{
    /// <summary>Runs until <paramref name="stop"/> is cancelled, then finishes what is under way and returns. Throws what the task failed with.</summary>
    /// <param name="started">Called once the task is open and at work.</param>
    /// <param name="stop">Asks for the end.</param>
    Task RunAsync(Action started, CancellationToken stop);
}
