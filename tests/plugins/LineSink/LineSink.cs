using ConnectRuntime.Configuration;
using ConnectRuntime.Connectors;
using ConnectRuntime.Records;

namespace Samples;

[Plugin(Summary = "Appends each row to a file, as a line of JSON.")]
public sealed class LineSink : SinkConnector<LineTask>
{
    public static readonly ConfigKey<string> Path = ConfigKey.String("file").Doc("File to append to.");

    public override ConfigSpec Config => ConfigSpec.Of(Path);
}

public sealed class LineTask : SinkTask
{
    protected override async ValueTask<IReadOnlyList<SinkFailure>> Write(RecordBatch batch, CancellationToken cancellationToken)
    {
        var lines = new List<string>();
        foreach (var row in batch)
        {
            lines.Add(row.After.ToJson());
        }

        await File.AppendAllLinesAsync(Context.Config.Get(LineSink.Path), lines, cancellationToken);
        return [];
    }
}
