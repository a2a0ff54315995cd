using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using ConnectRuntime.MySql.Positions;

namespace ConnectRuntime.MySql.Tests.Snapshot;

/// <summary>The fields of a position that tell of a snapshot.</summary>
public sealed class SnapshotProgressTests
{
    [Fact]
    public void A_begun_table_is_written_with_its_key() => Assert.Equal(
        """{"snapshot":"INITIAL","snapshot_completed":false,"snapshot_done":17,"snapshot_key":["42","Ä\u0022\u0000","00ff"],"snapshot_key_written":true,"snapshot_plan":3,"snapshot_rows":12345678901,"snapshot_table":"shop.orders"}""",
        Text(new SnapshotProgress(3, 17) { Table = "shop.orders", Key = ["42", "Ä\"\0", "00ff"], KeyIsWritten = true, Rows = 12_345_678_901 }));

    [Fact]
    public void What_is_written_is_read_again()
    {
        var progress = new SnapshotProgress(9, 1) { Table = "a.b.c", Key = ["", "\ud83d\ude00 '", "-1.50"], KeyIsWritten = false, Rows = 5 };
        var again = Read(Text(progress));
        Assert.Equal(progress.Key.AsEnumerable(), again!.Key);
        Assert.Equal(progress, again with { Key = progress.Key });
        Assert.Equal(new SnapshotProgress(0, 0), Read(Text(new SnapshotProgress(0, 0))));
    }

    [Theory]
    [InlineData("""{"file":"b.1","pos":4}""")]
    [InlineData("""{"file":"b.1","pos":4,"snapshot":false}""")]
    [InlineData("""{"file":"b.1","pos":4,"snapshot":"INITIAL","snapshot_completed":true}""")]
    public void A_position_outside_a_snapshot_has_none(string offset) => Assert.Null(Read(offset));

    [Theory]
    [InlineData("""{"file":"b.1","pos":4,"snapshot":true}""")]
    [InlineData("""{"file":"b.1","pos":4,"snapshot":"INITIAL","snapshot_completed":false}""")]
    public void A_snapshot_of_Debezium_cannot_be_continued(string offset) => Assert.Equal(-1, Read(offset)!.Plan);

    [Theory]
    [InlineData("""{"snapshot":"INITIAL","snapshot_done":"x"}""")]
    [InlineData("""{"snapshot":"INITIAL","snapshot_key":[null]}""")]
    [InlineData("""{"snapshot":"INITIAL","snapshot_key":"1"}""")]
    public void Fields_of_another_form_are_refused(string offset) =>
        Assert.True(Record.Exception(() => Read(offset)) is JsonException or InvalidOperationException);

    private static string Text(SnapshotProgress progress)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) }))
        {
            json.WriteStartObject();
            progress.Write(json);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private static SnapshotProgress? Read(string offset)
    {
        using var json = JsonDocument.Parse(offset);
        return SnapshotProgress.Read(json.RootElement);
    }
}
