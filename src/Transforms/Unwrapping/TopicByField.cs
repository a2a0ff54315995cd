using System.Text;
using ConnectRuntime.Errors;
using ConnectRuntime.Records;
using ConnectRuntime.Transforms.Routing;

namespace ConnectRuntime.Transforms.Unwrapping;

/// <summary>Streams by the topic that a column of each row names. One thread; a known topic costs no allocation.</summary>
internal sealed class TopicByField
{
    private const int MostTopics = 10_000;

    private readonly FieldPath _path;
    private readonly RecordStream _stream;
    private readonly Dictionary<string, RecordStream> _byTopic = new(StringComparer.Ordinal);
    private readonly Dictionary<string, RecordStream>.AlternateLookup<ReadOnlySpan<char>> _lookup;

    /// <summary>Routes rows of a stream by a column of theirs.</summary>
    /// <exception cref="ConnectException">Config: there is no such column, or it is no text.</exception>
    public TopicByField(RecordStream stream, string path)
    {
        _stream = stream;
        _lookup = _byTopic.GetAlternateLookup<ReadOnlySpan<char>>();
        _path = FieldPath.InValue(stream, path) is { Schema.Kind: FieldKind.String } found ? found : throw NotText(stream, path);
    }

    /// <summary>Where a row goes; null where its column is null or blank, and the row stays.</summary>
    /// <exception cref="ConnectException">Data: the value is not known, or no topic can be called that.</exception>
    public RecordStream? Find(RecordBatch batch, in Row row)
    {
        var value = _path.Read(batch, row);
        if (value.IsNull)
        {
            return null;
        }

        Span<char> name = stackalloc char[TopicName.MostLength];
        var bytes = value.IsUnavailable ? default : value.Utf8;
        if (value.IsUnavailable || !Encoding.UTF8.TryGetChars(bytes, name, out var length))
        {
            throw NoTopic(value.IsUnavailable ? "not known for this row" : $"a text of {bytes.Length} bytes");
        }

        ReadOnlySpan<char> topic = name[..length];
        if (_lookup.TryGetValue(topic, out var stream))
        {
            return stream;
        }

        return topic.IsWhiteSpace() ? null : Add(topic);
    }

    private RecordStream Add(ReadOnlySpan<char> topic)
    {
        if (!TopicName.IsValid(topic))
        {
            throw NoTopic($"'{topic}'");
        }

        if (_byTopic.Count >= MostTopics)
        {
            _byTopic.Clear();
        }

        var stream = _stream with { Topic = topic.ToString() };
        _byTopic.Add(stream.Topic, stream);
        return stream;
    }

    private static ConnectException NotText(RecordStream stream, string path) => new(
        ErrorKind.Config,
        "UNW001",
        $"Cannot route rows of topic '{stream.Topic}' by '{path}': {stream.ValueSchema} has no such column of text, one is required. "
        + "Name another column in route.by.field, or leave the topic out with a predicate.");

    private ConnectException NoTopic(string found) => new(
        ErrorKind.Data,
        "UNW002",
        $"Cannot route a row of topic '{_stream.Topic}' by '{_path.Text}': the value is {found}, {TopicName.Rule} are required. "
        + "Correct the value at its source, or name another column.");
}
