using System.Text;
using ConnectRuntime.MySql.Binlog;
using ConnectRuntime.MySql.Client.Charsets;

namespace ConnectRuntime.MySql.Tests.Binlog;

/// <summary>Statements: what they are, in which character set, under which variables.</summary>
public class QueryEventTests
{
    [Theory]
    [InlineData("BEGIN", QueryKind.Begin)]
    [InlineData("begin ", QueryKind.Begin)]
    [InlineData("BEGINNING", QueryKind.Other)]
    [InlineData("BEGIN_X", QueryKind.Other)]
    [InlineData("BEGIN$", QueryKind.Other)]
    [InlineData("BEGIN\u00E9", QueryKind.Other)]
    [InlineData("COMMIT", QueryKind.Commit)]
    [InlineData("COMMIT /* implicit, from Xid_log_event */", QueryKind.Commit)]
    [InlineData("ROLLBACK", QueryKind.Rollback)]
    [InlineData("ROLLBACK TO `a`", QueryKind.RollbackTo)]
    [InlineData("ROLLBACK\n TO SAVEPOINT a", QueryKind.RollbackTo)]
    [InlineData("ROLLBACK tomorrow", QueryKind.Rollback)]
    [InlineData("SAVEPOINT `a`", QueryKind.Savepoint)]
    [InlineData("RELEASE SAVEPOINT a", QueryKind.Release)]
    [InlineData("XA START X'61',X'',1", QueryKind.XaStart)]
    [InlineData("XA BEGIN X'61'", QueryKind.XaStart)]
    [InlineData("XA END X'61',X'',1", QueryKind.XaEnd)]
    [InlineData("XA PREPARE X'61',X'',1", QueryKind.XaPrepare)]
    [InlineData("XA COMMIT X'61',X'',1", QueryKind.XaCommit)]
    [InlineData("XA COMMIT X'61',X'',1 ONE PHASE", QueryKind.XaCommit)]
    [InlineData("XA ROLLBACK X'61',X'',1", QueryKind.XaRollback)]
    [InlineData("XA RECOVER", QueryKind.Other)]
    [InlineData("XA", QueryKind.Other)]
    [InlineData("", QueryKind.Other)]
    [InlineData("CREATE TABLE begin (i INT)", QueryKind.Other)]
    [InlineData("INSERT INTO t VALUES (1)", QueryKind.Other)]
    [InlineData("# Dummy event replacing event type 162 that slave cannot handle.", QueryKind.Other)]
    internal void First_words(string sql, QueryKind kind) => Assert.Equal(kind, Query(sql).Classify());

    [Theory]
    [InlineData("XA COMMIT X'7132',X'',1", "X'7132',X'',1")]
    [InlineData("XA COMMIT X'7132',X'61',2147483647 ONE PHASE", "X'7132',X'61',2147483647")]
    [InlineData("XA COMMIT", "")]
    public void Names_of_xa_transactions(string sql, string xid) => Assert.Equal(xid, Query(sql).ToXid());

    [Fact]
    public void Xa_names_of_events_and_statements_are_the_same()
    {
        foreach (var name in new[] { "mysql-9.7/images.binlog", "mysql-9.7/packed.binlog", "mariadb-11.8/types.binlog", "mariadb-10.11/b.000004" })
        {
            var events = new BinlogSample(name).Read();
            var prepared = events.Where(e => e.Type == BinlogEventType.XaPrepare).Select(e => XaPrepareEvent.Read(e.Body).ToXid()).ToList();
            var ended = events.Where(e => e.Type == BinlogEventType.Query && QueryEvent.Read(e.Body).Classify() is QueryKind.XaEnd)
                .Select(e => QueryEvent.Read(e.Body).ToXid()).ToList();
            var finished = events.Where(e => e.Type == BinlogEventType.Query && QueryEvent.Read(e.Body).Classify() is QueryKind.XaCommit or QueryKind.XaRollback)
                .Select(e => QueryEvent.Read(e.Body).ToXid()).ToList();
            Assert.NotEmpty(prepared);
            Assert.Equal(prepared, ended);
            Assert.Equal(prepared.Where(finished.Contains), finished);
        }
    }

