using ConnectRuntime.Configuration;
using ConnectRuntime.Connectors;
using ConnectRuntime.FlatFile.Options;

namespace ConnectRuntime.FlatFile;

/// <summary>Reads delimited text files, one that grows or a folder of them, and goes on after a restart at the byte where it stopped.</summary>
[Plugin(
    "flatfile",
    "org.apache.kafka.connect.file.FileStreamSourceConnector",
    "FileStreamSourceConnector",
    "FileStreamSource",
    "com.github.jcustenborder.kafka.connect.spooldir.SpoolDirCsvSourceConnector",
    "SpoolDirCsvSourceConnector",
    "SpoolDirCsvSource",
    "com.github.jcustenborder.kafka.connect.spooldir.SpoolDirLineDelimitedSourceConnector",
    "SpoolDirLineDelimitedSourceConnector",
    "SpoolDirLineDelimitedSource",
    Summary = "Reads delimited text files: one that grows, or a folder of them.")]
public sealed class FlatFileSourceConnector : SourceConnector<FlatFileSourceTask>
{
    /// <inheritdoc/>
    public override ConfigSpec Config => FlatFileSpec.Spec;

    /// <inheritdoc/>
    public override ValueTask CheckAsync(ConnectorContext context, ICollection<CheckResult> results, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(context);
        new FlatFileCheck(FlatFileConfig.Of(context.Config), results).Run(cancellationToken);
        return default;
    }

    /// <inheritdoc/>
    /// <remarks>One task for one file; the tasks of a folder divide its files by their identity.</remarks>
    public override ValueTask<IReadOnlyList<TaskPlan>> PlanAsync(ConnectorContext context, int maxTasks, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(context);
        var tasks = FlatFileConfig.Of(context.Config).File is null ? maxTasks : 1;
        return new([.. Enumerable.Repeat(TaskPlan.Default, tasks)]);
    }
}
