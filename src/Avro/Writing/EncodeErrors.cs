using System.Diagnostics.CodeAnalysis;
using ConnectRuntime.Errors;
using ConnectRuntime.Records;

namespace ConnectRuntime.Avro.Writing;

/// <summary>Why a row cannot be written. The data itself is never shown.</summary>
internal static class EncodeErrors
{
    [DoesNotReturn]
    public static void Null(string path, string topic) => throw new ConnectException(
        ErrorKind.Data,
        "AVR020",
        $"Cannot write field '{path}' for topic '{topic}': it is null, its schema requires a value. Make the field nullable in the schema, or give the row a value.");

    [DoesNotReturn]
    public static void Unavailable(string path, string topic) => throw new ConnectException(
        ErrorKind.Data,
        "AVR021",
        $"Cannot write field '{path}' for topic '{topic}': the source did not log its value, and a required field of its kind has nothing to stand for that. Have the source log full rows, or make the field nullable.");

    [DoesNotReturn]
    public static void Kind(string path, string topic, FieldKind found, FieldKind required) => throw new ConnectException(
        ErrorKind.Data,
        "AVR022",
        $"Cannot write field '{path}' for topic '{topic}': the row holds {found}, the schema says {required}. Convert the value or change the schema.");

    [DoesNotReturn]
    public static void Value(string path, string topic, string found, string required) => throw new ConnectException(
        ErrorKind.Data,
        "AVR023",
        $"Cannot write field '{path}' for topic '{topic}': {found}, {required}. Correct the value or change the schema.");
}
