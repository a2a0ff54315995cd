using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using ConnectRuntime.MySql.Binlog;
using ConnectRuntime.MySql.Client.Binlog;

namespace ConnectRuntime.MySql.Tests.Binlog;

/// <summary>Binlogs that servers wrote, compared with what the servers' own programs print of them.</summary>
public class PrintedBinlogTests
{
    [Theory]
    [MemberData(nameof(BinlogSample.Names), MemberType = typeof(BinlogSample))]
    public void Places_types_and_names_are_those_that_the_servers_program_prints(string name)
    {
        var sample = new BinlogSample(name);
        var printed = PrintedBinlog.Parse(sample.Text);
        var payloads = printed.Count(p => p.What.StartsWith("Transaction_Payload", StringComparison.Ordinal));
        var events = sample.Read();
        Assert.Equal(printed.Count - payloads, events.Count);
        Assert.Equal(name.Contains("packed", StringComparison.Ordinal) || name.Contains("nochecksum", StringComparison.Ordinal), payloads > 0);
        var at = 0;
        var payloadStart = 0ul;
        foreach (var e in events)
        {
            var expected = printed[at++];
            if (expected.What.StartsWith("Transaction_Payload", StringComparison.Ordinal))
            {
                payloadStart = expected.Start;
                expected = printed[at++];
            }

            Assert.StartsWith(What(e, expected.What), expected.What, StringComparison.Ordinal);
            Assert.Equal(expected.ServerId, e.Header.ServerId);

            // The program names the end of the payload as the place of the events in it.
            Assert.Equal(expected.Start, e.IsInPayload ? e.End : e.Start);
            Assert.Equal(e.IsInPayload ? payloadStart : expected.Start, e.Start);
            Assert.Equal(at < printed.Count ? printed[at].Start : (ulong)new FileInfo(sample.Path).Length, e.End);

            // MariaDB 11.4 and later print what the head says, which is 0 inside of transactions.
            Assert.True(expected.End == e.End || (expected.End == 0 && name.StartsWith("mariadb-11", StringComparison.Ordinal)), $"{expected.End} {e.End}");
        }
    }

    [Theory]
    [MemberData(nameof(BinlogSample.Names), MemberType = typeof(BinlogSample))]
    public void Bodies_of_tables_and_rows_are_those_in_base64(string name)
    {
        var sample = new BinlogSample(name);
        var printed = PrintedBinlog.Bytes(sample.Text).Where(b => b[4] == 19 || RowsEvent.Is((BinlogEventType)b[4])).ToList();
        var events = sample.Read().Where(e => e.Type == BinlogEventType.TableMap || RowsEvent.Is(e.Type)).ToList();
        Assert.Equal(name is "mariadb-10.11/b.000005" or "mysql-9.7/statements.binlog", events.Count == 0);
        Assert.Equal(printed.Count, events.Count);
        foreach (var (expected, e) in printed.Zip(events))
        {
            Assert.Equal(expected[4], (byte)e.Type);
            var body = expected.AsSpan(BinlogEventHeader.Length);
            Assert.True(body.StartsWith(e.Body), Convert.ToHexString(body));

            // The program puts a checksum behind the bodies that it has unpacked.
            Assert.True(body.Length - e.Body.Length is 0 or 4);
        }
    }

    [Theory]
    [MemberData(nameof(BinlogSample.Names), MemberType = typeof(BinlogSample))]
    public void Statements_are_those_that_are_printed(string name)
    {
        var sample = new BinlogSample(name);
        var text = sample.Text;
        var inBase64 = string.Concat(PrintedBinlog.Bytes(text).Select(Encoding.Latin1.GetString));
        var statements = 0;
        foreach (var e in sample.Read())
        {
            var sql = e.Type == BinlogEventType.Query ? QueryEvent.Read(e.Body).Sql
                : RowsQueryEvent.Is(e.Type) ? RowsQueryEvent.Read(e.Type, e.Body).Sql : default;
            if (sql.IsEmpty)
            {
                continue;
            }

            statements++;
            var expected = Encoding.Latin1.GetString(sql);
            var printed = RowsQueryEvent.Is(e.Type) ? Regex.Replace(text, "^#(Q> |   )?", "", RegexOptions.Multiline) : text;
            Assert.True(
                printed.Contains($"\n{expected}\n", StringComparison.Ordinal) || printed.Contains($"# {expected}\n", StringComparison.Ordinal)
                || printed.Contains($" {expected}\n", StringComparison.Ordinal) || inBase64.Contains(expected, StringComparison.Ordinal),
                expected);
        }

        Assert.True(statements > 0);
    }

