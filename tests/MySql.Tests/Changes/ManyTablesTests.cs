using ConnectRuntime.MySql.Changes;
using ConnectRuntime.MySql.Tables;
using ConnectRuntime.MySql.Tests.Changes.Reference;
using ConnectRuntime.Records;

namespace ConnectRuntime.MySql.Tests.Changes;

public class ManyTablesTests
{
    [Fact]
    public void One_batch_holds_rows_of_ten_thousand_tables()
    {
        const int count = 10_000;
        var rig = new ChangeRig();
        var tables = Enumerable.Range(0, count).Select(i => rig.Table($"t{i}", "id", ChangeRig.Id, ChangeRig.Name)).ToArray();
        for (var round = 0; round < 2; round++)
        {
            for (var i = 0; i < count; i++)
            {
                rig.Begin(position: i);
                rig.Create(tables[i], i, $"{round}");
            }
        }

        Assert.Equal((count, 2 * count), (rig.Batch.Streams.Count, rig.Batch.RowCount));
        for (var i = 0; i < 2 * count; i++)
        {
            var row = new RowReader(rig.Batch, i);
            Assert.Equal(
                ($"p.d.t{i % count}", i % count, $"t{i % count}", i % count, $"{i / count}"),
                (row.Topic, (int)row.Key[0].Int64, row.Source["table"].Text, (int)row.Source["pos"].Int64, row.After["name"].Text));
        }
    }

    /// <summary>A column is added between two rows of a batch: each row is written and read with its own schema.</summary>
    [Fact]
    public async Task A_definition_changes_within_a_batch()
    {
        var rig = new ChangeRig();
        rig.Create(rig.Table("id", ChangeRig.Id), 1);
        rig.Create(rig.Table("id", ChangeRig.Id, ChangeRig.Name), 2, "two");
        rig.Create(rig.Table("id", ChangeRig.Id), 3);
        rig.Create(rig.Table("name", ChangeRig.Name with { IsNullable = false }, ChangeRig.Id), "four", 4);
        Assert.Equal([0, 1, 0, 2], rig.Batch.Rows.ToArray().Select(row => row.Stream));
        var pipe = await AvroPipe.OpenAsync();
        string[] expected =
        [
            """{"id":1} {"id":1}""", """{"id":2} {"id":2,"name":"two"}""", """{"id":3} {"id":3}""", """{"name":"four"} {"name":"four","id":4}""",
        ];
        for (var i = 0; i < expected.Length; i++)
        {
            Assert.Equal(expected[i], Read(await pipe.TakeAsync(rig.Batch, i)));
        }

        Assert.Equal([1, 2, 3], await pipe.Registry.GetVersionsAsync("p.d.t-value", default));
    }

    /// <summary>What the log does not hold is no field for a consumer, except in text, where it finds the placeholder and takes it for what it is.</summary>
    [Fact]
    public async Task Partial_rows_come_through_Avro()
    {
        var rig = new ChangeRig();
        var number = new ColumnModel("n", SqlType.Int) { IsNullable = false };
        var table = rig.Table("id", ChangeRig.Id, ChangeRig.Name, number);
        rig.Begin(isPartial: true);
        rig.Update(table, [1, DBNull.Value, DBNull.Value], [DBNull.Value, "x", DBNull.Value]);
        rig.Update(table, [1, DBNull.Value, DBNull.Value], [DBNull.Value, DBNull.Value, 5]);
        var pipe = await AvroPipe.OpenAsync();
        Assert.Equal("""{"id":1} {"id":1,"name":"x"}""", Read(await pipe.TakeAsync(rig.Batch, 0)));
        var second = await pipe.TakeAsync(rig.Batch, 1);
        Assert.Equal("""{"id":1} {"id":1,"name":"__debezium_unavailable_value","n":5}""", Read(second));
        Assert.True(new RowReader(second, 0).After["name"].IsUnavailable);
    }

    private static string Read(RecordBatch batch)
    {
        var row = new RowReader(batch, 0);
        return $"{row.Key.ToJson()} {row.After.ToJson()}";
    }
}
