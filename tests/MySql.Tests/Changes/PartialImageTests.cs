using ConnectRuntime.MySql.Changes;
using ConnectRuntime.MySql.Tables;
using ConnectRuntime.Records;

namespace ConnectRuntime.MySql.Tests.Changes;

/// <summary>Images as MySQL and MariaDB log them with binlog_row_image MINIMAL and NOBLOB, which <see cref="Streaming.RowImageTests"/> shows on servers.</summary>
public class PartialImageTests
{
    private static readonly object Left = DBNull.Value;
    private static readonly ColumnModel Number = new("n", SqlType.Int) { IsNullable = false, Default = new ColumnDefault(DefaultKind.Literal, "5") };
    private static readonly ColumnModel Note = new("note", SqlType.Text) { Charset = "utf8mb4", IsNullable = false };

    /// <summary>MINIMAL logs the key before and what changed after.</summary>
    [Fact]
    public void An_update_is_put_together()
    {
        var rig = new ChangeRig();
        var table = rig.Table("id", ChangeRig.Id, ChangeRig.Name, Number);
        rig.Begin(isPartial: true);
        rig.Update(table, [7, Left, Left], [Left, Left, 9]);
        rig.Update(table, [7, Left, Left], [Left, "x", Left]);
        Assert.Equal(
            [
                """u {"id":7} null {"id":7,"name":"__debezium_unavailable_value","n":9}""",
                """u {"id":7} {"id":7,"name":"__debezium_unavailable_value"} {"id":7,"name":"x"}""",
            ],
            rig.Rows);
        Assert.Same(table.Stream, rig.Batch.Streams[rig.Batch.Rows[0].Stream]);
    }

    [Fact]
    public void A_key_change_and_a_delete_keep_to_what_is_known()
    {
        var rig = new ChangeRig();
        var table = rig.Table("id", ChangeRig.Id, Number);
        rig.Begin(isPartial: true);
        rig.Update(table, [7, Left], [8, Left]);
        rig.Delete(table, 8, Left);
        Assert.Equal(
            ["""d {"id":7} {"id":7} null""", """tombstone {"id":7}""", """c {"id":8} null {"id":8}""", """d {"id":8} {"id":8} null""", """tombstone {"id":8}"""],
            rig.Rows);
    }

    /// <summary>NOBLOB leaves out a text that has not changed: what is known before is known after, and a placeholder stands for the rest.</summary>
    [Fact]
    public void Text_has_a_placeholder()
    {
        var rig = new ChangeRig();
        var table = rig.Table("id", ChangeRig.Id, Number, Note);
        rig.Begin(isPartial: true);
        rig.Update(table, [1, 2, Left], [1, 3, Left]);
        rig.Update(table, [1, 3, Left], [1, 3, "new"]);
        rig.Update(table, [1, 3, "new"], [1, 4, Left]);
        Assert.Equal(
            [
                """u {"id":1} {"id":1,"n":2,"note":"__debezium_unavailable_value"} {"id":1,"n":3,"note":"__debezium_unavailable_value"}""",
                """u {"id":1} {"id":1,"n":3,"note":"__debezium_unavailable_value"} {"id":1,"n":3,"note":"new"}""",
                """u {"id":1} {"id":1,"n":3,"note":"new"} {"id":1,"n":4,"note":"new"}""",
            ],
            rig.Rows);
        Assert.Single(rig.Batch.Streams);
    }

    /// <summary>An insert leaves out columns that get a constant default; what is computed is not guessed, and a rule hides the default too.</summary>
    [Fact]
    public void An_insert_gets_its_defaults()
    {
        var rig = new ChangeRig(("column.mask.with.3.chars", "d.t.secret"));
        var table = rig.Table(
            "id",
            ChangeRig.Id,
            Number,
            new ColumnModel("v", SqlType.VarChar) { Length = 9, Charset = "utf8mb4", Default = new ColumnDefault(DefaultKind.Literal, "x") },
            new ColumnModel("b", SqlType.Blob),
            new ColumnModel("g", SqlType.Int) { IsGenerated = true },
            new ColumnModel("at", SqlType.DateTime) { Default = new ColumnDefault(DefaultKind.Now) },
            new ColumnModel("secret", SqlType.VarChar) { Length = 9, Charset = "utf8mb4", Default = new ColumnDefault(DefaultKind.Literal, "dflt") },
            new ColumnModel("bits", SqlType.Bit) { Length = 1, Default = new ColumnDefault(DefaultKind.Literal, "1") });
        rig.Begin(isPartial: true);
        rig.Create(table, 1, Left, Left, Left, Left, Left, Left, Left);
        Assert.Equal(["""c {"id":1} null {"id":1,"n":5,"v":"x","b":null,"secret":"***","bits":true}"""], rig.Rows);
    }

