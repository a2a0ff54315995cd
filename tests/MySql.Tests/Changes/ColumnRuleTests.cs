using System.Text;
using ConnectRuntime.MySql.Tables;
using ConnectRuntime.Records;

namespace ConnectRuntime.MySql.Tests.Changes;

/// <summary>Column rules hide what rows show. A key is left as it is, as in Debezium: with it hidden, rows could not be told apart.</summary>
public class ColumnRuleTests
{
    private static readonly ColumnModel Code = new("code", SqlType.VarChar) { Length = 20, Charset = "utf8mb4", IsNullable = false };
    private static readonly ColumnModel Number = new("n", SqlType.Int);

    [Fact]
    public void Keys_are_not_masked_and_their_change_is_seen()
    {
        var rig = new ChangeRig(("column.mask.with.3.chars", "d.t.(code|name)"));
        var table = rig.Table("code", Code, ChangeRig.Name);
        rig.Create(table, "a", "x");
        rig.Create(table, "b", null);
        rig.Update(table, ["b", null], ["b", "y"]);
        rig.Update(table, ["b", "y"], ["c", "y"]);
        rig.Writer.Write(table, RowOperation.Read, -1, rig.Row("d", "z"), 0);
        Assert.Equal(
            [
                """c {"code":"a"} null {"code":"***","name":"***"}""",
                """c {"code":"b"} null {"code":"***","name":"***"}""",
                """u {"code":"b"} {"code":"***","name":"***"} {"code":"***","name":"***"}""",
                """d {"code":"b"} {"code":"***","name":"***"} null""",
                """tombstone {"code":"b"}""",
                """c {"code":"c"} null {"code":"***","name":"***"}""",
                """r {"code":"d"} null {"code":"***","name":"***"}""",
            ],
            rig.Rows);
        Assert.Equal(["""{"code":"c"}""", """{"code":"b"}"""], [Named(3), Named(5)]);

        string Named(int row) => Encoding.UTF8.GetString(rig.Batch[rig.Batch.Headers[rig.Batch.Rows[row].HeaderStart].Value]);
    }

    /// <param name="option">The rule.</param>
    /// <param name="before">What becomes of abc; the hash by Python.</param>
    /// <param name="after">What becomes of abd.</param>
    [Theory]
    [InlineData("column.truncate.to.2.chars", "ab", "ab")]
    [InlineData("column.mask.hash.v2.MD5.with.salt.salt", "10374787ed585803bc4c", "cf6fbb53b6fdb1d59427")]
    public void Keys_are_neither_cut_nor_hashed(string option, string before, string after)
    {
        var rig = new ChangeRig((option, "d.t.code"));
        rig.Update(rig.Table("code", Code, Number), ["abc", 1], ["abd", 1]);
        Assert.Equal(
            [
                $$"""d {"code":"abc"} {"code":"{{before}}","n":1} null""",
                """tombstone {"code":"abc"}""",
                $$"""c {"code":"abd"} null {"code":"{{after}}","n":1}""",
            ],
            rig.Rows);
    }

    [Fact]
    public void Schemas_of_keys_do_not_tell_of_rules_or_types()
    {
        var rig = new ChangeRig(
            ("column.mask.with.3.chars", "d.t.code"), ("column.truncate.to.2.chars", "d.t.name"), ("column.propagate.source.type", "d.t.*"));
        var plain = new ChangeRig();
        ColumnModel[] columns = [Code, ChangeRig.Name, Number];
        var (table, other) = (rig.Table("code,name,n", columns), plain.Table("code,name,n", columns));
        Assert.Same(other.Stream.KeySchema, table.Stream.KeySchema);
        Assert.Equal("true", table.Stream.ValueSchema!.Fields[0].Schema.Parameters["masked"]);
        Assert.Equal("2", table.Stream.ValueSchema.Fields[1].Schema.Parameters["truncateLength"]);
        Assert.Equal("INT", table.Stream.ValueSchema.Fields[2].Schema.Parameters["__debezium.source.column.type"]);
    }

    /// <summary>A change is what the records would show, so one that a rule hides is none; a key that changes is told whatever rules hide.</summary>
    [Fact]
    public void Updates_of_which_nothing_shows_are_left_out_when_asked()
    {
        var rig = new ChangeRig(("skip.messages.without.change", "true"), ("column.mask.with.3.chars", "d.t.code"), ("column.truncate.to.2.chars", "d.t.name"));
        var table = rig.Table("id", ChangeRig.Id, Code, ChangeRig.Name);
        Assert.Equal(0, rig.Update(table, [1, "a", "xyz"], [1, "b", "xyz"]));
        Assert.Equal(0, rig.Update(table, [1, "a", "xyz"], [1, "a", "xyy"]));
        Assert.Equal(1, rig.Update(table, [1, "a", "xyz"], [1, "b", "xz"]));
        Assert.Equal(1, rig.Update(table, [1, "a", null], [1, "a", "xz"]));
        Assert.Equal("""u {"id":1} {"id":1,"code":"***","name":"xy"} {"id":1,"code":"***","name":"xz"}""", rig.Rows[0]);
        var keyed = rig.Table("code", ChangeRig.Id, Code, ChangeRig.Name);
        Assert.Equal(3, rig.Update(keyed, [1, "a", "xyz"], [1, "b", "xyz"]));
    }

    [Fact]
    public void A_key_that_the_log_has_only_before_is_not_masked()
    {
        var rig = new ChangeRig(("column.mask.with.3.chars", "d.t.code"));
        var table = rig.Table("code", Code, Number);
        rig.Begin(isPartial: true);
        rig.Update(table, ["a", DBNull.Value], [DBNull.Value, 2]);
        Assert.Equal(["""u {"code":"a"} null {"code":"***","n":2}"""], rig.Rows);
    }

    /// <summary>What a mask hides need not be decoded, unless a key has it.</summary>
    [Fact]
    public void Masked_columns_are_read_for_keys_only()
    {
        var rig = new ChangeRig(("column.mask.with.3.chars", "d.t.(code|name|n)"), ("message.key.columns", "d.t:code"));
        Assert.Equal([true, true, false, true], rig.Table("id", ChangeRig.Id, Code, ChangeRig.Name, Number).Columns.Select(plan => plan!.IsRead));
    }
}
