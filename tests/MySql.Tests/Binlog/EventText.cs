using System.Globalization;
using System.Text;
using ConnectRuntime.MySql.Binlog;
using ConnectRuntime.MySql.Client.Binlog;
using ConnectRuntime.Testing.Binlogs;

namespace ConnectRuntime.MySql.Tests.Binlog;

/// <summary>What the reader makes of a binlog file, a line an event, for comparing and for reading.</summary>
internal static class EventText
{
    /// <summary>All plain events of a file.</summary>
    public static List<string> OfFile(string path)
    {
        using var file = new BinlogFileReader(path);
        using var reader = new BinlogEventReader(BinlogChecksum.None, verify: true);
        reader.Begin(BinlogChecksum.None, Path.GetFileName(path), BinlogStart.FirstPosition);
        var lines = new List<string>();
        while (file.TryRead())
        {
            reader.Push(file.Event);
            while (reader.TryRead())
            {
                lines.Add($"{reader.Start}-{reader.End} {(reader.IsInPayload ? "> " : "")}{Of(reader)}");
            }
        }

        return lines;
    }

    /// <summary>The current event.</summary>
    public static string Of(BinlogEventReader reader)
    {
        var body = reader.Body;
        var type = reader.Type;
        switch (type)
        {
            case BinlogEventType.FormatDescription:
                return $"FormatDescription {reader.Format!.Server} {reader.Format.Checksum}";
            case BinlogEventType.Query:
                var query = QueryEvent.Read(body);
                return $"Query {query.Classify()} `{query.Database}` {query.ToSql()} {query.Variables}";
            case BinlogEventType.TableMap:
                var map = new TableMapCache().Read(body, out var id, reader.Format);
                return $"TableMap {id} {map.Id} {string.Join(' ', map.Columns.Select(c => $"{c.Type}:{c.Meta}{(c.IsCompressed ? "z" : "")}"))} {Of(map.Metadata)}";
            case BinlogEventType.Rotate:
                var rotate = RotateEvent.Read(body);
                return $"Rotate {rotate.File} {rotate.Position}";
            case BinlogEventType.Xid:
                return $"Xid {XidEvent.Read(body).Number}";
            case BinlogEventType.XaPrepare:
                return $"XaPrepare {XaPrepareEvent.Read(body).ToXid()}";
            case BinlogEventType.GtidList:
                return $"GtidList {GtidListEvent.Read(body)}";
            case BinlogEventType.PreviousGtids:
                return $"PreviousGtids {PreviousGtidsEvent.Read(body)}";
            case BinlogEventType.MariaDbGtid:
                var maria = MariaDbGtidEvent.Read(reader.Header, body);
                return $"MariaDbGtid {maria.Gtid} {maria.Flags} {maria.GroupCommit} {maria.ToXid()}";
            case var t when MySqlGtidEvent.Is(t):
                return $"{type} {MySqlGtidEvent.Read(t, body)}";
            case var t when RowsQueryEvent.Is(t):
                return $"{type} {RowsQueryEvent.Read(t, body).ToSql()}";
            case var t when RowsEvent.Is(t):
                var rows = RowsEvent.Read(t, body, reader.TableIdBytes);
                return $"{type} {rows.TableId} {rows.Operation} {rows.Flags} {rows.ColumnCount} {Hex(rows.Before)}/{Hex(rows.After)} {Hex(rows.Rows)}";
            default:
                return $"{type} {Hex(body)}";
        }
    }

    private static string Hex(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(bytes);

    private static string Of(TableMapMetadata? metadata)
    {
        if (metadata is null)
        {
            return "no metadata";
        }

        var text = new StringBuilder();
        Add("names", metadata.Names);
        Add("unsigned", metadata.Unsigned);
        Add("nullable", metadata.Nullable);
        Add("collations", metadata.Collations);
        if (!metadata.Members.IsDefault)
        {
            Add("members", [.. metadata.Members.Select(m => m is { } list ? $"({string.Join('|', list.Select(b => Hex(b)))})" : "-")]);
        }

        Add("geometry", metadata.GeometryTypes);
        Add("key", metadata.PrimaryKey);
        Add("visible", metadata.Visible);
        Add("dimensions", metadata.Dimensions);
        return text.ToString().TrimEnd();

        void Add<T>(string name, System.Collections.Immutable.ImmutableArray<T> list)
        {
            if (!list.IsDefault)
            {
                text.Append(CultureInfo.InvariantCulture, $"{name}={string.Join(',', list.Select(Item))} ");
            }
        }
    }

    private static string Item<T>(T item) => item switch
    {
        true => "1",
        false => "0",
        _ => item!.ToString()!,
    };
}
