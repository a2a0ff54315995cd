using System.Text.Unicode;
using ConnectRuntime.Errors;
using ConnectRuntime.FlatFile.Columns;
using ConnectRuntime.FlatFile.Tailing;
using ConnectRuntime.Records;

namespace ConnectRuntime.FlatFile.Layouts;

/// <summary>Records that are lines of fields between separators.</summary>
/// <remarks>
/// Owner: the task's thread. A record that cannot be read is a failed row without a value; reading goes on with the next
/// line. A quote that is never closed costs its first line only, not everything up to the end of the file.
/// </remarks>
internal sealed partial class DelimitedLayout : IRecordLayout
{
    private readonly DelimitedModel _model;
    private readonly DelimitedSplitter _splitter;
    private readonly RowPlan _plan;
    private readonly RowTarget _target;
    private readonly RecordRules _rules;
    private readonly RowAssembler _rows;
    private readonly DelimitedSplitter _lines;
    private byte[]? _tooLong;

    public DelimitedLayout(DelimitedModel model, RowPlan plan, RowTarget target, RecordRules rules)
    {
        _model = model;
        _splitter = new DelimitedSplitter(model);
        _lines = new DelimitedSplitter(model with { Separator = [], Quote = null });
        _plan = plan;
        _target = target;
        _rules = rules;
        _rows = new RowAssembler(target);
    }

    /// <summary>Blank lines that were passed over.</summary>
    public long BlankLines { get; private set; }

    /// <inheritdoc/>
    public TakeResult Take(RecordWindow window, RecordBatch batch, int maxRows)
    {
        _rows.Begin(batch);
        if (_tooLong is not null && !EndTooLong(window, batch))
        {
            return TakeResult.NeedsMore;
        }

        if (window.IsAfterOpenRecord && !EndOpenRecord(window))
        {
            return TakeResult.NeedsMore;
        }

        var buffer = window.Buffer;
        var scanner = _splitter.Scanner(buffer);
        var at = window.Start;
        long records = 0, lines = 0;
        while (!batch.IsFull && batch.RowCount < maxRows)
        {
            if (at >= window.End)
            {
                window.Take(at, records, lines);
                return TakeResult.NeedsMore;
            }

            var outcome = _splitter.Split(buffer, ref scanner, at, window.End, window.IsFinal);
            var length = (outcome == SplitOutcome.Incomplete ? window.End : _splitter.End) - at;
            if (outcome == SplitOutcome.Record && length <= _model.MaxRecordBytes)
            {
                if (length > 0 || !_rules.SkipsBlankLines)
                {
                    Add(window, batch, at, lines);
                    records++;
                }
                else
                {
                    BlankLines++;
                }

                lines += _splitter.MaySpanLines ? 1 + LineEnds(buffer.AsSpan(at, length)) : 1;
                at = _splitter.Next;
                window.IsAfterOpenRecord = at == _splitter.End;
                continue;
            }

            window.Take(at, records, lines);
            (records, lines) = (0, 0);
            if (outcome == SplitOutcome.Incomplete && length <= _model.MaxRecordBytes)
            {
                return TakeResult.NeedsMore;
            }

            if (!TakeBroken(window, batch, outcome))
            {
                return TakeResult.NeedsMore;
            }

            at = window.Start;
        }

        window.Take(at, records, lines);
        return TakeResult.Full;
    }

    private void Add(RecordWindow window, RecordBatch batch, int at, long lines)
    {
        var fields = _splitter.Fields;
        if (fields.Length != _rules.FieldCount && !_rules.Accepts(ref fields))
        {
            var record = window.Buffer.AsSpan(at, _splitter.End - at);
            Fail(window, batch, at, _splitter.End, Where(window, at, lines).FieldCount(_splitter.Count, _rules.FieldCount, record));
            return;
        }

        if (!window.IsValid && BrokenColumn(window, at) is var broken and >= 0)
        {
            var field = _splitter.Fields[broken];
            var text = window.Buffer.AsSpan(field.Start, field.Length);
            Fail(window, batch, at, _splitter.End, Where(window, at, lines).Encoding(window.Decoding.Name, broken + 1, text));
            return;
        }

        var cells = batch.CellCount;
        var arena = batch.ArenaLength;
        _rows.Add(batch);
        var failed = _plan.Write(batch, window.Buffer, fields, _splitter.End - at, out var root);
        if (failed >= 0)
        {
            batch.RemoveLast(cells, arena);
            var number = _plan.Columns[failed].Field;
            var field = number < fields.Length ? fields[number] : default;
            var text = window.Buffer.AsSpan(field.Start, field.Length);
            Fail(window, batch, at, _splitter.End, Where(window, at, lines).Value(_target.Columns[failed], number + 1, text));
            return;
        }

        var position = _rows.NeedsPosition ? window.Position + window.RawLength(window.Start, at) : 0;
        _rows.Finish(batch, root, position);
    }

    private int BrokenColumn(RecordWindow window, int at)
    {
        if (Utf8.IsValid(window.Buffer.AsSpan(at, _splitter.End - at)))
        {
            return -1;
        }

        var fields = _splitter.Fields;
        for (var i = 0; i < fields.Length; i++)
        {
            if (!Utf8.IsValid(window.Buffer.AsSpan(fields[i].Start, fields[i].Length)))
            {
                return i;
            }
        }

        return 0;
    }

    private RecordFailure Where(RecordWindow window, int at, long lines) =>
        new(_target.Path, window.Position + window.RawLength(window.Start, at), window.Lines + lines + 1);

    private void Fail(RecordWindow window, RecordBatch batch, int from, int to, ConnectException error)
    {
        var raw = RawRecord.Of(window, from, to, out var cut);
        _rows.Fail(batch, raw, cut, error);
    }

    // A CR LF is one line end, a CR that stands alone is one too.
    private static long LineEnds(ReadOnlySpan<byte> text)
    {
        long count = 0;
        for (var at = text.IndexOfAny((byte)'\n', (byte)'\r'); at >= 0; at = text.IndexOfAny((byte)'\n', (byte)'\r'))
        {
            var length = text[at] == '\r' && at + 1 < text.Length && text[at + 1] == '\n' ? 2 : 1;
            text = text[(at + length)..];
            count++;
        }

        return count;
    }
}
