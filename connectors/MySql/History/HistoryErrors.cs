using ConnectRuntime.Errors;

namespace ConnectRuntime.MySql.History;

/// <summary>Failures of the history of definitions, each with its code.</summary>
internal static class HistoryErrors
{
    private const string Recovery =
        "Set snapshot.mode=recovery for one start: it takes the definitions of now, which is right if no statement has changed a table since that position";

    public static ConnectException Corrupt(string key, string problem, Exception? inner = null) =>
        new(ErrorKind.Fatal, "MYH001", $"Cannot read the note '{key}' of the schema history: {problem}, a note that this version wrote is required. {Recovery}.", inner);

    public static ConnectException Pruned(HistoryMark wanted, HistoryMark oldest) =>
        new(ErrorKind.Config, "MYH002", $"Cannot go back to change {wanted} of the schema history: the oldest that it still holds is {oldest}, as positions before it had been committed. {Recovery}.");

    public static ConnectException Missing(HistoryMark wanted, HistoryMark newest) =>
        new(ErrorKind.Config, "MYH003", $"Cannot find change {wanted} in the schema history: its newest is {newest}, the one that the stored position names is required. {Recovery}, or snapshot.mode=when_needed to copy all tables anew.");
}
