using System.Text;
using ConnectRuntime.Errors;
using ConnectRuntime.MySql.Client.Connections;
using ConnectRuntime.MySql.Client.Errors;

namespace ConnectRuntime.MySql.Snapshot.Views;

/// <summary>Statements around views.</summary>
internal static class ViewStatements
{
    /// <summary>Opens the view of a session.</summary>
    public const string Open = "START TRANSACTION WITH CONSISTENT SNAPSHOT, READ ONLY";

    /// <summary>Runs statements as one text, so that little time passes between them, and returns the first cell of each result that has rows.</summary>
    public static async Task<List<string?>> FirstCellsAsync(this MySqlConnection connection, string sql, CancellationToken cancellationToken)
    {
        var cells = new List<string?>();
        await using var result = await connection.QueryAsync(sql, cancellationToken);
        do
        {
            for (var isFirst = true; await result.FillAsync(cancellationToken);)
            {
                while (result.TryReadRow(out var row))
                {
                    if (isFirst && row.MoveNext())
                    {
                        cells.Add(row.IsNull ? null : Encoding.UTF8.GetString(row.Value));
                        isFirst = false;
                    }
                }
            }
        }
        while (await result.NextResultAsync(cancellationToken));
        return cells;
    }

    /// <summary>Runs a statement that the server may refuse.</summary>
    /// <returns>Null where it did as told, otherwise the server's words.</returns>
    public static async Task<string?> TryAsync(this MySqlConnection connection, string sql, CancellationToken cancellationToken)
    {
        try
        {
            await connection.ExecuteAsync(sql, cancellationToken);
            return null;
        }
        catch (ConnectException e) when (MySqlServerException.Of(e) is { } error && connection.IsUsable)
        {
            return error.Message;
        }
    }
}
