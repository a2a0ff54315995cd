using ConnectRuntime.Errors;
using ConnectRuntime.MySql.Tables;

namespace ConnectRuntime.MySql.Values;

/// <summary>Failures of reading rows.</summary>
internal static class ValueErrors
{
    public static ConnectException Truncated(TableId table, string column, int bytes) => new(
        ErrorKind.Data,
        "MYV001",
        $"Cannot read a row of {table} from the binlog: its {bytes} bytes end within column '{column}', whole rows are required. "
        + "The table's definition here may be older than the row: take a snapshot of the table's schema anew; "
        + "if it is right, the binlog is damaged: read it with mysqlbinlog --verify-binlog-checksum.");

    public static ConnectException Misfit(TableId table, ColumnModel column, string found) => new(
        ErrorKind.Data,
        "MYV002",
        $"Cannot convert column '{column.Name}' of {table}: {found}. "
        + "Correct the value at the source, or let event.converting.failure.handling.mode=warn write null or the column's default.");

    public static ConnectException Mismatch(TableId table, string found) => new(
        ErrorKind.Data,
        "MYV003",
        $"Cannot read rows of {table}: {found}. The definition known here is not the one that the rows were written with: take the schema of the table anew.");

    public static ConnectException BadValue(TableId table, string column, string found) => new(
        ErrorKind.Data,
        "MYV004",
        $"Cannot read column '{column}' of {table}: {found}. Read the row at the source; if it is right there, the binlog is damaged or was written by another kind of server.");

    public static ConnectException BadText(TableId table, string column, string found) => new(
        ErrorKind.Data,
        "MYV005",
        $"Cannot read column '{column}' of {table} from the result of a SELECT: {found}. Leave a snapshot's own SELECT out, or let it give all columns as they are stored.");

    public static ConnectException UnknownCharset(TableId table, ColumnModel column) => new(
        ErrorKind.Data,
        "MYV006",
        $"Cannot read column '{column.Name}' of {table}: its character set '{column.Charset}' is not known. "
        + "Leave the column out with column.exclude.list, or convert it at the source.");

    public static ConnectException ShortResult(TableId table, int found, int wanted) => new(
        ErrorKind.Data,
        "MYV007",
        $"Cannot read a row of {table} from the result of a SELECT: it has {found} columns, {wanted} are required. "
        + "Let a snapshot's own SELECT give all captured columns in the order of the table.");

    public static ConnectException BadHead(TableId table, string found) => new(
        ErrorKind.Data,
        "MYV008",
        $"Cannot read a partial update of {table}: {found}. "
        + "Set binlog_row_value_options to an empty text on the server, and read the table again; if that does not help, the binlog is damaged.");
}
