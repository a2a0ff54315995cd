namespace ConnectRuntime.Transport.Embedded.Writing;

/// <summary>Something that the flusher does to the log, in order with everything else.</summary>
/// <remarks>Made by a caller, owned by the flusher from <see cref="FlushLoop.Enqueue"/> until <see cref="Complete"/>.</remarks>
internal abstract class LogRequest
{
    /// <summary>Why nothing of this request is kept, if so.</summary>
    public TopicLogException? Error { get; set; }

    /// <summary>Whether it has a record in the journal of this cycle.</summary>
    public bool InJournal { get; set; }

    /// <summary>Whether it may complete once it is written, before anything is durable.</summary>
    public virtual bool CompletesWhenWritten => false;

    /// <summary>Writes what is to be made durable; sets <see cref="Error"/> and takes everything back where it cannot.</summary>
    public abstract void Prepare(FlushLoop loop);

    /// <summary>Takes back what <see cref="Prepare"/> did in memory, after the journal could not be written.</summary>
    public virtual void Revert(FlushLoop loop)
    {
    }

    /// <summary>Does what follows from being durable.</summary>
    public virtual void Apply(FlushLoop loop)
    {
    }

    /// <summary>Answers the caller, with <see cref="Error"/> if it is set.</summary>
    public abstract void Complete();
}
