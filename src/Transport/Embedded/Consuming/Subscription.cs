using System.Text.RegularExpressions;

namespace ConnectRuntime.Transport.Embedded.Consuming;

/// <summary>Which topics a member of a group wants.</summary>
internal sealed class Subscription
{
    private readonly HashSet<string> _names;
    private readonly Regex? _pattern;

    public Subscription(ConsumerOptions options)
    {
        _names = [.. options.Topics];
        if (options.TopicPattern is null)
        {
            return;
        }

        try
        {
            _pattern = new Regex($"^(?:{options.TopicPattern})$", RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));
        }
        catch (ArgumentException e)
        {
            throw LogErrors.BadConsumer(options.ClientId, $"its topic pattern is no regular expression ({e.Message})");
        }
    }

    public bool Wants(string topic) => _pattern is null
        ? _names.Contains(topic)
        : !topic.StartsWith("__", StringComparison.Ordinal) && _pattern.IsMatch(topic);
}
