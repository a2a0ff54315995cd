using ConnectRuntime.Records;

namespace ConnectRuntime.MySql.Changes;

/// <content>Heartbeats.</content>
internal sealed partial class ChangeWriter
{
    private readonly RecordStream? _heartbeatStream;
    private long _lastHeartbeat;

    /// <summary>How long until the next heartbeat is due; null where none are wanted.</summary>
    public TimeSpan? UntilHeartbeat => _heartbeatStream is null ? null
        : _model.HeartbeatInterval - _clock.GetElapsedTime(_lastHeartbeat) is var rest && rest > TimeSpan.Zero ? rest : TimeSpan.Zero;

    /// <summary>Writes a heartbeat if one is due.</summary>
    /// <returns>Whether it was.</returns>
    public bool Heartbeat()
    {
        if (_heartbeatStream is null || _clock.GetElapsedTime(_lastHeartbeat) < _model.HeartbeatInterval)
        {
            return false;
        }

        _lastHeartbeat = _clock.GetTimestamp();
        var millis = Now() / 1_000_000;
        var name = _batch.AddText(_model.Prefix);
        var key = _batch.AddStruct(1);
        var value = _batch.AddStruct(1);
        _batch.Cells[key + 1] = name;
        _batch.Cells[value + 1] = Cell.Of(millis);
        ref var row = ref _batch.Add(_heartbeatStream).Row;
        row.Key = key;
        row.After = value;
        row.Timestamp = millis;
        return true;
    }

    private static RecordStream HeartbeatStream(string topic) => new(
        topic,
        SchemaBuilder.Struct("io.debezium.connector.common.ServerNameKey").Version(1).Field("serverName", RecordSchema.String).Build(),
        SchemaBuilder.Struct("io.debezium.connector.common.Heartbeat").Version(1).Field("ts_ms", RecordSchema.Int64).Build());
}
