using ConnectRuntime.Errors;

namespace ConnectRuntime.MySql.Values.Json;

/// <summary>What can be wrong with JSON that a server sends.</summary>
internal static class JsonErrors
{
    /// <summary>Bytes or text that are no document.</summary>
    public static ConnectException Corrupt(string problem) => new(
        ErrorKind.Data,
        "MYJ001",
        $"Cannot read a JSON document: {problem}. Check the row on the server with JSON_VALID and write it again.");

    /// <summary>A change to a part of a document that is damaged, or has no place in the document before it.</summary>
    public static ConnectException BadDiff(string problem) => new(
        ErrorKind.Data,
        "MYJ002",
        $"Cannot apply a partial update to a JSON document: {problem}. "
        + "Set binlog_row_value_options to an empty text on the server, and read the table again.");
}
