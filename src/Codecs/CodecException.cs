namespace ConnectRuntime.Codecs;

/// <summary>What a failure of a codec means for whoever asked.</summary>
public enum CodecErrorKind
{
    /// <summary>A library of the system is missing; the same call fails again until it is installed.</summary>
    Config,

    /// <summary>The bytes are not what they should be.</summary>
    Data,
}

/// <summary>The one exception that a codec throws on purpose.</summary>
public sealed class CodecException(CodecErrorKind kind, string code, string message, Exception? inner = null)
    : Exception($"{code}: {message}", inner)
{
    /// <summary>What the failure means.</summary>
    public CodecErrorKind Kind { get; } = kind;

    /// <summary>A stable code such as <c>ZST001</c>, unique in the product.</summary>
    public string Code { get; } = code;
}
