using System.Text;
using ConnectRuntime.MySql.Client.Packets;
using ConnectRuntime.MySql.Client.Sql;
using ConnectRuntime.MySql.Client.Tests.Rig;

namespace ConnectRuntime.MySql.Client.Tests.Sql;

/// <summary>Names and values that are quoted come back as they were, whatever sql_mode says.</summary>
public class SqlTextTests(ClientServers servers)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(Names.MariaDb, "")]
    [InlineData(Names.MariaDb, "NO_BACKSLASH_ESCAPES")]
    [InlineData(Names.MySql, "ANSI_QUOTES")]
    [InlineData(Names.MySql, "NO_BACKSLASH_ESCAPES,ANSI_QUOTES")]
    public async Task The_server_reads_what_was_meant(string name, string mode)
    {
        await using var connection = await servers.ConnectAsync(name);
        await connection.ExecuteAsync($"SET SESSION sql_mode='{mode}'", Cancel);
        var sql = new SqlText(connection.Status.HasFlag(ServerStatus.NoBackslashEscapes));
        var everything = string.Concat(Enumerable.Range(0, 0x250).Select(c => (char)c)) + "😀";
        string[] texts = ["", "'", "''", "\\", "\\'", "a\\", "\"`%_\0\u001A\r\n", "'; DROP TABLE t; -- ", everything];
        sql.Append("SELECT ");
        foreach (var text in texts)
        {
            sql.Append("HEX(").AppendLiteral(Encoding.UTF8.GetBytes(text)).Append("), ");
        }

        sql.Append("HEX("u8).AppendBytes(Encoding.UTF8.GetBytes(everything)).Append("), ").AppendBytes([]).Append(" AS ").AppendName("na`me")
            .Append(", ").AppendNumber(long.MinValue);
        await using var result = await connection.QueryAsync(sql.Written, Cancel);
        Assert.True(await result.FillAsync(Cancel));
        Read(result, [.. texts, everything]);
        Assert.Equal("na`me", result.Columns[^2].Name);

        static void Read(ConnectRuntime.MySql.Client.Results.TextResult result, string[] expected)
        {
            Assert.True(result.TryReadRow(out var row));
            foreach (var text in expected)
            {
                Assert.True(row.MoveNext());
                Assert.Equal(text, Encoding.UTF8.GetString(Convert.FromHexString(Encoding.ASCII.GetString(row.Value))));
            }

            Assert.True(row.MoveNext() && row.Value.IsEmpty && row.MoveNext());
            Assert.Equal("-9223372036854775808", Encoding.ASCII.GetString(row.Value));
        }
    }

    [Fact]
    public void A_text_is_used_again()
    {
        var sql = new SqlText(noBackslashEscapes: false);
        sql.Append("SELECT ").AppendLiteral("a'b"u8);
        Assert.Equal("SELECT 'a\\'b'", sql.ToString());
        sql.Clear();
        Assert.Equal(0, sql.Length);
        sql.AppendName("x").AppendNumber(-1);
        Assert.Equal("`x`-1", sql.ToString());
        Assert.Equal("'a''\\b'", new SqlText(noBackslashEscapes: true).AppendLiteral("a'\\b"u8).ToString());
    }
}
