using System.Collections.Immutable;
using ConnectRuntime.MySql.Changes;
using ConnectRuntime.MySql.Client.Servers;
using ConnectRuntime.MySql.Configuration;
using ConnectRuntime.MySql.Tables;
using ConnectRuntime.Records;
using ConnectRuntime.Testing.Connectors;

namespace ConnectRuntime.MySql.Tests.Changes;

/// <summary>A writer of changes with its batch, and the shortest ways to tables, rows and what became of them.</summary>
internal sealed class ChangeRig
{
    private readonly Dictionary<TableId, CapturedTable> _tables = [];

    public ChangeRig(params (string Name, string Value)[] options)
    {
        Model = Read(options);
        Writer = new ChangeWriter(Model, new FakeSourceContext(null!) { ConnectorName = "shop", Clock = Clock });
        Writer.BeginBatch(Batch);
        Begin();
    }

    public static ColumnModel Id { get; } = new("id", SqlType.Int) { IsNullable = false };

    public static ColumnModel Name { get; } = new("name", SqlType.VarChar) { Length = 20, Charset = "utf8mb4" };

    public MySqlSourceModel Model { get; }

    public ManualClock Clock { get; } = new();

    public ChangeWriter Writer { get; }

    public RecordBatch Batch { get; private set; } = new();

    public static MySqlSourceModel Read(params (string Name, string Value)[] options)
    {
        var values = options.ToDictionary(option => option.Name, string? (option) => option.Value);
        values.TryAdd("topic.prefix", "p");
        values["database.hostname"] = "localhost";
        values["database.user"] = "test";
        values["database.server.id"] = "1";
        return MySqlSourceModel.From(MySqlSpec.Spec.Parse(values).Require("the test"), ServerFlavor.MySql);
    }

    /// <summary>A table <c>d.t</c> with a primary key of the columns named.</summary>
    public CapturedTable Table(string key, params ColumnModel[] columns) => Table("t", key, columns);

    public CapturedTable Table(string name, string key, params ColumnModel[] columns)
    {
        var table = CapturedTable.For(
            new TableModel(new TableId("d", name), [.. columns])
            {
                PrimaryKey = key.Length == 0 ? null : new KeyModel("PRIMARY", [.. key.Split(',')]),
            },
            Model)!;
        return _tables[table.Id] = table;
    }

    /// <summary>The next rows are of another event.</summary>
    public void Begin(bool isPartial = false, SnapshotMarker marker = SnapshotMarker.None, long position = 4) => Writer.BeginEvent(new ChangeOrigin
    {
        File = "binlog.000001",
        Position = position,
        TimeMicros = 1_000_001,
        ServerId = 7,
        Snapshot = marker,
        IsPartial = isPartial,
    });

    /// <summary>Goes on with another batch.</summary>
    public void Next()
    {
        Batch = new RecordBatch();
        Writer.BeginBatch(Batch);
    }

    /// <summary>An image of a row; <see cref="DBNull"/> is a column that the log leaves out.</summary>
    public int Row(params object?[] values)
    {
        var root = Batch.AddStruct(values.Length);
        for (var i = 0; i < values.Length; i++)
        {
            var cell = values[i] switch
            {
                null => Cell.Null,
                DBNull => Cell.Unavailable,
                int number => Cell.Of(number),
                long number => Cell.Of(number),
                string text => Batch.AddText(text),
                byte[] bytes => Cell.Bytes(Batch.AddBytes(bytes), bytes.Length),
                _ => throw new ArgumentException($"{values[i]} is no value of a test.", nameof(values)),
            };
            Batch.Cells[root + 1 + i] = cell;
        }

        return root;
    }

    public int Create(CapturedTable table, params object?[] after) => Writer.Write(table, RowOperation.Create, -1, Row(after), 0);

    public int Delete(CapturedTable table, params object?[] before) => Writer.Write(table, RowOperation.Delete, Row(before), -1, 0);

    public int Update(CapturedTable table, object?[] before, object?[] after) => Writer.Write(table, RowOperation.Update, Row(before), Row(after), 0);

    /// <summary>The rows in short: operation, key, before and after.</summary>
    public ImmutableArray<string> Rows
    {
        get
        {
            var rows = ImmutableArray.CreateBuilder<string>();
            for (var i = 0; i < Batch.RowCount; i++)
            {
                var row = new RowReader(Batch, i);
                rows.Add(row.Row.IsTombstone
                    ? $"tombstone {row.Key.ToJson()}"
                    : $"{(char)row.Operation.Code()} {row.Key.ToJson()} {row.Before.ToJson()} {row.After.ToJson()}");
            }

            return rows.ToImmutable();
        }
    }
}
