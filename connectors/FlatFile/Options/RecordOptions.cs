using System.Text;
using ConnectRuntime.Configuration;
using ConnectRuntime.FlatFile.Charsets;
using ConnectRuntime.FlatFile.Columns;
using ConnectRuntime.FlatFile.Layouts;

namespace ConnectRuntime.FlatFile.Options;

/// <summary>Options that say how a file is cut into records and fields.</summary>
internal static class RecordOptions
{
    public static readonly ConfigKey<RecordFormat?> Format = ConfigKey.Enum<RecordFormat>("record.format").Optional()
        .Doc("delimited: a record has fields. line: a record is a line, and the value is its text. Without it delimited, or line where connector.class names a connector of lines.");

    public static readonly ConfigKey<string> Separator = ConfigKey.Verbatim("csv.separator.char").Default(",").High()
        .Must(CharacterSyntax.IsValid, CharacterSyntax.Requirement)
        .Doc("What stands between fields: one or more characters as they are (|~|), with escapes (\\t, \\x1c, \\u0001), or the number of a character (44).");

    public static readonly ConfigKey<string> Quote = ConfigKey.Verbatim("csv.quote.char").Default("\"")
        .Must(CharacterSyntax.IsByte, "one ASCII character, its number, or none")
        .Doc("What stands around fields that hold separators or line ends; doubled, it stands for itself. none (or 0) for files without quotes.");

    public static readonly ConfigKey<string> Escape = ConfigKey.Verbatim("csv.escape.char").Default("none")
        .Must(CharacterSyntax.IsByte, "one ASCII character, its number, or none")
        .Doc("What stands before a character that is to be taken as it is, such as \\. RFC 4180 knows none, and none is the default.");

    public static readonly ConfigKey<string> Terminator = ConfigKey.Verbatim("record.terminator").Default("auto")
        .Must(CharacterSyntax.IsValid, "auto, lf, crlf, cr, or a text").Must(text => text.Length > 0, "a text that is not empty")
        .Doc("What ends a record: auto (LF, CR LF or CR, also mixed), lf, crlf, cr, or any text such as \\u001e.");

    public static readonly ConfigKey<Encoding> FileCharset = ConfigKey.Charset("csv.file.charset").Default(new UTF8Encoding(false)).High()
        .Must(Charset.IsSupported, "UTF-8, UTF-16 or a code page of single bytes")
        .Doc("The encoding of the files. A byte order mark of UTF-8 or UTF-16 wins over it.");

    public static readonly ConfigKey<int> SkipLines = ConfigKey.Int("csv.skip.lines").AtLeast(0).Default(0)
        .Doc("How many lines at the beginning of a file are passed over, before the header.");

    public static readonly ConfigKey<bool> Header = ConfigKey.Bool("csv.first.row.as.header").Default(false).High()
        .Doc("Whether the first record holds the names of the columns.");

    public static readonly ConfigKey<bool> CaseSensitive = ConfigKey.Bool("csv.case.sensitive.field.names").Default(false).Low().VisibleWhen(Header, true)
        .Doc("Whether a declared column and its name in the header must agree in upper and lower case.");

    public static readonly ConfigKey<NullFieldPolicy> NullField = ConfigKey.Enum<NullFieldPolicy>("csv.null.field.indicator").Default(NullFieldPolicy.Neither)
        .Doc("Which empty texts are null. Empty fields of any other type are null always.");

    public static readonly ConfigKey<RaggedPolicy> Ragged = ConfigKey.Enum<RaggedPolicy>("ragged.rows").Default(RaggedPolicy.Error)
        .Doc("What to do with a record that has fewer or more fields than there are columns: error, pad (missing ones are null), cut (surplus ones are left out), pad_and_cut.");

    public static readonly ConfigKey<bool> TrailingSeparator = ConfigKey.Bool("csv.trailing.separator").Default(false)
        .Doc("Whether a separator may follow the last field of a record, without another field behind it.");

    public static readonly ConfigKey<BlankLinePolicy> BlankLines = ConfigKey.Enum<BlankLinePolicy>("blank.lines").Default(BlankLinePolicy.Skip).Low()
        .Doc("What to do with a line with nothing in it: skip (where records have more than one column), record.");

    public static readonly ConfigKey<long> MaxRecord = ConfigKey.Bytes("record.max.bytes").Range(1024, 1024 * 1024 * 1024).Default(64 * 1024 * 1024)
        .Doc("The largest record. A longer one fails, and reading goes on with the line after its first one.");
}

/// <summary>What a record is.</summary>
public enum RecordFormat
{
    /// <summary>Fields between separators.</summary>
    Delimited,

    /// <summary>One text.</summary>
    Line,
}
