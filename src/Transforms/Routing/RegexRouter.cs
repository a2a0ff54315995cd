using System.Text.RegularExpressions;
using ConnectRuntime.Configuration;
using ConnectRuntime.Connectors;
using ConnectRuntime.Errors;
using ConnectRuntime.Records;

namespace ConnectRuntime.Transforms.Routing;

/// <summary>Gives topics other names by a regular expression in Java's syntax. A change of streams: rows are not touched.</summary>
/// <remarks>As Kafka Connect's: where the whole name matches, the first match in it is replaced; other names stay.</remarks>
[Plugin("org.apache.kafka.connect.transforms.RegexRouter", Summary = "Renames topics by a regular expression, at no cost per row.")]
public sealed class RegexRouter : ITransform
{
    private const string Syntax = "a regular expression in Java's syntax without possessive quantifiers and without classes in classes";

    private static readonly ConfigKey<JavaPattern> s_regex = ConfigKey.Custom("regex", Syntax, JavaPattern.Parse)
        .High().Doc("Names that match this as a whole are changed. The syntax is Java's.");

    private static readonly ConfigKey<string> s_replacement = ConfigKey.Verbatim("replacement")
        .High().Doc("What takes the place of the first match: $1 for a group, ${name} for one with a name, \\$ for a dollar sign.");

    private static readonly ConfigSpec s_spec = ConfigSpec.Of(s_regex, s_replacement).Rule(CheckReplacement);

    private JavaPattern _pattern = null!;
    private JavaReplacement _replacement = null!;

    /// <inheritdoc/>
    public ConfigSpec Config => s_spec;

    /// <inheritdoc/>
    public void Configure(ConnectorConfig config)
    {
        ArgumentNullException.ThrowIfNull(config);
        _pattern = config.Get(s_regex);
        _replacement = JavaReplacement.Parse(config.Get(s_replacement), _pattern, out _)!;
    }

    /// <inheritdoc/>
    public BoundTransform? Bind(RecordStream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        if (Find(stream.Topic) is not { } match)
        {
            return null;
        }

        var topic = _replacement.Replace(stream.Topic, match);
        if (!TopicName.IsValid(topic))
        {
            throw new ConnectException(
                ErrorKind.Config,
                "RTR001",
                $"Cannot route topic '{stream.Topic}': regex and replacement make '{topic}' of it, {TopicName.Rule} are required. "
                + "Correct the replacement.");
        }

        return topic == stream.Topic ? null : new StreamChange(stream with { Topic = topic });
    }

    private Match? Find(string topic)
    {
        try
        {
            return _pattern.Find(topic);
        }
        catch (RegexMatchTimeoutException exception)
        {
            throw new ConnectException(
                ErrorKind.Config,
                "RTR002",
                $"Cannot route topic '{topic}': the regex '{_pattern}' was not done with it in a second, a quick answer is required. "
                + "Leave out look-around, back-references or repeated groups with repetitions in them.",
                exception);
        }
    }

    private static void CheckReplacement(ConnectorConfig config, ConfigProblems problems)
    {
        if (JavaReplacement.Parse(config.Get(s_replacement), config.Get(s_regex), out var wrong) is null)
        {
            problems.Error(
                s_replacement, wrong!, "groups of the regex are required", "Write $1 for the first group, and \\$ for a dollar sign");
        }
    }
}
