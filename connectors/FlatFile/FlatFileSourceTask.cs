using ConnectRuntime.Connectors;
using ConnectRuntime.Errors;
using ConnectRuntime.FlatFile.Options;
using ConnectRuntime.FlatFile.Tailing;
using ConnectRuntime.Records;
using Microsoft.Extensions.Logging;

namespace ConnectRuntime.FlatFile;

/// <summary>Reads the files that belong to one task, one after the other, and then whatever is added to them.</summary>
public sealed partial class FlatFileSourceTask : SourceTask
{
    private const int LongestWaitMilliseconds = 1000;

    private readonly BlockReader _reader = new();
    private readonly PositionNotes _notes = new();
    private FlatFileConfig _config = null!;
    private FileTracker _files = null!;
    private FileOpener _opener = null!;
    private TrackedFile? _current;
    private ConnectException? _failure;
    private long _nextScan;

    private long Now => Context.Clock.GetUtcNow().ToUnixTimeMilliseconds();

    /// <inheritdoc/>
    public override async ValueTask OpenAsync(ISourceContext context, CancellationToken cancellationToken)
    {
        await base.OpenAsync(context, cancellationToken);
        _config = FlatFileConfig.Of(context.Config);
        _files = new FileTracker(_config, Owns, () => Now);
        _opener = new FileOpener(_config, _reader, context.Log);
        foreach (var stored in context.Positions.List())
        {
            if (FilePosition.IdOf(stored.Partition) is { } id && Owns(id))
            {
                _files.Know(id, FilePosition.Parse(stored.Offset));
            }
        }
    }

    /// <inheritdoc/>
    public override ValueTask<ReadResult> ReadAsync(RecordBatch batch, CancellationToken cancellationToken)
    {
        if (_failure is { } failure)
        {
            _failure = null;
            throw failure;
        }

        return Fill(batch, cancellationToken) ? new(ReadResult.More) : WaitAsync(batch, cancellationToken);
    }

    /// <inheritdoc/>
    public override SourcePosition Render(PositionMark mark) => _notes.Render(mark, index => _files[index]);

    /// <inheritdoc/>
    public override ValueTask CommittedAsync(SourcePosition position, CancellationToken cancellationToken)
    {
        if (FilePosition.IdOf(position.Partition) is { } id)
        {
            var stored = FilePosition.Parse(position.Offset);
            _files.Know(id, stored);
            _notes.Forget(_files.IndexOf(id), stored.Position);
        }

        return default;
    }

    /// <inheritdoc/>
    public override ValueTask DisposeAsync()
    {
        _files?.Close();
        return base.DisposeAsync();
    }

    private bool Owns(string id) => Context.TaskCount <= 1 || Partitioner.Of(id, Context.TaskCount) == Context.TaskId;

    private async ValueTask<ReadResult> WaitAsync(RecordBatch batch, CancellationToken cancellationToken)
    {
        foreach (var id in _files.TakeForgotten())
        {
            await Context.Positions.ForgetAsync(FilePosition.Partition(id), cancellationToken);
        }

        var wait = Math.Clamp(_nextScan - Now, 1, Math.Min(LongestWaitMilliseconds, (long)_config.EmptyWait.TotalMilliseconds));
        await Task.Delay(TimeSpan.FromMilliseconds(wait), Context.Clock, cancellationToken);
        Fill(batch, cancellationToken);
        return ReadResult.More;
    }

    /// <summary>Reads as long as there is room and something to read.</summary>
    private bool Fill(RecordBatch batch, CancellationToken cancellationToken)
    {
        try
        {
            while (!batch.IsFull && batch.RowCount < _config.BatchSize && !cancellationToken.IsCancellationRequested)
            {
                _current ??= Choose();
                if (_current is null)
                {
                    break;
                }

                Read(_current, batch, cancellationToken);
            }
        }
        catch (ConnectException e) when (!batch.IsEmpty)
        {
            // What is in the batch is good: it goes first, and the failure comes with the next call.
            _failure = e;
        }

        if (batch.IsEmpty)
        {
            cancellationToken.ThrowIfCancellationRequested();
        }

        return !batch.IsEmpty;
    }

    /// <summary>The next file with something to read, opened at its place.</summary>
    private TrackedFile? Choose()
    {
        for (var looked = false; ;)
        {
            var file = _files.Next();
            if (file is null)
            {
                if (looked)
                {
                    return null;
                }

                looked = true;
                Look();
            }
            else if (TryOpen(file))
            {
                return file;
            }
        }
    }

    private void Look()
    {
        if (Now < _nextScan)
        {
            _files.Poll();
            return;
        }

        _files.Scan();
        _nextScan = Now + (long)_config.ScanInterval.TotalMilliseconds;
    }

    private bool TryOpen(TrackedFile file)
    {
        try
        {
            var isDue = _files.IsDue(file);
            if (_opener.Open(file, isDue))
            {
                return true;
            }

            // Gone between the scan and now, or without its whole header, which is waited for.
            if (file.Handle is not null)
            {
                Leave(file, isDue ? Pause.Complete : Pause.AtEnd);
            }

            return false;
        }
        catch (ConnectException e) when (!_config.HaltOnError && e.Kind != ErrorKind.Transient)
        {
            Context.Log.LogError("{Message} The file is left aside until the task starts again.", e.Message);
            Context.Metrics.Add("files_failed_total", 1);
            file.IsAside = true;
            _files.Leave(file);
            return false;
        }
    }
}