    /// <summary>The statement's own file is in the client's character set; the expected texts are the editor's.</summary>
    [Theory]
    [InlineData("CREATE TABLE lat (`spalte` VARCHAR(10) DEFAULT 'üä' COMMENT 'Größe')", "latin1")]
    [InlineData("CREATE TABLE sj (a INT COMMENT 'ソソ')", "sjis")]
    public void Statements_are_decoded_by_the_clients_character_set(string expected, string charset)
    {
        var events = new BinlogSample("mysql-9.7/statements.binlog").Read().Where(e => e.Type == BinlogEventType.Query).ToList();
        var e = events.Single(e => QueryEvent.Read(e.Body).ToSql() == expected);
        Assert.Equal(charset, MySqlCharset.OfCollation(QueryEvent.Read(e.Body).Variables.ClientCollation).Name);
    }

    /// <summary>The server looks for quotes and backslashes among the bytes, whatever they are in the set: é and Ö in swe7, half of a character in sjis.</summary>
    [Theory]
    [InlineData(82, 0, "CREATE TABLE `a[` (b INT COMMENT '\\'[`', c INT)", "CREATE TABLE `aÄ` (b INT COMMENT '\\'Äé', c INT)")]
    [InlineData(13, 0, "SELECT '\u0081_', \"\u0081_\", `\u0081_`", "SELECT '\\\\', \"\\\\\", `\\`")]
    [InlineData(13, 1 << 20, "SELECT '\u0081_'", "SELECT '\\'")]
    [InlineData(13, 4, "SELECT \"\u0081_\"", "SELECT \"\\\"")]
    [InlineData(12, 0, "SELECT '\u00a1\u00c0\u008e\u00b1'", "SELECT '\\\\ｱ'")]
    public void Syntax_is_bytes(byte collation, int sqlMode, string latin1, string expected)
    {
        byte[] variables = [1, .. BitConverter.GetBytes((long)sqlMode), 4, collation, 0, collation, 0, 255, 0];
        Assert.Equal(expected, Query(Encoding.Latin1.GetBytes(latin1), variables).ToSql());
    }

    [Fact]
    public void An_unknown_character_set_is_taken_for_utf8()
    {
        Assert.Equal("SELECT 'ü'", Query("SELECT 'ü'", [4, 0xFF, 0xFF, 0, 0, 0, 0]).ToSql());
        Assert.Equal("SELECT 'ü'", Query("SELECT 'ü'").ToSql());
        Assert.Equal("db", Query("x").Database);
    }

    /// <summary>Of the statements in the file, and what <c>mysqlbinlog</c> prints of them.</summary>
    [Theory]
    [InlineData("CREATE TABLE \"ansi\"", "SET @@session.sql_mode=1048580/*!*/;")]
    [InlineData("CREATE TABLE dflt", "/*!80011 SET @@session.default_collation_for_utf8mb4=45*//*!*/;")]
    [InlineData("CREATE TABLE ts", "SET @@session.explicit_defaults_for_timestamp=0/*!*/;")]
    [InlineData("CREATE TABLE lat", "SET @@session.character_set_client=8,@@session.collation_connection=8,@@session.collation_server=255/*!*/;")]
    [InlineData("CREATE TABLE sj", "SET @@session.character_set_client=13,@@session.collation_connection=13,@@session.collation_server=255/*!*/;")]
    public void Variables_are_those_that_are_printed(string sql, string printed)
    {
        var sample = new BinlogSample("mysql-9.7/statements.binlog");
        var e = sample.Read().Single(e => e.Type == BinlogEventType.Query && QueryEvent.Read(e.Body).ToSql().StartsWith(sql, StringComparison.Ordinal));
        var found = QueryEvent.Read(e.Body).Variables;
        Assert.Contains(printed, PrintedBinlog.Parse(sample.Text).Single(p => p.Start == e.Start).Lines);
        Assert.Contains(printed, (string[])
        [
            $"SET @@session.sql_mode={found.SqlMode}/*!*/;",
            $"/*!80011 SET @@session.default_collation_for_utf8mb4={found.DefaultUtf8Mb4Collation}*//*!*/;",
            $"SET @@session.explicit_defaults_for_timestamp={(found.ExplicitDefaultsForTimestamp == true ? 1 : 0)}/*!*/;",
            $"SET @@session.character_set_client={found.ClientCollation},@@session.collation_connection={found.ConnectionCollation}"
                + $",@@session.collation_server={found.ServerCollation}/*!*/;",
        ]);
    }

