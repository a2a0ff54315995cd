using ConnectRuntime.FlatFile.Tailing;
using ConnectRuntime.Records;

namespace ConnectRuntime.FlatFile.Layouts;

// Records whose end has to be guessed: broken quotes and records that are too long. They end with their first line.
internal sealed partial class DelimitedLayout
{
    /// <summary>Fails the record at the window's start and takes its first line.</summary>
    /// <returns>False if the end of that line is not there.</returns>
    private bool TakeBroken(RecordWindow window, RecordBatch batch, SplitOutcome outcome)
    {
        var start = window.Start;
        var isWhole = outcome == SplitOutcome.Record;
        var length = (isWhole ? _splitter.End : window.End) - start;
        if (!FindLineEnd(window, start, out var end, out var next))
        {
            if (length <= _model.MaxRecordBytes)
            {
                return false;
            }

            _tooLong = RawRecord.Of(window, start, window.End, out _);
            return EndTooLong(window, batch);
        }

        var record = window.Buffer.AsSpan(start, end - start);
        var where = Where(window, start, 0);
        Fail(window, batch, start, end, outcome switch
        {
            SplitOutcome.TextAfterQuote => where.TextAfterQuote(record),
            SplitOutcome.UnclosedQuote => where.UnclosedQuote(record),
            _ => where.TooLong(isWhole ? length : -length, _model.MaxRecordBytes),
        });
        window.Take(next, 1, 1 + LineEnds(record));
        window.IsAfterOpenRecord = next == end;
        return true;
    }

    /// <summary>Passes over a record that is too long as it comes in, and fails it when its end is there.</summary>
    /// <remarks>Its beginning stays the place for a restart until then.</remarks>
    private bool EndTooLong(RecordWindow window, RecordBatch batch)
    {
        if (!FindLineEnd(window, window.Start, out var end, out var next))
        {
            // The last bytes may begin the terminator or be half a character.
            window.Pass(Math.Max(window.Start, window.End - Math.Max(4, _model.TerminatorText?.Length ?? 0)));
            return false;
        }

        var length = window.Position + window.RawLength(window.Start, end) - window.RecordPosition;
        var where = new RecordFailure(_target.Path, window.RecordPosition, window.Lines + 1);
        _rows.Fail(batch, _tooLong, cut: true, where.TooLong(length, _model.MaxRecordBytes));
        window.Take(next, 1, 1);
        _tooLong = null;
        return true;
    }

    /// <summary>Passes over the terminator that a record got after it had been taken without one.</summary>
    private bool EndOpenRecord(RecordWindow window)
    {
        var found = FindLineEnd(window, window.Start, out var end, out var next);
        if (window.Start == window.End || (!found && window.End - window.Start <= _model.MaxRecordBytes))
        {
            return false;
        }

        if (found && end == window.Start)
        {
            window.Take(next, 0, 0);
        }

        window.IsAfterOpenRecord = false;
        return true;
    }

    /// <summary>The first terminator from a place on, whatever quotes say.</summary>
    private bool FindLineEnd(RecordWindow window, int from, out int end, out int next)
    {
        var scanner = _lines.Scanner(window.Buffer);
        var found = _lines.Split(window.Buffer, ref scanner, from, window.End, window.IsFinal) == SplitOutcome.Record;
        (end, next) = (_lines.End, _lines.Next);
        return found;
    }
}
