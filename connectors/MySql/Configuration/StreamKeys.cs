using ConnectRuntime.Configuration;

namespace ConnectRuntime.MySql.Configuration;

/// <summary>Options of the stream of changes and of its failures.</summary>
internal static class StreamKeys
{
    private static readonly string[] Reactions = ["fail", "warn", "skip", "ignore"];

    public static readonly ConfigKey<string> OnProcessingFailure = ConfigKey.OneOf("event.processing.failure.handling.mode", Reactions).Default("fail").Doc(
        "What to do about an event that cannot be read: fail; warn: leave it out and say so; skip, or ignore: leave it out.");

    public static readonly ConfigKey<string> OnInconsistentSchema = ConfigKey.OneOf("inconsistent.schema.handling.mode", Reactions).Default("fail").Doc(
        "What to do about rows of a captured table whose definition cannot be found out: fail, warn, skip or ignore.");

    public static readonly ConfigKey<bool> IgnoreGtids = ConfigKey.Bool("gtid.ignore.on.recovery").Default(false).Low().Doc(
        "Whether a start goes by the stored file and position even where GTIDs are stored.");
}