    [Theory]
    [InlineData("mysql-9.7/types.binlog", 13, 2)]
    [InlineData("mysql-9.7/packed.binlog", 8, 1)]
    [InlineData("mysql-9.7/images.binlog", 15, 0)]
    public void Gtids_of_mysql_are_those_that_are_printed(string name, int count, int tagged)
    {
        var sample = new BinlogSample(name);
        var printed = PrintedBinlog.Parse(sample.Text).Where(p => p.What.StartsWith("GTID\t", StringComparison.Ordinal)).ToList();
        var gtids = sample.Read().Where(e => MySqlGtidEvent.Is(e.Type)).ToList();
        Assert.Equal((count, tagged), (gtids.Count, gtids.Count(g => g.Type == BinlogEventType.GtidTagged)));
        Assert.Equal(printed.Count, gtids.Count);
        foreach (var (expected, e) in printed.Zip(gtids))
        {
            var gtid = MySqlGtidEvent.Read(e.Type, e.Body);
            var next = expected.Lines.Single(l => l.StartsWith("SET @@SESSION.GTID_NEXT", StringComparison.Ordinal));
            Assert.Equal($"SET @@SESSION.GTID_NEXT= '{gtid.Source}:{gtid.Number}'/*!*/;", next);
            Assert.Equal(
                $"GTID\tlast_committed={gtid.LastCommitted}\tsequence_number={gtid.SequenceNumber}\trbr_only={((gtid.Flags & 1) == 0 ? "yes" : "no")}"
                + $"\toriginal_committed_timestamp={gtid.OriginalCommit}\timmediate_commit_timestamp={gtid.ImmediateCommit}"
                + $"\ttransaction_length={gtid.Length}",
                expected.What);
            Assert.Contains($"/*!80014 SET @@session.original_server_version={gtid.OriginalVersion}*//*!*/;", expected.Lines);
            Assert.Contains($"/*!80014 SET @@session.immediate_server_version={gtid.ImmediateVersion}*//*!*/;", expected.Lines);
        }
    }

    [Theory]
    [InlineData("mariadb-11.8/types.binlog", 25)]
    [InlineData("mariadb-10.11/b.000004", 8)]
    public void Gtids_of_mariadb_are_those_that_are_printed(string name, int count)
    {
        var sample = new BinlogSample(name);
        var printed = PrintedBinlog.Parse(sample.Text).Where(p => p.What.StartsWith("GTID ", StringComparison.Ordinal)).ToList();
        var gtids = sample.Read().Where(e => e.Type == BinlogEventType.MariaDbGtid).ToList();
        Assert.Equal((count, count), (printed.Count, gtids.Count));
        foreach (var (expected, e) in printed.Zip(gtids))
        {
            var gtid = MariaDbGtidEvent.Read(e.Header, e.Body);
            var flags = gtid.Flags;
            var more = gtid.MoreFlags;
            Assert.Equal(
                $"GTID {gtid.Gtid}{If(flags.HasFlag(MariaDbGtidFlags.Ddl), " ddl")}{If(more.HasFlag(MariaDbGtidMoreFlags.StartAlter), " START ALTER")}"
                + If(more.HasFlag(MariaDbGtidMoreFlags.CommitAlter), $" COMMIT ALTER id= {gtid.AlterStart}")
                + If(flags.HasFlag(MariaDbGtidFlags.Transactional), " trans") + If(more.HasFlag(MariaDbGtidMoreFlags.Thread), $" thread_id={gtid.ThreadId}"),
                expected.What);
            var statement = string.Join('\n', expected.Lines);
            Assert.Equal(flags.HasFlag(MariaDbGtidFlags.PreparedXa), statement.Contains($"XA START {gtid.ToXid()}", StringComparison.Ordinal) && gtid.IsXa);
            Assert.Equal(!gtid.IsStandalone && !gtid.IsXa, statement.Contains("START TRANSACTION", StringComparison.Ordinal));
        }
    }

