using System.Text;
using System.Text.RegularExpressions;
using ConnectRuntime.Configuration;
using ConnectRuntime.FlatFile.Columns;
using ConnectRuntime.FlatFile.Layouts;
using ConnectRuntime.FlatFile.Tailing;

namespace ConnectRuntime.FlatFile.Options;

/// <summary>What the user configured, in the types that the connector works with.</summary>
internal sealed record FlatFileConfig
{
    private const long StandardCompleteMilliseconds = 5000;

    public required string Topic { get; init; }

    /// <summary>The one file; null where a folder is read.</summary>
    public string? File { get; init; }

    /// <summary>The folder, also that of the one file.</summary>
    public required string Folder { get; init; }

    /// <summary>Matches the whole name of a file.</summary>
    public required Regex Pattern { get; init; }

    public bool Recursive { get; init; }

    public required IReadOnlyList<FileOrder> Order { get; init; }

    public TimeSpan MinimumAge { get; init; }

    /// <summary>How long a file rests until it is complete; infinite for never.</summary>
    public TimeSpan CompleteAfter { get; init; }

    public TimeSpan ScanInterval { get; init; }

    public TimeSpan EmptyWait { get; init; }

    public int BatchSize { get; init; }

    public ShrinkPolicy Shrink { get; init; }

    public bool HaltOnError { get; init; }

    public int FingerprintBytes { get; init; }

    public int Remember { get; init; }

    public RowHeaders Headers { get; init; }

    public required DelimitedModel Delimited { get; init; }

    public required Encoding Encoding { get; init; }

    /// <summary>Whether a record is one text and the value that text itself.</summary>
    public bool IsLine { get; init; }

    public int SkipLines { get; init; }

    public bool HasHeader { get; init; }

    public bool CaseSensitive { get; init; }

    public NullFieldPolicy NullFields { get; init; }

    public RaggedPolicy Ragged { get; init; }

    public bool TrailingSeparator { get; init; }

    public BlankLinePolicy BlankLines { get; init; }

    /// <summary>The declared columns; null where the files say.</summary>
    public IReadOnlyList<ColumnModel>? Columns { get; init; }

    public required IReadOnlyList<string> KeyFields { get; init; }

    public string? KeyName { get; init; }

    public string? ValueName { get; init; }

    public bool TimestampOfFile { get; init; }

    public string? TimestampField { get; init; }

    /// <summary>Takes what was parsed.</summary>
    public static FlatFileConfig Of(ConnectorConfig config)
    {
        var file = config.Get(PlaceOptions.File) is { } path ? Path.GetFullPath(path) : null;
        var isLine = (config.Get(RecordOptions.Format) ?? FormatOf(config.Raw.GetValueOrDefault("connector.class"))) == RecordFormat.Line;
        var mode = config.Get(ColumnOptions.TimestampMode);
        return new FlatFileConfig
        {
            Topic = config.Get(PlaceOptions.Topic),
            File = file,
            Folder = file is not null ? Path.GetDirectoryName(file)! : Path.GetFullPath(config.Get(PlaceOptions.InputPath)!),
            Pattern = Whole(file is not null ? Regex.Escape(Path.GetFileName(file)) : config.Get(PlaceOptions.InputPattern).ToString()),
            Recursive = file is null && config.Get(PlaceOptions.Recursive),
            Order = [.. config.Get(PlaceOptions.Sort).Select(word => Enum.Parse<FileOrder>(word, ignoreCase: true))],
            MinimumAge = file is null ? config.Get(PlaceOptions.MinimumAge) : TimeSpan.Zero,
            CompleteAfter = Complete(config, file is not null),
            ScanInterval = config.Get(PlaceOptions.ScanInterval),
            EmptyWait = config.Get(PlaceOptions.EmptyWait),
            BatchSize = config.Get(PlaceOptions.BatchSize) ?? int.MaxValue,
            Shrink = config.Get(PlaceOptions.Shrink),
            HaltOnError = config.Get(PlaceOptions.HaltOnError),
            FingerprintBytes = config.Get(PlaceOptions.FingerprintBytes),
            Remember = config.Get(PlaceOptions.Remember),
            Headers = config.Get(PlaceOptions.Headers).Aggregate(RowHeaders.None, (all, one) => all | one),
            Delimited = Delimiters(config, isLine),
            Encoding = config.Get(RecordOptions.FileCharset),
            IsLine = isLine,
            SkipLines = config.Get(RecordOptions.SkipLines),
            HasHeader = !isLine && config.Get(RecordOptions.Header),
            CaseSensitive = config.Get(RecordOptions.CaseSensitive),
            NullFields = isLine ? NullFieldPolicy.Neither : config.Get(RecordOptions.NullField),
            Ragged = config.Get(RecordOptions.Ragged),
            TrailingSeparator = config.Get(RecordOptions.TrailingSeparator),
            BlankLines = isLine ? BlankLinePolicy.Record : config.Get(RecordOptions.BlankLines),
            Columns = isLine ? null : ColumnSyntax.Read(config, []),
            KeyFields = isLine ? [] : config.Get(ColumnOptions.KeyFields),
            KeyName = config.Get(ColumnOptions.KeyName),
            ValueName = config.Get(ColumnOptions.ValueName),
            TimestampOfFile = mode == "FILE_TIME",
            TimestampField = mode == "FIELD" ? config.Get(ColumnOptions.TimestampField) : null,
        };
    }

    /// <summary>The text of a terminator that is not one of the names; null for those.</summary>
    public static string? TerminatorText(string option) =>
        Enum.TryParse<RecordTerminator>(option.Trim(), ignoreCase: true, out _) ? null : CharacterSyntax.Read(option);

    private static RecordFormat FormatOf(string? connectorClass) =>
        connectorClass is not null && (connectorClass.Contains("FileStreamSource", StringComparison.Ordinal)
            || connectorClass.Contains("LineDelimited", StringComparison.Ordinal))
            ? RecordFormat.Line
            : RecordFormat.Delimited;

    private static Regex Whole(string pattern) => new($@"\A(?:{pattern})\z", RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));

    private static TimeSpan Complete(ConnectorConfig config, bool isFollowed)
    {
        if (config.Get(PlaceOptions.CompleteAfter) is { } set)
        {
            return set < TimeSpan.Zero ? Timeout.InfiniteTimeSpan : set;
        }

        var standard = TimeSpan.FromMilliseconds(StandardCompleteMilliseconds);
        var age = config.Get(PlaceOptions.MinimumAge);
        return isFollowed ? Timeout.InfiniteTimeSpan : age > standard ? age : standard;
    }

    private static DelimitedModel Delimiters(ConnectorConfig config, bool isLine)
    {
        var option = config.Get(RecordOptions.Terminator);
        var text = TerminatorText(option);
        return new DelimitedModel(
            isLine ? [] : Encoding.UTF8.GetBytes(CharacterSyntax.Read(config.Get(RecordOptions.Separator))),
            isLine ? null : CharacterSyntax.ReadByte(config.Get(RecordOptions.Quote)),
            isLine ? null : CharacterSyntax.ReadByte(config.Get(RecordOptions.Escape)),
            text is null ? Enum.Parse<RecordTerminator>(option.Trim(), ignoreCase: true) : RecordTerminator.Lf,
            text is null ? null : Encoding.UTF8.GetBytes(text),
            (int)config.Get(RecordOptions.MaxRecord));
    }
}
