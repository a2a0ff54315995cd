namespace ConnectRuntime.Errors;

/// <summary>The one exception that a plugin throws on purpose.</summary>
/// <remarks>
/// The message reads <c>CODE: Cannot &lt;do&gt; &lt;object&gt;: &lt;what was found&gt;, &lt;what is required&gt;. &lt;What to do&gt;.</c>
/// It is shown to operators as it is, so it must not hold a secret and needs no stack trace to be understood.
/// Anything else that escapes a plugin counts as <see cref="ErrorKind.Fatal"/> and is shown with its trace.
/// </remarks>
public sealed class ConnectException : Exception
{
    /// <summary>Makes the exception.</summary>
    /// <param name="kind">What the failure means for the runtime.</param>
    /// <param name="code">Three or more capital letters and three digits, such as <c>CSV004</c>; unique in the product.</param>
    /// <param name="message">The sentence without the code.</param>
    /// <param name="inner">What caused it, if anything did.</param>
    public ConnectException(ErrorKind kind, string code, string message, Exception? inner = null)
        : base($"{code}: {message}", inner)
    {
        Kind = kind;
        Code = code;
    }

    /// <summary>What the failure means for the runtime.</summary>
    public ErrorKind Kind { get; }

    /// <summary>The stable code that begins the message.</summary>
    public string Code { get; }
}
