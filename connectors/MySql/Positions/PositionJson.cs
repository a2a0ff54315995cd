using System.Buffers;
using System.Text;
using System.Text.Json;
using ConnectRuntime.Errors;
using ConnectRuntime.Records;

namespace ConnectRuntime.MySql.Positions;

/// <summary>Positions as canonical JSON: names in ordinal order, no blanks.</summary>
internal static class PositionJson
{
    /// <summary>The partition of a connector, as Debezium names it.</summary>
    public static string Partition(string prefix)
    {
        var buffer = new ArrayBufferWriter<byte>(64);
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("server", prefix);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    /// <summary>A position as REST shows it and the offsets topic keeps it.</summary>
    public static SourcePosition Render(string partition, BinlogPosition position)
    {
        var buffer = new ArrayBufferWriter<byte>(256);
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            if (position is { IsInside: true, Changes: { } changes })
            {
                json.WriteNumber("changes", changes);
            }

            json.WriteNumber("event", position.Events);
            json.WriteString("file", position.File);
            if (position is { IsInside: true, Group: { } group })
            {
                json.WriteString("gtid", group);
            }

            if (position.Gtids is { } gtids)
            {
                json.WriteString("gtids", gtids);
            }

            json.WriteNumber("history", position.History);
            json.WriteNumber("pos", position.Pos);
            json.WriteNumber("row", position.Rows);
            if (position is { IsInside: true, Server: { } server })
            {
                json.WriteString("server", server);
            }

            json.WriteNumber("server_id", position.ServerId);
            position.Snapshot?.Write(json);
            json.WriteNumber("ts_sec", position.TimestampSeconds);
            json.WriteEndObject();
        }

        return new SourcePosition(partition, Encoding.UTF8.GetString(buffer.WrittenSpan));
    }

    /// <summary>Reads an offset, ours or Debezium's. Only <c>file</c> and <c>pos</c> must be there, so that an operator can write one by hand.</summary>
    /// <exception cref="ConnectException">MYS001: the text is no position.</exception>
    public static BinlogPosition Parse(string offset)
    {
        try
        {
            using var json = JsonDocument.Parse(offset);
            var root = json.RootElement;
            return new BinlogPosition(root.GetProperty("file").GetString() ?? string.Empty, root.GetProperty("pos").GetUInt64())
            {
                Gtids = root.TryGetProperty("gtids", out var gtids) ? gtids.GetString() : null,
                Events = Number(root, "event"),
                Rows = Number(root, "row"),
                Changes = root.TryGetProperty("changes", out var changes) ? changes.GetInt64() : null,
                Group = root.TryGetProperty("gtid", out var group) ? group.GetString() : null,
                Server = root.TryGetProperty("server", out var server) ? server.GetString() : null,
                ServerId = (uint)Number(root, "server_id"),
                TimestampSeconds = Number(root, "ts_sec"),
                History = root.TryGetProperty("history", out var history) ? history.GetInt64() : -1,
                Snapshot = SnapshotProgress.Read(root),
            };
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw new ConnectException(ErrorKind.Config, "MYS001", $"Cannot read the stored offset {offset}: it is not of this connector's form, a JSON object with the text file and the number pos is required. Correct or delete it through the offsets of the connector.", e);
        }
    }

    private static long Number(JsonElement root, string name) =>
        root.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number ? value.GetInt64() : 0;
}
