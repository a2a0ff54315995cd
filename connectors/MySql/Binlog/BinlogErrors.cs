using ConnectRuntime.Errors;

namespace ConnectRuntime.MySql.Binlog;

/// <summary>What can be wrong with events of the binlog, each with its code. The names of events are those that the servers' documentation uses.</summary>
internal static class BinlogErrors
{
    public static ConnectException Truncated(string type, int length, int at, ulong wanted) =>
        new(ErrorKind.Fatal, "MYB001", $"Cannot read a {type} event: its body has {length} bytes and ends at {at}, {wanted} more bytes are required. {Damaged}");

    public static ConnectException Malformed(string type, string problem) =>
        new(ErrorKind.Fatal, "MYB002", $"Cannot read a {type} event: {problem}. {Damaged}");

    public static ConnectException WrongSize(string place, uint expected, int found) =>
        new(ErrorKind.Fatal, "MYB003", $"Cannot read the event at {place}: {found} bytes were received, {expected} are required by its head. {Damaged}");

    public static ConnectException WrongChecksum(string place, byte type, uint expected, uint found) =>
        new(ErrorKind.Fatal, "MYB004", $"Cannot read the event at {place} (type {type}): its CRC-32 is {found:X8}, {expected:X8} is required by its last four bytes. {Damaged}");

    public static ConnectException UnknownType(string place, byte type) =>
        new(ErrorKind.Fatal, "MYB005", $"Cannot read the event at {place}: its type is {type}, a type that is known here or one marked ignorable is required. Turn off the server feature that writes it, or take a newer version of this connector.");

    public static ConnectException UnknownChecksum(string place, byte algorithm) =>
        new(ErrorKind.Fatal, "MYB006", $"Cannot read the binlog at {place}: its checksum algorithm is {algorithm}, 0 (none) or 1 (CRC-32) is required. Set binlog_checksum at the server to one of them.");

    public static ConnectException Incident(string place, int number, string message) =>
        new(ErrorKind.Fatal, "MYB007", $"Cannot go on after {place}: the server logged incident {number} there ({message}), an unbroken binlog is required, as changes may be missing. Take a new snapshot.");

    public static ConnectException UnknownCompression(string type, ulong algorithm) =>
        new(ErrorKind.Fatal, "MYB008", $"Cannot unpack a {type} event: its compression is {algorithm}, one that is known here is required. Turn off compression at the server, or take a newer version of this connector.");

    public static ConnectException BadCompression(string type, string problem, Exception? inner = null) =>
        new(ErrorKind.Fatal, "MYB009", $"Cannot unpack a {type} event: {problem}. {Damaged}", inner);

    public static ConnectException NoZstd(Exception inner) =>
        new(ErrorKind.Config, "MYB010", $"Cannot unpack a TRANSACTION_PAYLOAD event: {inner.Message} Or set binlog_transaction_compression=OFF at the server.", inner);

    public static ConnectException OldFormat(string place, int version) =>
        new(ErrorKind.Fatal, "MYB011", $"Cannot read the binlog at {place}: its format has the version {version}, 4 is required. Read from a server of MySQL 5.7, MariaDB 10.5 or later.");

    private const string Damaged = "Check the binlog with mysqlbinlog --verify-binlog-checksum; if it is damaged, take a new snapshot.";
}
