using System.Diagnostics.CodeAnalysis;
using ConnectRuntime.Errors;

namespace ConnectRuntime.Avro.Reading;

/// <summary>Why bytes cannot be read. Offsets are counted from the first byte of the record's part, header included.</summary>
internal static class DecodeErrors
{
    [DoesNotReturn]
    public static void Truncated(string path, int offset) => throw new ConnectException(
        ErrorKind.Data,
        "AVR030",
        $"Cannot read field '{path}' at byte {offset}: the datum ends inside it, a whole one is required. The record is damaged, or was written with another schema than its id says.");

    [DoesNotReturn]
    public static void Corrupt(string path, int offset, string found, string required) => throw new ConnectException(
        ErrorKind.Data,
        "AVR031",
        $"Cannot read field '{path}' at byte {offset}: {found}, {required}. The record is damaged, or was written with another schema than its id says.");

    [DoesNotReturn]
    public static void Trailing(int offset, int left) => throw new ConnectException(
        ErrorKind.Data,
        "AVR032",
        $"Cannot read the datum: it ends at byte {offset} and {left} more follow, none may. The record is damaged, or was written with another schema than its id says.");

    [DoesNotReturn]
    public static void Header(int length) => throw new ConnectException(
        ErrorKind.Data,
        "AVR033",
        $"Cannot read the datum: its {length} bytes do not begin with a zero byte and a schema id of four, which is required. Set the converter that its writer used.");
}
