using ConnectRuntime.FlatFile.Layouts;
using ConnectRuntime.FlatFile.Tailing;
using ConnectRuntime.Records;

namespace ConnectRuntime.FlatFile;

// Reading one file: blocks into records until the batch is full or the file is at its end.
public sealed partial class FlatFileSourceTask
{
    private enum Pause
    {
        /// <summary>The batch is full or the task is to stop: the file stays the current one.</summary>
        Full,

        /// <summary>The file is at its end and may grow.</summary>
        AtEnd,

        /// <summary>The file is at its end for good.</summary>
        Complete,
    }

    private void Read(TrackedFile file, RecordBatch batch, CancellationToken cancellationToken)
    {
        var blank = file.Layout!.BlankLines;
        var pause = Pause.Full;
        try
        {
            pause = Take(file, file.Layout, batch, cancellationToken);
        }
        finally
        {
            // Also after a failure: the rows before it are good, and the task goes on behind them.
            Advance(file, pause == Pause.Complete, batch);
        }

        var size = file.Status.Size;
        Context.Metrics.Progress(file.Path, size > 0 ? Math.Min(1, (double)file.Position / size) : null);

        if (file.Layout.BlankLines > blank)
        {
            Context.Metrics.Add("blank_lines_total", file.Layout.BlankLines - blank);
        }

        if (pause != Pause.Full)
        {
            Leave(file, pause);
        }
    }

    private Pause Take(TrackedFile file, IRecordLayout layout, RecordBatch batch, CancellationToken cancellationToken)
    {
        while (layout.Take(_reader.Window, batch, _config.BatchSize) == TakeResult.NeedsMore)
        {
            if (cancellationToken.IsCancellationRequested)
            {
                return Pause.Full;
            }

            if (_reader.Window.IsFinal)
            {
                return Pause.Complete;
            }

            if (_reader.Fill())
            {
                continue;
            }

            file.Status = FileStat.Of(file.Handle!, file.Path) with { Id = file.Id };
            if (file.Status.Size > _reader.Seen || !_files.IsDue(file))
            {
                return Pause.AtEnd;
            }

            _reader.End(file.Status.Size);
        }

        return Pause.Full;
    }

    private void Advance(TrackedFile file, bool isComplete, RecordBatch batch)
    {
        var window = _reader.Window;
        var position = isComplete ? file.Status.Size : window.RecordPosition;
        if (position == file.Position && !file.IsMoved && (!isComplete || position == 0))
        {
            return;
        }

        file.IsMoved = false;
        file.EndsOpen = window.IsAfterOpenRecord;
        _opener.Identify(file);
        (file.Position, file.Records, file.Lines) = (position, window.Records, window.Lines);
        file.Tail = Fingerprint.Tail(file.Handle!, position);
        batch.AddCommitPoint(_notes.Mark(file));
    }

    private void Leave(TrackedFile file, Pause pause)
    {
        _current = null;
        file.SeenSize = pause == Pause.Complete ? file.Status.Size : _reader.Seen;
        file.IsComplete = pause == Pause.Complete;
        if (!file.IsComplete)
        {
            _files.Follow(file);
            return;
        }

        Context.Metrics.Add("files_completed_total", 1);
        _files.Leave(file);
    }
}
