using ConnectRuntime.MySql.Binlog;
using ConnectRuntime.MySql.Client.Binlog;
using ConnectRuntime.MySql.Client.Connections;
using ConnectRuntime.MySql.Client.Gtids;

namespace ConnectRuntime.MySql.Checks;

/// <summary>The first events of a binlog file: when it was begun, and which transactions are in the files before it.</summary>
/// <param name="Begun">Seconds since 1970.</param>
/// <param name="MySqlGtids">MySQL's transactions; null where the file does not tell.</param>
/// <param name="MariaDbGtids">MariaDB's last ones per domain; null where the file does not tell.</param>
internal sealed record BinlogHead(long Begun, MySqlGtidSet? MySqlGtids, MariaDbGtidList? MariaDbGtids)
{
    /// <summary>Reads the head of a file by a dump that does not wait and is no replica that the server would end another's stream for.</summary>
    public static async Task<BinlogHead> ReadAsync(MySqlConnectionConfig config, string file, CancellationToken cancellationToken)
    {
        await using var connection = await MySqlConnection.ConnectAsync(config, cancellationToken).ConfigureAwait(false);
        var stream = await connection.DumpAsync(
            BinlogStart.At(file, BinlogStart.FirstPosition),
            new BinlogDumpConfig { ServerId = 0, NonBlocking = true },
            cancellationToken).ConfigureAwait(false);
        using var reader = new BinlogEventReader(stream.Checksum, verify: true);
        reader.Begin(stream.Checksum, file, BinlogStart.FirstPosition);
        var head = new BinlogHead(0, null, null);
        while (await stream.FillAsync(cancellationToken).ConfigureAwait(false))
        {
            while (stream.TryReadMemory(out var raw))
            {
                reader.Push(raw);
                while (reader.TryRead())
                {
                    if (!Take(reader, ref head))
                    {
                        return head;
                    }
                }
            }
        }

        return head;
    }

    // False once a file's own events begin, or its transactions are told.
    private static bool Take(BinlogEventReader reader, ref BinlogHead head)
    {
        switch (reader.Type)
        {
            case BinlogEventType.FormatDescription:
                head = head with { Begun = reader.Header.Timestamp };
                return true;
            case BinlogEventType.Rotate or BinlogEventType.StartEncryption or BinlogEventType.BinlogCheckpoint or BinlogEventType.Heartbeat
                or BinlogEventType.HeartbeatV2:
                return true;
            case BinlogEventType.PreviousGtids:
                head = head with { MySqlGtids = PreviousGtidsEvent.Read(reader.Body) };
                return false;
            case BinlogEventType.GtidList:
                head = head with { MariaDbGtids = GtidListEvent.Read(reader.Body) };
                return false;
            default:
                return false;
        }
    }
}