    /// <summary>Each set of missing columns is one schema, of which the whole one is a compatible successor and predecessor: other fields than the key's may be null.</summary>
    [Fact]
    public void Sets_of_missing_columns_have_schemas_of_their_own()
    {
        var rig = new ChangeRig();
        var table = rig.Table("id", ChangeRig.Id, Number, new ColumnModel("m", SqlType.BigInt) { IsNullable = false });
        rig.Begin(isPartial: true);
        rig.Update(table, [1, Left, Left], [Left, 2, Left]);
        rig.Update(table, [1, Left, Left], [Left, 3, Left]);
        rig.Update(table, [1, Left, Left], [Left, Left, 4L]);
        rig.Update(table, [1, 3, 4L], [1, 5, 6L]);
        Assert.Equal([1, 1, 2, 0], rig.Batch.Rows.ToArray().Select(row => row.Stream));
        var partial = rig.Batch.Streams[rig.Batch.Rows[0].Stream];
        Assert.Equal((table.Stream.Topic, table.Stream.KeySchema, "p.d.t.Value"), (partial.Topic, partial.KeySchema, partial.ValueSchema!.Name));
        Assert.Equal(
            [("id", false, false), ("n", true, true)],
            partial.ValueSchema.Fields.Select(field => (field.Name, field.Schema.IsNullable, field.Schema.HasDefault)));
        Assert.Same(table.Stream, rig.Batch.Streams[rig.Batch.Rows[3].Stream]);
    }

    [Fact]
    public void Too_many_sets_are_the_rows_failure_and_those_known_go_on()
    {
        var rig = new ChangeRig();
        var columns = Enumerable.Range(0, 70).Select(i => new ColumnModel($"c{i}", SqlType.Int) { IsNullable = false }).ToArray();
        var table = rig.Table("c0", columns);
        rig.Begin(isPartial: true);
        for (var i = 1; i < 70; i++)
        {
            Change(i);
        }

        Change(3);
        Assert.Equal(69 - PartialStreams.Most, rig.Batch.Failures.Count);
        Assert.StartsWith("MYW002: Cannot write a row of d.t: ", rig.Batch.Failures[0].Error.Message, StringComparison.Ordinal);
        Assert.Equal(PartialStreams.Most, rig.Batch.Failures[0].Row);
        Assert.True(rig.Batch.Rows[^1].IsLive);

        void Change(int column)
        {
            var (before, after) = (new object?[70], new object?[70]);
            Array.Fill(before, Left);
            Array.Fill(after, Left);
            before[0] = 1;
            after[column] = 2;
            rig.Update(table, before, after);
        }
    }

    /// <summary>A key that the server does not take for one is not logged by MINIMAL.</summary>
    [Fact]
    public void A_key_that_is_not_logged_is_the_rows_failure()
    {
        var rig = new ChangeRig(("message.key.columns", "d.t:n,note"));
        var table = rig.Table("id", ChangeRig.Id, Number, Note);
        rig.Begin(isPartial: true);
        Assert.Equal(1, rig.Delete(table, 1, Left, "x"));
        Assert.Equal(1, rig.Update(table, [1, Left, Left], [Left, Left, "y"]));
        Assert.Equal(1, rig.Create(table, 2, Left, "z"));
        Assert.Equal([0, 1], rig.Batch.Failures.Select(failure => failure.Row));
        Assert.Equal(
            "MYW001: Cannot write the key of a row of d.t: the binlog does not hold 'n', every column of a key is required. "
            + "Set binlog_row_image=FULL on the server, or choose other columns with message.key.columns.",
            rig.Batch.Failures[0].Error.Message);
        Assert.Equal("""c {"n":5,"note":"z"} null {"id":2,"n":5,"note":"z"}""", rig.Rows[2]);
    }
}
