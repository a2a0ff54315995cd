using System.Text;
using System.Text.Json.Nodes;
using ConnectRuntime.MySql.Changes;
using ConnectRuntime.MySql.Configuration;
using ConnectRuntime.MySql.Tables;
using ConnectRuntime.Records;
using ConnectRuntime.Testing.Connectors;

namespace ConnectRuntime.MySql.Tests.Changes.Reference;

/// <summary>
/// Makes the statements again that a reference case was written for, out of their rows and DDL, and gives them to a <see cref="ChangeWriter"/>:
/// a delete and a create that name each other are one update, a record without a value is nothing.
/// </summary>
internal sealed class ReferenceReplay
{
    private readonly ReferenceCase _case;
    private readonly MySqlSourceModel _model;
    private readonly ChangeWriter _writer;
    private readonly RecordBatch _batch;
    private readonly Action<RecordBatch> _take;
    private readonly Dictionary<TableId, CapturedTable> _tables = [];
    private readonly Queue<JsonNode> _transactions;
    private string? _transaction;

    private ReferenceReplay(ReferenceCase from, int rowsPerBatch, Action<RecordBatch> take)
    {
        _case = from;
        _model = from.Model();
        _take = take;
        _batch = new RecordBatch(rowsPerBatch);
        var connector = from.Records.SelectMany(record => record.Headers).FirstOrDefault(header => (string?)header![0] == "__debezium.context.connectorName");
        _writer = new ChangeWriter(_model, new FakeSourceContext(null!) { ConnectorName = (string?)connector?[1]!["payload"] ?? "none" });
        _transactions = new(from.Records.Where(record => record.Topic == from.Prefix + ".transaction").Select(record => record.Value!));
    }

    private sealed record Input(ReferenceRecord Record, ReferenceRecord? Created)
    {
        public JsonNode Source => Record.Value!["source"]!;

        public bool IsSnapshot => Source["snapshot"] is not null;
    }

    /// <summary>Replays a case, giving away every full batch, and the last one.</summary>
    public static void Run(ReferenceCase from, int rowsPerBatch, Action<RecordBatch> take) => new ReferenceReplay(from, rowsPerBatch, take).Run();

    private void Run()
    {
        _writer.BeginBatch(_batch);
        foreach (var input in Inputs())
        {
            Follow((string?)input.Record.Value!["transaction"]?["id"]);
            if (input.Record.Topic == _case.Prefix)
            {
                Ddl(input);
            }
            else
            {
                Row(input);
            }

            TakeIfFull();
        }

        Follow(null);
        while (_transactions.Count > 0)
        {
            Begin();
            End();
        }

        _take(_batch);
    }

    // A snapshot's records in the order of their topics, then the stream's by position.
    private IEnumerable<Input> Inputs()
    {
        var inputs = new List<Input>();
        foreach (var topic in _case.Records.Where(record => record.Value?["source"] is not null).GroupBy(record => record.Topic))
        {
            var records = topic.ToList();
            for (var i = 0; i < records.Count; i++)
            {
                var moves = Has(records[i], "__debezium.newkey");
                if (!Has(records[i], "__debezium.oldkey"))
                {
                    inputs.Add(new Input(records[i], moves ? records.Skip(i).First(later => Has(later, "__debezium.oldkey")) : null));
                }
            }
        }

        return inputs.OrderBy(input => input.IsSnapshot ? 0 : 1)
            .ThenBy(input => input.IsSnapshot ? 0 : (long)input.Source["pos"]!)
            .ThenBy(input => input.IsSnapshot ? 0 : (int)input.Source["row"]!);
    }

    private static bool Has(ReferenceRecord record, string header) => record.Headers.Any(pair => (string?)pair![0] == header);

    private void Ddl(Input input)
    {
        BeginEvent(input.Source);
        var record = ReferenceTables.Read(input.Record.Value!);
        foreach (var change in record.Changes)
        {
            if (change.Table is null)
            {
                _tables.Remove(change.Id);
            }
            else if (CapturedTable.For(change.Table, _model) is { } table)
            {
                _tables[change.Id] = table;
            }
        }

        _writer.SchemaChange(record);
    }

    private void Row(Input input)
    {
        BeginEvent(input.Source);
        var value = input.Record.Value!;
        var table = _tables[new TableId((string)input.Source["db"]!, (string)input.Source["table"]!)];
        var operation = RowOperations.FromCode((byte)((string)value["op"]!)[0])!.Value;
        if (operation == RowOperation.Truncate)
        {
            _writer.Truncate(table);
            return;
        }

        var schema = table.Stream.ValueSchema!;
        var after = CellFiller.Row(_batch, schema, table.CellCount, (input.Created?.Value ?? value)["after"]);
        var before = CellFiller.Row(_batch, schema, table.CellCount, value["before"]);
        _writer.Write(table, input.Created is null ? operation : RowOperation.Update, before, after, (int)input.Source["row"]!);
    }

    private void Follow(string? id)
    {
        if (_transaction == id)
        {
            return;
        }

        End();
        while (id is not null && _transaction != id)
        {
            End();
            Begin();
        }
    }

    private void Begin()
    {
        var begin = _transactions.Dequeue();
        _transaction = (string)begin["id"]!;
        _writer.BeginTransaction(Encoding.UTF8.GetBytes(_transaction), 1000 * (long)begin["ts_ms"]!);
        TakeIfFull();
    }

    private void End()
    {
        if (_transaction is null)
        {
            return;
        }

        // The MariaDB connector lets every statement begin a transaction, and ends only those of rows.
        if (_transactions.TryPeek(out var end) && (string)end["status"]! == "END")
        {
            _writer.EndTransaction(1000 * (long)_transactions.Dequeue()["ts_ms"]!);
        }
        else
        {
            _writer.DropTransaction();
        }

        _transaction = null;
        TakeIfFull();
    }

    private void BeginEvent(JsonNode source) => _writer.BeginEvent(new ChangeOrigin
    {
        File = (string)source["file"]!,
        Position = (long)source["pos"]!,
        TimeMicros = (long)source["ts_us"]!,
        ServerId = (long)source["server_id"]!,
        Gtid = Encoding.UTF8.GetBytes((string?)source["gtid"] ?? ""),
        Thread = (long?)source["thread"],
        Query = Encoding.UTF8.GetBytes((string?)source["query"] ?? ""),
        Snapshot = (string?)source["snapshot"] switch
        {
            "true" => SnapshotMarker.Inside,
            "first" => SnapshotMarker.First,
            "first_in_data_collection" => SnapshotMarker.FirstOfTable,
            "last_in_data_collection" => SnapshotMarker.LastOfTable,
            "last" => SnapshotMarker.Last,
            _ => SnapshotMarker.None,
        },
    });

    private void TakeIfFull()
    {
        if (_batch.IsFull)
        {
            _take(_batch);
            _batch.Clear();
            _writer.BeginBatch(_batch);
        }
    }
}
