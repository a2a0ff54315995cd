using ConnectRuntime.Errors;

namespace ConnectRuntime.Avro.Registry;

/// <summary>Why a registry's log cannot be used.</summary>
internal static class RegistryErrors
{
    public static ConnectException BadRecord(long place, Exception inner) => new(
        ErrorKind.Fatal,
        "AVR050",
        $"Cannot read the schema log: its record {place} is not a registry's record ({inner.Message}), JSON of Confluent's form is required. Check that the topic holds nothing else, or restore it.",
        inner);

    public static ConnectException NoMoreIds(string subject) => new(
        ErrorKind.Fatal,
        "AVR051",
        $"Cannot register a schema under '{subject}': the largest id, {int.MaxValue}, is taken. Start a new registry.");
}
