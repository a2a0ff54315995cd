using ConnectRuntime.Configuration;
using ConnectRuntime.FlatFile.Layouts;
using ConnectRuntime.FlatFile.Tailing;
using Regex = System.Text.RegularExpressions.Regex;

namespace ConnectRuntime.FlatFile.Options;

/// <summary>Options that say which files are read, when, and where their rows go.</summary>
internal static class PlaceOptions
{
    public static readonly ConfigKey<string> Topic = ConfigKey.String("topic").NotEmpty().High()
        .Doc("The topic that rows go to. ${file} stands for the file's name without its extension, with '_' for characters that a topic may not have.");

    public static readonly ConfigKey<string?> File = ConfigKey.String("file").NotEmpty().Optional().High()
        .Doc("One file that is followed as it grows. When it is renamed and begun anew, the old one is read to its end first. Either this or input.path.");

    public static readonly ConfigKey<string?> InputPath = ConfigKey.String("input.path").NotEmpty().Optional().High()
        .Doc("A folder whose files are read. Either this or file.");

    public static readonly ConfigKey<Regex> InputPattern = ConfigKey.Regex("input.file.pattern").Default(new Regex(".*")).High().VisibleWhen(InputPath)
        .Doc("A regular expression that the whole name of a file must match.");

    public static readonly ConfigKey<bool> Recursive = ConfigKey.Bool("input.path.walk.recursively").Default(false).VisibleWhen(InputPath)
        .Doc("Whether files in folders below input.path are read too; links are not followed then.");

    public static readonly ConfigKey<IReadOnlyList<string>> Sort =
        ConfigKey.OneOf("files.sort.attributes", [.. Enum.GetNames<FileOrder>()]).AsList().Default(nameof(FileOrder.NameAsc)).VisibleWhen(InputPath)
        .Doc("The order in which files are begun; each further attribute decides between files that are equal by the ones before.");

    public static readonly ConfigKey<TimeSpan> MinimumAge = ConfigKey.Milliseconds("file.minimum.age.ms").Default(0).VisibleWhen(InputPath)
        .Doc("How long a file must not have changed before it is begun.");

    public static readonly ConfigKey<TimeSpan?> CompleteAfter = ConfigKey.Milliseconds("file.complete.after.ms").AtLeast(-1L).Optional()
        .Doc("How long a file must not have changed at its end to count as complete: a last record without line end is then taken, and the file is closed. "
            + "Without it 5 seconds, or file.minimum.age.ms if that is longer, for files in a folder, and never (-1) for a file that is followed.");

    public static readonly ConfigKey<TimeSpan> ScanInterval = ConfigKey.Milliseconds("scan.interval.ms").Range(10, 3_600_000).Default(1000)
        .Doc("How often the folder is looked through for files that are new or have grown.");

    public static readonly ConfigKey<TimeSpan> EmptyWait = ConfigKey.Milliseconds("empty.poll.wait.ms").Range(1, 60_000).Default(500)
        .Doc("How long to wait when there is nothing to read.");

    public static readonly ConfigKey<int?> BatchSize = ConfigKey.Int("batch.size").AtLeast(1).Optional().Low()
        .Doc("The most rows of a batch; without it, what the runtime finds best.");

    public static readonly ConfigKey<ShrinkPolicy> Shrink = ConfigKey.Enum<ShrinkPolicy>("file.shrink").Default(ShrinkPolicy.Fail)
        .Doc("What to do when a file is shorter than what has been read of it: fail, restart (read it from its beginning, for logs that are copied and truncated), end (go on at its new end).");

    public static readonly ConfigKey<bool> HaltOnError = ConfigKey.Bool("halt.on.error").Default(true)
        .Doc("Whether a file that cannot be read at all (no permission, a header that does not fit) stops the task. If not, it is reported and left aside until the task starts again. "
            + "Records that cannot be read are the matter of errors.tolerance.");

    public static readonly ConfigKey<int> FingerprintBytes = ConfigKey.Int("file.fingerprint.bytes").Range(16, 1024 * 1024).Default(4096).Low()
        .Doc("How many bytes of a file's beginning are remembered as a hash, to see that a file is another one although its inode is the same.");

    public static readonly ConfigKey<int> Remember = ConfigKey.Int("file.remember.count").AtLeast(0).Default(10_000).Low()
        .Doc("How many files that are gone from the folder stay known. Files that are still there are always known.");

    public static readonly ConfigKey<IReadOnlyList<RowHeaders>> Headers = ConfigKey.Custom(
        "file.headers", "one of file.name, file.path, file.offset", Header, value => "file." + value.ToString()[4..].ToLowerInvariant())
        .AsList().Default().Low()
        .Doc("Headers that every row gets: file.name, file.path, file.offset (the record's first byte). They cost time and space.");

    private static RowHeaders Header(string text) => text switch
    {
        "file.name" => RowHeaders.FileName,
        "file.path" => RowHeaders.FilePath,
        "file.offset" => RowHeaders.FileOffset,
        _ => throw new FormatException(),
    };
}
