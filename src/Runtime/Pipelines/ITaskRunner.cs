namespace ConnectRuntime.Runtime.Pipelines;

/// <summary>Runs one task of a plugin from its opening to its end.</summary>
internal interface ITaskRunner
{
    /// <summary>Runs until it is asked to stop, then finishes what is under way and returns. Throws what the task failed with.</summary>
    /// <param name="started">Called once the task is open and at work.</param>
    /// <param name="stop">Asks for the end.</param>
    Task RunAsync(Action started, StopSignal stop);

    /// <summary>Lets go of what others wait for, such as partitions, when a task does not end: it can commit nothing any more.</summary>
    void Abandon();
}
