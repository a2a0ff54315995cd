using ConnectRuntime.Errors;

namespace ConnectRuntime.Avro.Schemas;

/// <summary>What can be wrong with a schema's text, with the place in it.</summary>
internal static class SchemaErrors
{
    public static ConnectException NotJson(Exception inner) => new(
        ErrorKind.Data,
        "AVR001",
        $"Cannot read an Avro schema: it is not JSON ({inner.Message}), a JSON string, array or object is required. Correct its text.",
        inner);

    public static ConnectException Invalid(string path, string found, string required) => new(
        ErrorKind.Data,
        "AVR002",
        $"Cannot read an Avro schema: at {path} {found}, {required} is required. Correct its text.");
}
