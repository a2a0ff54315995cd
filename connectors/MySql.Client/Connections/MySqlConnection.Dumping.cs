using ConnectRuntime.MySql.Client.Binlog;
using ConnectRuntime.MySql.Client.Errors;
using ConnectRuntime.MySql.Client.Gtids;
using ConnectRuntime.MySql.Client.Packets;

namespace ConnectRuntime.MySql.Client.Connections;

// The way into a binlog dump. Semi-synchronous replication is not offered: the server's commits never wait for us.
public sealed partial class MySqlConnection
{
    private const ushort NonBlock = 1;
    private const ushort SendAnnotateRows = 2;
    private const ushort ThroughGtid = 4;

    /// <summary>Asks for the events of the binlog. The connection serves nothing else from then on, and ends with the dump.</summary>
    public async Task<BinlogStream> DumpAsync(BinlogStart start, BinlogDumpConfig dump, CancellationToken cancellationToken)
    {
        var checksum = await PrepareDumpAsync(start, dump, cancellationToken).ConfigureAwait(false);
        if (dump.ReportHost.Length > 0)
        {
            await RegisterAsync(dump, cancellationToken).ConfigureAwait(false);
        }

        BeginCommand(cancellationToken);
        if (start.MySqlGtids is { } gtids)
        {
            WriteGtidDump(gtids, dump);
        }
        else
        {
            WriteDump(start, dump);
        }

        _stream.ReadTimeout = dump.SearchTimeout;
        try
        {
            await _writer.SendAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e)
        {
            await BreakAsync(e).ConfigureAwait(false);
            throw;
        }

        return new BinlogStream(this, checksum, dump.IdleTimeout);
    }

    private async Task<BinlogChecksum> PrepareDumpAsync(BinlogStart start, BinlogDumpConfig dump, CancellationToken cancellationToken)
    {
        var checksum = await ScalarAsync("SELECT @@global.binlog_checksum", cancellationToken).ConfigureAwait(false);
        var heartbeat = (long)(dump.Heartbeat.TotalMilliseconds * 1_000_000);
        var variables = new List<string>
        {
            "@master_binlog_checksum=@@global.binlog_checksum", "@source_binlog_checksum=@@global.binlog_checksum",
            $"@master_heartbeat_period={heartbeat}", $"@source_heartbeat_period={heartbeat}",
            $"@slave_uuid='{dump.Uuid:D}'", $"@replica_uuid='{dump.Uuid:D}'",
        };
        if (dump.ServerWriteTimeout > TimeSpan.Zero)
        {
            variables.Add($"SESSION net_write_timeout={(long)dump.ServerWriteTimeout.TotalSeconds}");
        }

        if (Server.IsMariaDb)
        {
            // Less than 4 makes the server rewrite events into what old replicas read, and fail where it cannot.
            variables.Add("@mariadb_slave_capability=4");
            if (start.MariaDbGtids is { } gtids)
            {
                variables.Add($"@slave_connect_state='{gtids}'");
                variables.Add($"@slave_gtid_strict_mode={(dump.GtidStrictMode ? 1 : 0)}");
                variables.Add("@slave_gtid_ignore_duplicates=0");
            }
        }

        await ExecuteAsync("SET " + string.Join(", ", variables), cancellationToken).ConfigureAwait(false);
        return string.Equals(checksum, "CRC32", StringComparison.OrdinalIgnoreCase) ? BinlogChecksum.Crc32 : BinlogChecksum.None;
    }

    // server id u32 | host u8, … | user u8, … | password u8, … | port u16 | rank u32 | source's id u32. Page: "COM_REGISTER_SLAVE".
    private Task RegisterAsync(BinlogDumpConfig dump, CancellationToken cancellationToken) => SimpleAsync(
        ServerCommand.RegisterReplica,
        writer =>
        {
            var host = System.Text.Encoding.UTF8.GetBytes(dump.ReportHost);
            var length = Math.Min(host.Length, 60);
            writer.WriteUInt32(dump.ServerId);
            writer.WriteByte((byte)length);
            writer.WriteBytes(host.AsSpan(0, length));
            writer.WriteByte(0);
            writer.WriteByte(0);
            writer.WriteUInt16(dump.ReportPort);
            writer.WriteUInt32(0);
            writer.WriteUInt32(0);
        },
        "register as a replica",
        cancellationToken);

    // position u32 | flags u16 | server id u32 | file. Page: "COM_BINLOG_DUMP".
    private void WriteDump(BinlogStart start, BinlogDumpConfig dump)
    {
        if (start.Position > uint.MaxValue)
        {
            EndCommand();
            throw MySqlErrors.PositionTooLarge(start.File, start.Position);
        }

        var annotate = Server.IsMariaDb && dump.AnnotateRows ? SendAnnotateRows : 0;
        _writer.BeginCommand(ServerCommand.BinlogDump);
        _writer.WriteUInt32((uint)start.Position);
        _writer.WriteUInt16((ushort)((dump.NonBlocking ? NonBlock : 0) | annotate));
        _writer.WriteUInt32(dump.ServerId);
        _writer.WriteText(start.File);
    }

    // flags u16 | server id u32 | file length u32, file | position u64 | length u32, set. Page: "COM_BINLOG_DUMP_GTID".
    private void WriteGtidDump(MySqlGtidSet gtids, BinlogDumpConfig dump)
    {
        var block = GtidSetBlock.Write(gtids);
        _writer.BeginCommand(ServerCommand.BinlogDumpGtid);
        _writer.WriteUInt16((ushort)(ThroughGtid | (dump.NonBlocking ? NonBlock : 0)));
        _writer.WriteUInt32(dump.ServerId);
        _writer.WriteUInt32(0);
        _writer.WriteUInt64(BinlogStart.FirstPosition);
        _writer.WriteUInt32((uint)block.Length);
        _writer.WriteBytes(block);
    }
}
