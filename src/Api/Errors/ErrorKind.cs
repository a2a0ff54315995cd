namespace ConnectRuntime.Errors;

/// <summary>What a failure means for the runtime, which decides by this alone.</summary>
public enum ErrorKind
{
    /// <summary>The configuration, or something outside that only its owner can change, is wrong. The task fails; it is started again when the configuration changes, and with back-off in between.</summary>
    Config,

    /// <summary>Something outside is away or busy. The runtime tries again with back-off for as long as it takes, and shows that it does.</summary>
    Transient,

    /// <summary>One or more records cannot be handled. They are skipped, dead-lettered or stop the task, as <c>errors.tolerance</c> says.</summary>
    Data,

    /// <summary>The task cannot go on as it is: it lost its place or found damage. It fails and is restarted with back-off.</summary>
    Fatal,
}
