using System.Text;
using System.Text.Unicode;
using ConnectRuntime.Errors;
using ConnectRuntime.FlatFile.Columns;
using ConnectRuntime.FlatFile.Options;
using ConnectRuntime.FlatFile.Tailing;

namespace ConnectRuntime.FlatFile.Layouts;

/// <summary>Reads what stands before the first record: lines to skip and the header.</summary>
internal sealed class PreambleReader(FlatFileConfig config)
{
    private readonly DelimitedSplitter _records = new(config.Delimited);
    private readonly DelimitedSplitter _lines = new(config.Delimited with { Separator = [], Quote = null, Escape = null });

    /// <summary>Reads from the reader's place, which is the beginning of the text.</summary>
    /// <param name="reader">The file.</param>
    /// <param name="path">Its name, for messages.</param>
    /// <param name="isFinal">Whether the file is complete as it is.</param>
    /// <returns>Null if the file does not hold all of it.</returns>
    public Preamble? Read(BlockReader reader, string path, bool isFinal)
    {
        var window = reader.Window;
        for (var i = 0; i < config.SkipLines; i++)
        {
            if (!Take(reader, _lines, path, isFinal))
            {
                return null;
            }

            window.Take(_lines.Next, 0, 1);
        }

        IReadOnlyList<string>? names = null;
        if (config.HasHeader)
        {
            if (!Take(reader, _records, path, isFinal))
            {
                return null;
            }

            names = Names(window, path);
            window.Take(_records.Next, 0, 1);
        }

        var start = (window.Position, window.Lines);
        if (config.HasHeader || config.Columns is not null || config.IsLine)
        {
            return new Preamble(start.Position, start.Lines, names, 0);
        }

        // Nothing but the first record tells how many columns there are.
        do
        {
            if (!Take(reader, _records, path, isFinal))
            {
                return null;
            }

            window.Take(_records.Next, 0, 1);
        }
        while (_records is { Count: 1, Fields: [{ Length: 0 }] } && config.BlankLines == BlankLinePolicy.Skip);

        var count = _records.Count;
        var isTrailing = config.TrailingSeparator && count > 1 && _records.Fields[^1] is { Length: 0, Flags: FieldFlags.None };
        return new Preamble(start.Position, start.Lines, null, isTrailing ? count - 1 : count);
    }

    private bool Take(BlockReader reader, DelimitedSplitter splitter, string path, bool isFinal)
    {
        var window = reader.Window;
        while (true)
        {
            var scanner = splitter.Scanner(window.Buffer);
            var outcome = splitter.Split(window.Buffer, ref scanner, window.Start, window.End, window.IsFinal);
            if (outcome == SplitOutcome.Record && window.Start < window.End)
            {
                return true;
            }

            if (outcome != SplitOutcome.Incomplete || window.End - window.Start > config.Delimited.MaxRecordBytes)
            {
                if (window.Start == window.End)
                {
                    return false;
                }

                throw Broken(path, outcome is SplitOutcome.Record or SplitOutcome.Incomplete ? "its first lines are too long" : "its quotes are not closed");
            }

            if (reader.Fill())
            {
                continue;
            }

            if (!isFinal)
            {
                return false;
            }

            reader.End(reader.Window.Position);
        }
    }

    private List<string> Names(RecordWindow window, string path)
    {
        var names = new List<string>(_records.Count);
        var scratch = new byte[_records.End - window.Start + 1];
        foreach (var field in _records.Fields)
        {
            var text = window.Buffer.AsSpan(field.Start, field.Length);
            if (!Utf8.IsValid(text))
            {
                throw Broken(path, $"its name of column {names.Count + 1} is not text in {window.Decoding.Name}");
            }

            var quote = (field.Flags & FieldFlags.Quoted) != 0 ? config.Delimited.Quote ?? -1 : -1;
            var length = (field.Flags & FieldFlags.Escaped) == 0
                ? -1
                : EscapedText.Resolve(text, quote, config.Delimited.Escape ?? -1, scratch);
            names.Add(Encoding.UTF8.GetString(length < 0 ? text : scratch.AsSpan(0, length)).Trim());
        }

        if (config.TrailingSeparator && names.Count > 1 && names[^1].Length == 0)
        {
            names.RemoveAt(names.Count - 1);
        }

        return names;
    }

    private static ConnectException Broken(string path, string found) => new(
        ErrorKind.Config,
        "FIL020",
        $"Cannot read the header of file '{path}': {found}, a record of column names is required. Correct the file, or csv.separator.char, csv.quote.char, csv.file.charset and csv.skip.lines.");
}
