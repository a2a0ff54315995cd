using System.Text;
using ConnectRuntime.MySql.Client.Connections;
using ConnectRuntime.MySql.Client.Sql;
using ConnectRuntime.MySql.Tests.Rig;
using ConnectRuntime.Records;
using ConnectRuntime.Testing.Servers;

namespace ConnectRuntime.MySql.Tests.Long.Sessions;

/// <summary>What a session of each set does to its own table and to the one that all write to, with what the server has after each row.</summary>
internal sealed class CharsetStory(MySqlConnection truth, SourceBench bench)
{
    /// <summary>The statements that change tables, as text.</summary>
    public List<string> Statements { get; } = [];

    /// <summary>The rows with the name of their table and its definition, as they were at once after each was written.</summary>
    public List<(string Table, string Value, string Definition)> Rows { get; } = [];

    /// <summary>How many records that is.</summary>
    public int Records => Statements.Count + Rows.Count;

    /// <summary>Lets a session of a set do it.</summary>
    public async Task WriteAsync(string set, IReadOnlyList<string> sets)
    {
        await using var session = await CharsetSession.OpenAsync(bench.Server, bench.Database, set, truth);
        var text = await RepertoireAsync(session.Charset, set);

        // In names and comments the servers have no characters of four bytes; of members they cannot tell such ones, and of defaults MariaDB cannot.
        var plain = string.Concat(text.Where(c => !char.IsSurrogate(c)));
        var name = plain[..Math.Min(12, plain.Length)];
        var value = bench.Server is MySqlServer ? text : plain;
        var (first, last) = (plain.FirstOrDefault('a'), plain.LastOrDefault('b'));
        var (table, renamed) = ($"t_{set}_«{name}»", $"r_{set}_«{name}»");
        await DefineAsync(session, $"""
            CREATE TABLE `{table}` (id INT PRIMARY KEY AUTO_INCREMENT, `v «{name}» w` VARCHAR(250) CHARACTER SET {set} DEFAULT '«{value}»' COMMENT 'c «{plain}»',
              `e«{name}»` ENUM('-«{first}»','«{last}»') CHARACTER SET {set}, `p«{name}»` VARCHAR(250) CHARACTER SET utf8mb4 DEFAULT '«{value}»') COMMENT 't «{plain}»'
            """);
        await InsertAsync(session, table, $"(`e«{name}»`) VALUES ('«{last}»')");
        await InsertAsync(session, table, $"VALUES (NULL, 'it''s «{text}»', '-«{first}»', '«{last}» /* no comment */')");
        await DefineAsync(session, $"""
            ALTER TABLE `{table}` ADD `n«{name}»` TEXT CHARACTER SET {set} COMMENT '«{plain}»' AFTER `e«{name}»`,
              CHANGE `p«{name}»` `q«{name}»` VARCHAR(240) CHARACTER SET utf8mb4 DEFAULT '«{last}»'
            """);
        await InsertAsync(session, table, $"(`n«{name}»`) VALUES ('«{text}»')");
        await DefineAsync(session, $"RENAME TABLE `{table}` TO `{renamed}`");
        await InsertAsync(session, renamed, $"(id, `v «{name}» w`) VALUES (77, '«{text}»')");
        var columns = sets.Where(other => set != "binary" || other is "utf8mb4" or "utf8mb3" or "binary").ToArray();
        await InsertAsync(session, "every", $"({string.Join(", ", columns.Select(c => $"c_{c}"))}) VALUES ({string.Join(", ", columns.Select(_ => $"'«{text}»'"))})");
    }

    /// <summary>The columns of a table with their defaults and comments, by the server; defaults are told by the first row's <c>DEFAULT()</c>.</summary>
    public static async Task<string> DefinitionAsync(MySqlConnection truth, string table)
    {
        var comments = await truth.RowsAsync(
            "SELECT COLUMN_NAME, COLUMN_COMMENT FROM information_schema.COLUMNS "
            + $"WHERE TABLE_SCHEMA = DATABASE() AND TABLE_NAME = {ServerRow.Text(table)} ORDER BY ORDINAL_POSITION", TestContext.Current.CancellationToken);
        var columns = await ServerRow.ColumnsAsync(truth, table);
        var cells = columns.Select(c => (c.Type, c.Sql, Name: SqlText.Quote(c.Name)));
        var sql = string.Join(", ", cells.Select(c => c.Type == "int" ? "NULL" : c.Sql.Replace(c.Name, $"DEFAULT({c.Name})", StringComparison.Ordinal)));
        var defaults = (await truth.RowsAsync($"SELECT {sql} FROM {SqlText.Quote(table)} LIMIT 1", TestContext.Current.CancellationToken))[0];
        return string.Join('\n', comments.Select((row, i) => $"{row[0]}={defaults[i] ?? "(null)"}={row[1]}"));
    }

    /// <summary>The same of a record's schema.</summary>
    public static string DefinitionOf(RecordSchema schema) => string.Join('\n', schema.Fields.Select(field =>
        $"{field.Name}={field.Schema.Default switch
        {
            string text => Convert.ToHexString(Encoding.UTF8.GetBytes(text)),
            byte[] bytes => Convert.ToHexString(bytes),
            _ => "(null)",
        }}={field.Schema.Doc}"));

    // What both the session and the column can hold.
    private async Task<string> RepertoireAsync(string spoken, string set) =>
        await CharsetSession.RepertoireAsync(truth, set) is var text && spoken == set ? text : await CharsetSession.RepertoireAsync(truth, spoken, text);

    private async Task DefineAsync(CharsetSession session, string sql)
    {
        await session.RunAsync(sql);
        Statements.Add(Plain(sql));
    }

    private async Task InsertAsync(CharsetSession session, string table, string rest)
    {
        await session.RunAsync($"INSERT INTO `{table}` {rest}");
        var name = Plain(table);
        Rows.Add((name, Assert.Single(await ServerRow.ReadAsync(truth, name, "id = (SELECT MAX(id) FROM " + SqlText.Quote(name) + ")")), await DefinitionAsync(truth, name)));
    }

    private static string Plain(string text) => text.Replace("«", "", StringComparison.Ordinal).Replace("»", "", StringComparison.Ordinal);
}
