using ConnectRuntime.Errors;

namespace ConnectRuntime.Avro.Mapping;

/// <summary>Why a schema cannot cross between Avro and rows.</summary>
internal static class MappingErrors
{
    public static ConnectException BadName(string name, string path) => new(
        ErrorKind.Data,
        "AVR010",
        $"Cannot write the schema at {path} as Avro: it is called '{name}', Avro allows letters, digits and underscores between dots, and no digit first. Rename it, or set scrub.invalid.names=true.");

    public static ConnectException SameName(string first, string second, string path) => new(
        ErrorKind.Data,
        "AVR011",
        $"Cannot write the schema at {path} as Avro: '{first}' and '{second}' become the same name, names must differ. Rename one of them.");

    public static ConnectException Inexpressible(string path, string found, string required) => new(
        ErrorKind.Data,
        "AVR012",
        $"Cannot write the schema at {path} as Avro: {found}, {required}. Change the schema.");

    public static ConnectException Recursive(string name, string path) => new(
        ErrorKind.Data,
        "AVR013",
        $"Cannot read the Avro schema at {path}: record '{name}' contains itself, rows hold a fixed number of levels. Flatten it where it is written, or keep this topic's bytes as they are with a bytes format.");

    public static ConnectException Unreadable(string path, string found, string required) => new(
        ErrorKind.Data,
        "AVR014",
        $"Cannot read the Avro schema at {path}: {found}, {required}. Change the schema where it is written.");
}
