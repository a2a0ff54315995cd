using ConnectRuntime.Records;

namespace ConnectRuntime.MySql.Tests.Changes;

public class HeartbeatTests
{
    [Fact]
    public void One_is_written_when_it_is_due()
    {
        var rig = new ChangeRig(("heartbeat.interval.ms", "500"));
        Assert.False(rig.Writer.Heartbeat());
        Assert.Equal(TimeSpan.FromMilliseconds(500), rig.Writer.UntilHeartbeat);
        rig.Clock.Pass(TimeSpan.FromMilliseconds(499));
        Assert.False(rig.Writer.Heartbeat());
        Assert.Equal(TimeSpan.FromMilliseconds(1), rig.Writer.UntilHeartbeat);
        rig.Clock.Pass(TimeSpan.FromMilliseconds(3));
        Assert.Equal(TimeSpan.Zero, rig.Writer.UntilHeartbeat);
        Assert.True(rig.Writer.Heartbeat());
        Assert.False(rig.Writer.Heartbeat());
        Assert.Equal(TimeSpan.FromMilliseconds(500), rig.Writer.UntilHeartbeat);
        var row = new RowReader(rig.Batch, 0);
        Assert.Equal(("__debezium-heartbeat.p", """{"serverName":"p"}""", """{"ts_ms":86400502}"""), (row.Topic, row.Key.ToJson(), row.After.ToJson()));
        Assert.Equal((0, 86_400_502L), (row.Row.HeaderCount, row.Row.Timestamp));
        Assert.Equal("io.debezium.connector.common.ServerNameKey 1, io.debezium.connector.common.Heartbeat 1", Names(row.Stream));
    }

    [Fact]
    public void None_without_an_interval()
    {
        var rig = new ChangeRig();
        rig.Clock.Pass(TimeSpan.FromDays(1));
        Assert.False(rig.Writer.Heartbeat());
        Assert.Null(rig.Writer.UntilHeartbeat);
    }

    private static string Names(RecordStream stream) =>
        $"{stream.KeySchema!.Name} {stream.KeySchema.Version}, {stream.ValueSchema!.Name} {stream.ValueSchema.Version}";
}
