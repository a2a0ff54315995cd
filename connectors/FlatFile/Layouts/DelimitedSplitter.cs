namespace ConnectRuntime.FlatFile.Layouts;

/// <summary>Cuts delimited text into records and fields, without copying and without looking at what fields mean.</summary>
/// <remarks>
/// <para>Owner: the task's thread. It keeps the fields of the record found last.</para>
/// <code>
/// record = field *( separator field ) terminator        the terminator may be missing at the end of a finished file
/// field  = plain / quote *( any / quote quote / escape any ) quote
/// </code>
/// <para>A quote matters only as the first byte of a field, as RFC 4180 has it; inside a plain field it is text.</para>
/// </remarks>
internal sealed class DelimitedSplitter
{
    private readonly byte[] _separator;
    private readonly byte _first;
    private readonly int _singleSeparator;
    private readonly int _quote;
    private readonly int _escape;
    private readonly RecordTerminator _terminator;
    private readonly byte[]? _terminatorText;
    private readonly byte _endA;
    private readonly byte _endB;
    private FieldRange[] _fields = new FieldRange[64];

    public DelimitedSplitter(DelimitedModel model)
    {
        _separator = model.Separator;
        _terminator = model.Terminator;
        _terminatorText = model.TerminatorText;
        _quote = model.Quote ?? -1;
        _escape = model.Escape ?? -1;
        (_endA, _endB) = model.TerminatorBytes;
        _first = _separator.Length > 0 ? _separator[0] : _endA;
        _singleSeparator = _separator.Length == 1 ? _separator[0] : -1;
    }

    /// <summary>Fields of the record found last.</summary>
    public int Count { get; private set; }

    /// <summary>The fields of the record found last.</summary>
    public ReadOnlySpan<FieldRange> Fields => _fields.AsSpan(0, Count);

    /// <summary>The end of its content, where the terminator begins.</summary>
    public int End { get; private set; }

    /// <summary>Where the next record begins.</summary>
    public int Next { get; private set; }

    /// <summary>Whether a field of it is quoted or holds escapes, so that there may be line ends in it.</summary>
    public bool MaySpanLines { get; private set; }

    /// <summary>A scanner for a buffer; good for as long as the buffer's bytes stay.</summary>
    public StructuralScanner Scanner(byte[] buffer) =>
        new(buffer, _first, _endA, _endB, _escape < 0 ? _endA : (byte)_escape);

    /// <summary>Finds the record that begins at <paramref name="start"/>.</summary>
    /// <param name="buffer">The text, padded.</param>
    /// <param name="scanner">The buffer's scanner.</param>
    /// <param name="start">First byte of the record.</param>
    /// <param name="end">End of the text.</param>
    /// <param name="final">Whether nothing can follow, so that the end of the text ends the record.</param>
    public SplitOutcome Split(byte[] buffer, ref StructuralScanner scanner, int start, int end, bool final)
    {
        var count = 0;
        var at = start;
        MaySpanLines = false;
        for (; ; )
        {
            FieldRange field;
            SplitOutcome outcome;
            var length = 1;
            if (at < end && buffer[at] == _quote)
            {
                outcome = Quoted(buffer, end, final, ref at, out field, out length);
            }
            else
            {
                var from = at;
                var flags = FieldFlags.None;
                at = scanner.Next(at, end);
                outcome = at < end && buffer[at] == _singleSeparator
                    ? SplitOutcome.Field
                    : Plain(buffer, ref scanner, end, final, ref at, ref flags, out length);
                field = new FieldRange(from, at - from, flags);
            }

            Put(count++, field);
            if (outcome == SplitOutcome.Field)
            {
                at += length;
                continue;
            }

            Count = count;
            End = at;
            Next = at + length;
            return outcome;
        }
    }

    private void Put(int index, FieldRange field)
    {
        if (index == _fields.Length)
        {
            Array.Resize(ref _fields, 2 * index);
        }

        _fields[index] = field;
    }

    /// <summary>Ends a plain field, whose first structural byte is not a separator of one byte.</summary>
    private SplitOutcome Plain(
        byte[] buffer, ref StructuralScanner scanner, int end, bool final, ref int at, ref FieldFlags flags, out int length)
    {
        for (; ; at = scanner.Next(at, end))
        {
            if (at < end && buffer[at] == _escape)
            {
                MaySpanLines = true;
                flags |= FieldFlags.Escaped;
                at = Math.Min(at + 2, end);
                continue;
            }

            var outcome = Judge(buffer, at, end, final, out length);
            if (outcome != SplitOutcome.TextAfterQuote)
            {
                at = Math.Min(at, end);
                return outcome;
            }

            at++;
        }
    }

    /// <summary>Ends a quoted field; on return <paramref name="at"/> is behind the closing quote.</summary>
    private SplitOutcome Quoted(byte[] buffer, int end, bool final, ref int at, out FieldRange field, out int length)
    {
        var from = at + 1;
        var flags = FieldFlags.Quoted;
        MaySpanLines = true;
        field = default;
        length = 0;
        for (at = from; ;)
        {
            var rest = buffer.AsSpan(at, Math.Max(0, end - at));
            var found = _escape < 0 ? rest.IndexOf((byte)_quote) : rest.IndexOfAny((byte)_quote, (byte)_escape);
            if (found < 0)
            {
                return final ? SplitOutcome.UnclosedQuote : SplitOutcome.Incomplete;
            }

            at += found;
            var isEscape = buffer[at] == _escape && _escape != _quote;
            if (!isEscape && (at + 1 >= end || buffer[at + 1] != _quote))
            {
                break;
            }

            flags |= FieldFlags.Escaped;
            at += 2;
        }

        field = new FieldRange(from, at - from, flags);
        at++;
        return Judge(buffer, at, end, final, out length);
    }

    /// <summary>What stands at a place: a separator, the end of the record, or neither (which is wrong behind a quote only).</summary>
    private SplitOutcome Judge(byte[] buffer, int at, int end, bool final, out int length)
    {
        length = 0;
        if (at >= end)
        {
            return final ? SplitOutcome.Record : SplitOutcome.Incomplete;
        }

        var rest = buffer.AsSpan(at, end - at);
        if (_separator.Length > 0 && Begins(rest, _separator, final, out length) is var separator and not SplitOutcome.TextAfterQuote)
        {
            return separator == SplitOutcome.Record ? SplitOutcome.Field : separator;
        }

        if (_terminatorText is not null)
        {
            return Begins(rest, _terminatorText, final, out length);
        }

        if (_terminator == RecordTerminator.Crlf)
        {
            return Begins(rest, "\r\n"u8, final, out length);
        }

        length = 1;
        if (rest[0] == '\r' && _terminator == RecordTerminator.Auto)
        {
            // Whether an LF belongs to it is known with the next byte.
            length = rest.Length > 1 && rest[1] == '\n' ? 2 : 1;
            return rest.Length > 1 || final ? SplitOutcome.Record : SplitOutcome.Incomplete;
        }

        return rest[0] == _endA || rest[0] == _endB ? SplitOutcome.Record : SplitOutcome.TextAfterQuote;
    }

    private static SplitOutcome Begins(ReadOnlySpan<byte> text, ReadOnlySpan<byte> mark, bool final, out int length)
    {
        length = mark.Length;
        if (text.StartsWith(mark))
        {
            return SplitOutcome.Record;
        }

        return !final && text.Length < mark.Length && mark.StartsWith(text) ? SplitOutcome.Incomplete : SplitOutcome.TextAfterQuote;
    }
}