    private static string If(bool condition, string text) => condition ? text : "";

    // The beginning of the line as the program prints it; where its own words differ between servers, those of the line.
    private static string What(PlainEvent e, string line)
    {
        switch (e.Type)
        {
            case BinlogEventType.FormatDescription:
                return $"Start: binlog v 4, server v {e.Format!.Server.Text} created";
            case BinlogEventType.TableMap:
                var map = new TableMapCache().Read(e.Body, out var id, e.Format);
                return $"Table_map: `{map.Id.Database}`.`{map.Id.Table}` mapped to number {id}";
            case BinlogEventType.Query:
                var query = QueryEvent.Read(e.Body);
                var packed = e.Header.Type == (byte)BinlogEventType.QueryCompressed ? "_compressed" : "";
                return $"Query{packed}\tthread_id={query.ThreadId}\texec_time={query.ExecutionSeconds}\terror_code={query.ErrorCode}";
            case BinlogEventType.Xid:
                return $"Xid = {XidEvent.Read(e.Body).Number}";
            case BinlogEventType.XaPrepare:
                return (line.StartsWith("XID", StringComparison.Ordinal) ? "XID = " : "XA PREPARE ") + XaPrepareEvent.Read(e.Body).ToXid();
            case BinlogEventType.Rotate:
                var rotate = RotateEvent.Read(e.Body);
                return $"Rotate to {rotate.File}  pos: {rotate.Position}";
            case BinlogEventType.GtidList:
                return $"Gtid list [{GtidListEvent.Read(e.Body)}";
            case var type when RowsEvent.Is(type):
                return Rows(e);
            default:
                return Other(e.Type);
        }
    }

    private static string Rows(PlainEvent e)
    {
        var rows = RowsEvent.Read(e.Type, e.Body);
        var verb = rows.Operation switch
        {
            Records.RowOperation.Create => "Write",
            Records.RowOperation.Update => "Update",
            _ => "Delete",
        };
        var kind = rows.IsPartial ? "_rows_partial" : e.Header.Type >= 166 ? "_compressed_rows" : "_rows";
        var flags = $"{If(rows.EndsStatement, " STMT_END_F")}{If(rows.Flags.HasFlag(RowsFlags.SqlForeignKeys), " USE_SQL_FOREIGN_KEY_F")}";
        return string.Create(CultureInfo.InvariantCulture, $"{verb}{kind}: table id {rows.TableId} flags:{flags}");
    }

    private static string Other(BinlogEventType type) => type switch
    {
        BinlogEventType.PreviousGtids => "Previous-GTIDs",
        BinlogEventType.Gtid or BinlogEventType.GtidTagged => "GTID\t",
        BinlogEventType.MariaDbGtid => "GTID ",
        BinlogEventType.RowsQuery => "Rows_query",
        BinlogEventType.AnnotateRows => "Annotate_rows:",
        BinlogEventType.BinlogCheckpoint => "Binlog checkpoint",
        BinlogEventType.IntVar => "Intvar",
        BinlogEventType.Rand => "Rand",
        BinlogEventType.UserVar => "User_var",
        BinlogEventType.BeginLoadQuery => "",
        BinlogEventType.ExecuteLoadQuery => "Execute_load_query",
        _ => throw new InvalidOperationException($"{type}"),
    };
}
