using ConnectRuntime.Configuration;

namespace ConnectRuntime.FlatFile.Options;

/// <summary>All options of the connector, with those of other file connectors that mean nothing here.</summary>
internal static class FlatFileSpec
{
    private const string OwnForm = "It describes columns in a form of its own, and without it every column is text. Declare them with 'columns' and 'schema.generation.key.fields'.";

    public static readonly ConfigSpec Spec = ConfigSpec.Empty
        .Group(
            "Files", PlaceOptions.Topic, PlaceOptions.File, PlaceOptions.InputPath, PlaceOptions.InputPattern, PlaceOptions.Recursive, PlaceOptions.Sort,
            PlaceOptions.MinimumAge, PlaceOptions.CompleteAfter, PlaceOptions.ScanInterval, PlaceOptions.EmptyWait, PlaceOptions.BatchSize,
            PlaceOptions.Shrink, PlaceOptions.HaltOnError, PlaceOptions.FingerprintBytes, PlaceOptions.Remember, PlaceOptions.Headers)
        .Group(
            "Records", RecordOptions.Format, RecordOptions.Separator, RecordOptions.Quote, RecordOptions.Escape, RecordOptions.Terminator,
            RecordOptions.FileCharset, RecordOptions.SkipLines, RecordOptions.Header, RecordOptions.CaseSensitive, RecordOptions.NullField,
            RecordOptions.Ragged, RecordOptions.TrailingSeparator, RecordOptions.BlankLines, RecordOptions.MaxRecord)
        .Group(
            "Columns", ColumnOptions.Columns, ColumnOptions.NullTokens, ColumnOptions.DecimalMark, ColumnOptions.GroupMark,
            ColumnOptions.TimestampFormats, ColumnOptions.Zone, ColumnOptions.KeyFields, ColumnOptions.KeyName, ColumnOptions.ValueName,
            ColumnOptions.TimestampMode, ColumnOptions.TimestampField)
        .Prefix(ColumnOptions.Settings)
        .Alias("file.charset", RecordOptions.FileCharset)
        .Rule(FlatFileRules.OnePlace)
        .Rule(FlatFileRules.DistinctCharacters)
        .Rule(FlatFileRules.Columns)
        .Ignored("error.path", "A file is never moved: records that cannot be read are the matter of errors.tolerance and the dead letter queue.")
        .Ignored("finished.path", "Files stay where they are; what has been read of each is kept as its position.")
        .Ignored("cleanup.policy*", "Files stay where they are; what has been read of each is kept as its position.")
        .Ignored("processing.file.extension", "No flag files are made: a file belongs to one task by its identity.")
        .Ignored("task.partitioner", "Files are divided between tasks by the hash of their identity.")
        .Ignored("file.buffer.size.bytes", "Files are read in blocks of a fixed size.")
        .Ignored("schema.generation.enabled", "Schemas always come from 'columns' or the header.")
        .Ignored("csv.rfc.4180.parser.enabled", "RFC 4180 is what is read always.")
        .Ignored("csv.verify.reader", "A quote that is not closed and broken text are always found.")
        .Ignored("csv.keep.carriage.return", "A carriage return inside quotes is always kept; elsewhere record.terminator=lf keeps it.")
        .Unsupported("key.schema", OwnForm)
        .Unsupported("value.schema", OwnForm)
        .Unsupported("csv.strict.quotes", "It drops text outside quotes; here such a record fails. Remove the option.")
        .Unsupported("csv.ignore.quotations", "It reads quotes as text. Set csv.quote.char to none instead.")
        .Unsupported("csv.ignore.leading.whitespace", "Blanks belong to a text. Set column.NAME.trim=true where they do not; numbers and dates may stand between blanks always.");
}
