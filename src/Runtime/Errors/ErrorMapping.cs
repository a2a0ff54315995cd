using ConnectRuntime.Errors;
using ConnectRuntime.Transport;

namespace ConnectRuntime.Runtime.Errors;

/// <summary>What an exception means for a task, whoever threw it.</summary>
internal static class ErrorMapping
{
    /// <summary>The kind by which the runtime decides. What nobody threw on purpose is Fatal.</summary>
    public static ErrorKind KindOf(Exception exception) => exception switch
    {
        ConnectException own => own.Kind,
        TopicLogException log => log.Kind switch
        {
            TopicLogErrorKind.Config => ErrorKind.Config,
            TopicLogErrorKind.Transient => ErrorKind.Transient,
            TopicLogErrorKind.Data => ErrorKind.Data,
            _ => ErrorKind.Fatal,
        },
        _ => ErrorKind.Fatal,
    };

    /// <summary>What operators read: the sentence of an error that was made for them, the whole trace of one that was not.</summary>
    public static string Describe(Exception exception) => exception switch
    {
        ConnectException or TopicLogException => exception.Message,
        // A library is looked for when a method that uses it first runs, so it may be missing at any time.
        FileNotFoundException { FileName: { } assembly } when assembly.Contains(", Version=", StringComparison.Ordinal) =>
            $"PLG006: Cannot run the connector: its plugin needs {assembly}, which is not there. Put it into the plugin's folder, with everything that the build of the plugin left beside it.",
        _ => exception.ToString(),
    };
}
