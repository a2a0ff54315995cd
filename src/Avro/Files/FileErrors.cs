using ConnectRuntime.Errors;

namespace ConnectRuntime.Avro.Files;

/// <summary>Why an object container file cannot be written or read.</summary>
internal static class FileErrors
{
    public static ConnectException BadOption(string name, string value, string required) => new(
        ErrorKind.Config,
        "AVR060",
        $"Cannot write Avro files: option '{name}' is '{value}', {required} is required. Correct it.");

    public static ConnectException Corrupt(long offset, string found, string required, Exception? inner = null) => new(
        ErrorKind.Data,
        "AVR061",
        $"Cannot read the Avro file at byte {offset}: {found}, {required}. The file is damaged or not an Avro object container file.",
        inner);
}
