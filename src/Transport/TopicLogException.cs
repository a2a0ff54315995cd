namespace ConnectRuntime.Transport;

/// <summary>
/// What a failure of the topic log means for whoever asked. The same four kinds as the plugin contract's, which the runtime maps one to
/// one.
/// </summary>
public enum TopicLogErrorKind
{
    /// <summary>The request or the configuration is wrong; the same call fails again.</summary>
    Config,

    /// <summary>Nothing was lost and the same call may work later: a full disk, a broker that is away.</summary>
    Transient,

    /// <summary>One record cannot be taken: too large, an unknown topic.</summary>
    Data,

    /// <summary>The log cannot go on: a failed fsync, damage in the middle of a segment, a fenced producer.</summary>
    Fatal,
}

/// <summary>The one exception that a topic log throws on purpose.</summary>
public sealed class TopicLogException(TopicLogErrorKind kind, string code, string message, Exception? inner = null)
    : Exception($"{code}: {message}", inner)
{
    /// <summary>What the failure means for whoever asked.</summary>
    public TopicLogErrorKind Kind { get; } = kind;

    /// <summary>A stable code such as <c>LOG003</c>, unique in the product.</summary>
    public string Code { get; } = code;
}
