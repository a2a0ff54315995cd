using ConnectRuntime.Errors;
using ConnectRuntime.Records;
using ConnectRuntime.Transport;

namespace ConnectRuntime.Runtime.Pipelines;

/// <summary>What is done about rows of a source that cannot be written.</summary>
internal interface ISourceErrors
{
    /// <summary>
    /// Skips the row, or writes its dead letter into the same outgoing batch, so that it is durable before the position that
    /// passes the row.
    /// </summary>
    /// <exception cref="ConnectException">The error itself, where errors are not tolerated.</exception>
    void Handle(RecordBatch batch, int row, ConnectException error, EncodedBatch into);
}
