using ConnectRuntime.Avro.Schemas;
using ConnectRuntime.Formats;

namespace ConnectRuntime.Avro;

/// <summary>Under which subject a registry keeps a schema.</summary>
public enum SubjectNameStrategy
{
    /// <summary>The topic with <c>-key</c> or <c>-value</c>.</summary>
    TopicName,

    /// <summary>The schema's full name.</summary>
    RecordName,

    /// <summary>The topic, a dash and the schema's full name.</summary>
    TopicRecordName,
}

/// <summary>Names and subjects of the strategies.</summary>
internal static class SubjectNames
{
    private const string Package = "io.confluent.kafka.serializers.subject.";

    /// <summary>The strategy of a class name as Confluent's serializers spell it, with or without its package.</summary>
    public static SubjectNameStrategy Parse(string text)
    {
        var name = text.StartsWith(Package, StringComparison.Ordinal) ? text[Package.Length..] : text;
        return name switch
        {
            "TopicNameStrategy" => SubjectNameStrategy.TopicName,
            "RecordNameStrategy" => SubjectNameStrategy.RecordName,
            "TopicRecordNameStrategy" => SubjectNameStrategy.TopicRecordName,
            _ => throw new FormatException(),
        };
    }

    /// <summary>The class name of a strategy.</summary>
    public static string Format(SubjectNameStrategy strategy) => $"{Package}{strategy}Strategy";

    /// <summary>The subject of a schema.</summary>
    public static string Of(SubjectNameStrategy strategy, string topic, RecordPart part, AvroSchema schema)
    {
        if (strategy == SubjectNameStrategy.TopicName)
        {
            return topic + (part == RecordPart.Key ? "-key" : "-value");
        }

        if (schema is not AvroNamed named)
        {
            throw FormatErrors.NoRecordName(strategy, topic, part, AvroPrimitive.NameOf(schema.Type));
        }

        return strategy == SubjectNameStrategy.RecordName ? named.Name.Full : $"{topic}-{named.Name.Full}";
    }
}
