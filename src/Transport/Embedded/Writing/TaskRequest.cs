namespace ConnectRuntime.Transport.Embedded.Writing;

/// <summary>A request of which there are few: it answers through a task.</summary>
internal abstract class TaskRequest : LogRequest
{
    private readonly TaskCompletionSource _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task Task => _completion.Task;

    public override void Complete()
    {
        if (Error is null)
        {
            _completion.TrySetResult();
        }
        else
        {
            _completion.TrySetException(Error);
        }
    }
}
