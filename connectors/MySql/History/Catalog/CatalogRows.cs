using System.Text;
using ConnectRuntime.MySql.Client.Connections;

namespace ConnectRuntime.MySql.History.Catalog;

/// <summary>Reads the rows of information_schema one by one, so that a large catalog never lies in memory as text.</summary>
internal static class CatalogRows
{
    /// <summary>Runs a statement and hands over its rows.</summary>
    /// <param name="connection">An idle connection.</param>
    /// <param name="sql">The statement.</param>
    /// <param name="take">Gets the cells of a row, null for NULL; the array is used again for the next row.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public static async Task EachAsync(MySqlConnection connection, string sql, Action<string?[]> take, CancellationToken cancellationToken)
    {
        await using var result = await connection.QueryAsync(sql, cancellationToken).ConfigureAwait(false);
        var cells = new string?[result.Columns.Count];
        while (await result.FillAsync(cancellationToken).ConfigureAwait(false))
        {
            while (result.TryReadRow(out var row))
            {
                for (var i = 0; row.MoveNext(); i++)
                {
                    cells[i] = row.IsNull ? null : Encoding.UTF8.GetString(row.Value);
                }

                take(cells);
            }
        }
    }
}
