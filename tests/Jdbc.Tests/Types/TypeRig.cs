using ConnectRuntime.Connectors;
using ConnectRuntime.Jdbc.Tests.Rig;
using ConnectRuntime.Records;

namespace ConnectRuntime.Jdbc.Tests.Types;

/// <summary>Writes values into columns and compares with what psql prints of them.</summary>
internal sealed class TypeRig(SinkRig rig)
{
    private int _tables;

    /// <summary>Values into a column of a table that the sink creates.</summary>
    /// <param name="schema">The values' schema.</param>
    /// <param name="type">What the server calls the type of the column that it expects.</param>
    /// <param name="values">Values, and what psql prints.</param>
    public async Task CreatedAsync(RecordSchema schema, string type, params (object? Value, string Printed)[] values)
    {
        var table = $"created_{_tables++}";
        await WriteAsync(table, schema.WithNullable(true), values);
        Assert.Equal(type, await rig.QueryAsync($"SELECT format_type(atttypid, atttypmod) FROM pg_attribute WHERE attrelid = '{table}'::regclass AND attname = 'v'"));
    }

    /// <summary>Values into a column that is there.</summary>
    public async Task ExistingAsync(RecordSchema schema, string type, params (object? Value, string Printed)[] values)
    {
        var table = $"existing_{_tables++}";
        await rig.QueryAsync($"CREATE TABLE {table} (id int PRIMARY KEY, v {type})");
        await WriteAsync(table, schema.WithNullable(true), values);
    }

    /// <summary>A value that a column cannot hold.</summary>
    public async Task RefusedAsync(RecordSchema schema, string type, string code, params object[] values)
    {
        var table = $"refused_{_tables++}";
        await rig.QueryAsync($"CREATE TABLE {table} (id int PRIMARY KEY, v {type})");
        await rig.AssignAsync(table);
        var rows = new BatchBuilder();
        var stream = Streams.OfOne(schema, table);
        for (var i = 0; i < values.Length; i++)
        {
            rows.Upsert(stream, i, new object?[] { i }, i, values[i]);
        }

        rig.Context.Failures.Clear();
        await rig.WriteAsync(rows);
        var flushed = await rig.FlushAsync();
        Assert.Equal(values.Length, flushed.Durable[new TopicPartition(table, 0)]);
        Assert.Equal(Enumerable.Range(0, values.Length).Select(i => (long)i), rig.Context.Failures.Select(failure => failure.Offset));
        Assert.All(rig.Context.Failures, failure => Assert.StartsWith(code, failure.Reason.Message, StringComparison.Ordinal));
        Assert.Equal("0", await rig.QueryAsync($"SELECT count(*) FROM {table}"));
        rig.Context.Failures.Clear();
    }

    private async Task WriteAsync(string table, RecordSchema schema, (object? Value, string Printed)[] values)
    {
        await rig.AssignAsync(table);
        var rows = new BatchBuilder();
        var stream = Streams.OfOne(schema, table);
        for (var i = 0; i < values.Length; i++)
        {
            rows.Upsert(stream, i, new object?[] { i }, i, values[i].Value);
        }

        rows.Upsert(stream, values.Length, new object?[] { values.Length }, values.Length, null);
        await rig.ApplyAsync(rows);
        var printed = await rig.QueryAsync($"SELECT v FROM {table} ORDER BY id");
        Assert.Equal(string.Join('\n', values.Select(value => value.Printed).Append("∅")), printed);
    }
}
