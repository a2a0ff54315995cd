using System.Text;
using ConnectRuntime.Errors;
using ConnectRuntime.MySql.Client.Connections;
using ConnectRuntime.MySql.Client.Errors;
using ConnectRuntime.MySql.Client.Packets;
using ConnectRuntime.MySql.Client.Sql;
using ConnectRuntime.MySql.History.Ddl;
using ConnectRuntime.MySql.Tables;

namespace ConnectRuntime.MySql.History.Catalog;

/// <summary>
/// Reads defaults of BINARY and VARBINARY as they are. information_schema shows them as text: MySQL up to the first zero byte, MariaDB with ? for what is no
/// text. SHOW CREATE TABLE has all bytes.
/// </summary>
internal sealed class BinaryDefaultReader(MySqlConnection connection)
{
    /// <summary>Corrects the defaults of such columns; one statement for each table that has any.</summary>
    public async Task ReadAsync(IEnumerable<CatalogTableState> tables, CancellationToken cancellationToken)
    {
        foreach (var table in tables)
        {
            if (table.Columns.Any(HasBinaryDefault) && await ReadAsync(table.Id, cancellationToken).ConfigureAwait(false) is { } statement)
            {
                Correct(table, statement);
            }
        }
    }

    private static bool HasBinaryDefault(ColumnModel column) =>
        column is { Default.Kind: DefaultKind.Hex, Type: SqlType.Binary or SqlType.VarBinary };

    // Each byte was made a character.
    private static void Correct(CatalogTableState table, CreateTableStatement statement)
    {
        foreach (var column in table.Columns.Where(HasBinaryDefault).ToList())
        {
            var name = Encoding.Latin1.GetString(Encoding.UTF8.GetBytes(column.Name));
            if (statement.Columns.FirstOrDefault(clause => clause.Name == name)?.Default?.Literal is { } literal)
            {
                var bytes = literal.Bytes ?? Encoding.Latin1.GetBytes(literal.Text ?? "");
                table.Replace(column with { Default = DefaultPolicy.Resolve(new SqlLiteral(SqlLiteralKind.Bytes) { Bytes = bytes }, column) });
            }
        }
    }

    // A table that is gone keeps what information_schema says.
    private async Task<CreateTableStatement?> ReadAsync(TableId id, CancellationToken cancellationToken)
    {
        try
        {
            var sql = $"SHOW CREATE TABLE {SqlText.Quote(id.Database)}.{SqlText.Quote(id.Table)}";
            await using var result = await connection.QueryAsync(sql, cancellationToken).ConfigureAwait(false);
            string? text = null;
            while (await result.FillAsync(cancellationToken).ConfigureAwait(false))
            {
                while (result.TryReadRow(out var row))
                {
                    text = row.MoveNext() && row.MoveNext() ? Encoding.Latin1.GetString(row.Value) : null;
                }
            }

            return text is not null && DdlParser.Parse(text, Context(text)) is [CreateTableStatement statement, ..] ? statement : null;
        }
        catch (ConnectException e) when (MySqlServerException.Of(e) is { IsTransient: false })
        {
            return null;
        }
    }

    // The session's sql_mode decides how the server quotes: CREATE TABLE "t" under ANSI_QUOTES.
    private DdlContext Context(string text) => new()
    {
        Server = connection.Server,
        SqlMode = (text.Contains("TABLE \"", StringComparison.Ordinal) ? DdlContext.AnsiQuotes : 0)
            | (connection.Status.HasFlag(ServerStatus.NoBackslashEscapes) ? DdlContext.NoBackslashEscapes : 0),
    };
}
