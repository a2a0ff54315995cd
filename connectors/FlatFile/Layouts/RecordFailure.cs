using System.Globalization;
using System.Text;
using ConnectRuntime.Errors;
using ConnectRuntime.FlatFile.Columns;

namespace ConnectRuntime.FlatFile.Layouts;

/// <summary>The words for records that cannot be read: file, byte, line, column, what was found, what is required.</summary>
/// <param name="Path">The file.</param>
/// <param name="Position">The record's first byte in the file.</param>
/// <param name="Line">The record's first line, from 1.</param>
internal readonly record struct RecordFailure(string Path, long Position, long Line)
{
    private const int ShownCharacters = 60;

    private string Where => string.Create(CultureInfo.InvariantCulture, $"record at byte {Position} (line {Line}) of file '{Path}'");

    public ConnectException FieldCount(int found, int required, ReadOnlySpan<byte> record) =>
        new(ErrorKind.Data, "FIL002", $"Cannot read {Where}: it has {found} fields in {Shown(record)}, {required} columns are required. Correct the file, or set ragged.rows.");

    public ConnectException Value(ColumnModel column, int number, ReadOnlySpan<byte> text) =>
        new(ErrorKind.Data, "FIL003", $"Cannot read column {number} '{column.Name}' of {Where}: {Shown(text)} was found, {Required(column)} is required. Correct the file, or declare the column differently.");

    public ConnectException Encoding(string charset, int number, ReadOnlySpan<byte> text) =>
        new(ErrorKind.Data, "FIL004", $"Cannot read column {number} of {Where}: {Shown(text)} was found, text in {charset} is required. Correct the file, or set csv.file.charset to its encoding.");

    public ConnectException TooLong(long found, long most) =>
        new(ErrorKind.Data, "FIL005", $"Cannot read {Where}: it has {(found < 0 ? $"more than {-found}" : found)} bytes, at most {most} are allowed. Look for a quote that is not closed or a wrong record.terminator, or raise record.max.bytes.");

    public ConnectException TextAfterQuote(ReadOnlySpan<byte> record) =>
        new(ErrorKind.Data, "FIL006", $"Cannot read {Where}: text follows a closing quote in {Shown(record)}, a separator or the end of the record is required. Double the quotes inside fields, or set csv.quote.char to none.");

    public ConnectException UnclosedQuote(ReadOnlySpan<byte> record) =>
        new(ErrorKind.Data, "FIL007", $"Cannot read {Where}: a quote in {Shown(record)} is never closed, a closing quote is required. Correct the file, or set csv.quote.char to none.");

    private static string Required(ColumnModel column)
    {
        var type = column.TypeName + (column.Schema.IsNullable ? "?" : string.Empty);
        return column.Format.Patterns.Count == 0 ? type : $"{type} as {string.Join(" or ", column.Format.Patterns.Select(pattern => $"'{pattern.Text}'"))}";
    }

    private static string Shown(ReadOnlySpan<byte> text)
    {
        if (text.IsEmpty)
        {
            return "nothing";
        }

        var start = System.Text.Encoding.UTF8.GetString(text[..Math.Min(text.Length, 4 * ShownCharacters)]);
        var shown = new StringBuilder("'");
        foreach (var rune in start.EnumerateRunes().Take(ShownCharacters))
        {
            shown.Append(Rune.IsControl(rune) ? string.Create(CultureInfo.InvariantCulture, $"\\u{rune.Value:x4}") : rune.ToString());
        }

        return shown.Append(start.EnumerateRunes().Count() > ShownCharacters || start.Length < text.Length / 4 ? "…'" : "'").ToString();
    }
}
