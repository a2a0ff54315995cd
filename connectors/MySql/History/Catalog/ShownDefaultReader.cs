using System.Text;
using ConnectRuntime.Errors;
using ConnectRuntime.MySql.Client.Connections;
using ConnectRuntime.MySql.Client.Errors;
using ConnectRuntime.MySql.Client.Packets;
using ConnectRuntime.MySql.Client.Sql;
using ConnectRuntime.MySql.History.Ddl;
using ConnectRuntime.MySql.Tables;

namespace ConnectRuntime.MySql.History.Catalog;

/// <summary>Reads defaults that information_schema shows otherwise than they are. SHOW CREATE TABLE has them right.</summary>
/// <remarks>
/// Those of BINARY and VARBINARY are shown as text: by MySQL up to the first zero byte, by MariaDB with ? for what is no text. MySQL shows a TIMESTAMP as the
/// session wrote it that defined the table, in that session's time zone, and ? for characters of four bytes. The session's time zone is UTC.
/// </remarks>
internal sealed class ShownDefaultReader(MySqlConnection connection)
{
    /// <summary>Corrects the defaults of such columns; one statement for each table that has any.</summary>
    public async Task ReadAsync(IEnumerable<CatalogTableState> tables, CancellationToken cancellationToken)
    {
        foreach (var table in tables)
        {
            if (table.Columns.Any(IsInDoubt) && await ReadAsync(table.Id, cancellationToken).ConfigureAwait(false) is { } statement)
            {
                Correct(table, statement);
            }
        }
    }

    private bool IsInDoubt(ColumnModel column) => column.Default.Kind switch
    {
        DefaultKind.Hex => column.Type is SqlType.Binary or SqlType.VarBinary,
        DefaultKind.Literal when !connection.Server.IsMariaDb => column.Type == SqlType.Timestamp || IsTextInDoubt(column),
        _ => false,
    };

    private static bool IsTextInDoubt(ColumnModel column) =>
        column.Type is SqlType.Char or SqlType.VarChar && column.Default.Text!.Contains('?', StringComparison.Ordinal);

    // Each byte was made a character; text that is not ASCII is shown as bytes.
    private void Correct(CatalogTableState table, CreateTableStatement statement)
    {
        foreach (var column in table.Columns.Where(IsInDoubt).ToList())
        {
            var name = Encoding.Latin1.GetString(Encoding.UTF8.GetBytes(column.Name));
            if (statement.Columns.FirstOrDefault(clause => clause.Name == name)?.Default?.Literal is { } literal)
            {
                var isText = literal.Bytes is null && column.Default.Kind == DefaultKind.Literal;
                if (!isText || column.Type == SqlType.Timestamp)
                {
                    literal = isText ? literal : new SqlLiteral(SqlLiteralKind.Bytes) { Bytes = literal.Bytes ?? Encoding.Latin1.GetBytes(literal.Text ?? "") };
                    table.Replace(column with { Default = DefaultPolicy.Resolve(literal, column) });
                }
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
