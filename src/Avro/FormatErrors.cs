using ConnectRuntime.Errors;
using ConnectRuntime.Formats;

namespace ConnectRuntime.Avro;

/// <summary>Why a stream cannot be written or a schema id cannot be read.</summary>
internal static class FormatErrors
{
    public static ConnectException NoRecordName(SubjectNameStrategy strategy, string topic, RecordPart part, string type) => new(
        ErrorKind.Data,
        "AVR040",
        $"Cannot name the subject for the {Word(part)} of topic '{topic}': {strategy}Strategy takes a record's name, and the schema is {type}. Set {Word(part)}.subject.name.strategy to TopicNameStrategy.");

    public static ConnectException NoSchema(string topic, RecordPart part) => new(
        ErrorKind.Data,
        "AVR041",
        $"Cannot write the {Word(part)} of topic '{topic}' as Avro: its stream has no schema for it, one is required. Use a format without schemas, or have the source give one.");

    public static ConnectException NoId(string topic, RecordPart part) => new(
        ErrorKind.Data,
        "AVR042",
        $"Cannot read the {Word(part)} of topic '{topic}' as Avro: its bytes do not begin with a zero byte and a schema id. Set {Word(part)}.converter to what its producer writes.");

    public static ConnectException UnknownId(string topic, RecordPart part, int id) => new(
        ErrorKind.Data,
        "AVR043",
        $"Cannot read the {Word(part)} of topic '{topic}': it names schema {id}, which the registry does not have. Point schema.registry.url to the registry that its producer used.");

    public static ConnectException NotAvro(string topic, RecordPart part, int id, string type) => new(
        ErrorKind.Data,
        "AVR044",
        $"Cannot read the {Word(part)} of topic '{topic}' as Avro: schema {id} is of type {type}, AVRO is required. Set {Word(part)}.converter to what its producer writes.");

    public static ConnectException NotRegistered(string subject) => new(
        ErrorKind.Data,
        "AVR045",
        $"Cannot write under subject '{subject}': the registry does not hold the schema, and auto.register.schemas=false. Register the schema, or set auto.register.schemas=true.");

    private static string Word(RecordPart part) => part == RecordPart.Key ? "key" : "value";
}