    [Fact]
    public void All_known_variables_are_passed_and_an_unknown_one_ends_them()
    {
        byte[] variables =
        [
            0, 1, 2, 3, 4, 2, 3, (byte)'s', (byte)'t', (byte)'d', 0, 3, 1, 0, 1, 0, 5, 3, (byte)'U', (byte)'T', (byte)'C', 6, 1, (byte)'s', 7, 0, 0, 8, 33, 0,
            9, 1, 2, 3, 4, 5, 6, 7, 8, 10, 0, 0, 0, 0, 11, 1, (byte)'u', 1, (byte)'h', 12, 2, (byte)'a', 0, (byte)'b', 0, 12, 254, 13, 0x40, 0x42, 0x0F,
            14, 1, 2, 3, 4, 5, 6, 7, 8, 15, 1, 2, 3, 4, 5, 6, 7, 8, 16, 1, 17, 1, 2, 3, 4, 5, 6, 7, 8, 18, 45, 0, 19, 0, 20, 1,
            129, 1, 2, 3, 4, 5, 6, 7, 8, 1, 4, 0, 0, 0, 0, 0, 0, 1, 200, 4, 8, 0, 8, 0, 8, 0,
        ];
        var found = Query("x", variables).Variables;
        Assert.Equal(0x0100_0000_0000_0004ul, found.SqlMode);
        Assert.Equal((33, 45, true, 1_000_000), (found.DatabaseCollation, found.DefaultUtf8Mb4Collation, found.ExplicitDefaultsForTimestamp, found.Microseconds));
        Assert.Equal(0, found.ClientCollation);
    }

    [Fact]
    public void Fields_of_the_fixed_part()
    {
        var query = Query("DROP TABLE t", []);
        Assert.Equal((0x04030201u, 9u, (ushort)1062), (query.ThreadId, query.ExecutionSeconds, query.ErrorCode));
        Assert.Equal("DROP TABLE t"u8, query.Sql);
    }

    [Fact]
    public void A_load_that_was_logged_as_a_statement()
    {
        var e = new BinlogSample("mysql-9.7/statements.binlog").Read().Single(e => e.Type == BinlogEventType.ExecuteLoadQuery);
        var query = QueryEvent.Read(e.Body, e.Type);
        Assert.StartsWith("LOAD DATA INFILE './load.txt' INTO TABLE `st` ", query.ToSql(), StringComparison.Ordinal);
        Assert.Equal(("cap", 255, QueryKind.Other), (query.Database, query.Variables.ClientCollation, query.Classify()));
    }

    /// <summary>MariaDB's collations beyond 2,048 are those of its UCA 14.0.0.</summary>
    [Theory]
    [InlineData(2304, "utf8mb4")]
    [InlineData(2816, "utf16")]
    public void Collations_that_mariadb_11_puts_into_events_are_known(int collation, string charset) =>
        Assert.Equal(charset, MySqlCharset.OfCollation(collation).Name);

    private static QueryEvent Query(string sql, byte[]? variables = null) => Query(Encoding.UTF8.GetBytes(sql), variables);

    private static QueryEvent Query(byte[] sql, byte[]? variables)
    {
        variables ??= [];
        byte[] body =
        [
            1, 2, 3, 4, 9, 0, 0, 0, 2, 0x26, 4, (byte)variables.Length, (byte)(variables.Length >> 8), .. variables, (byte)'d', (byte)'b', 0,
            .. sql,
        ];
        return QueryEvent.Read(body);
    }
}
